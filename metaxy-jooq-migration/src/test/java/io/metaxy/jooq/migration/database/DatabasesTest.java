package io.metaxy.jooq.migration.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.packed.PackedClasses;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The support of each database is registered, and found by database or URL. */
class DatabasesTest {

  @TempDir Path empty;

  @ParameterizedTest
  @EnumSource
  void areFoundByTheirConstantAndTheirUrl(MigrationDatabase database) {
    DatabaseSupport support = Databases.of(database);
    assertEquals(database, support.database());
    assertEquals(database, Databases.ofUrl(support.urlPrefix() + "x").database());
  }

  @Test
  void aSupportThatIsNotThereIsNamed() {
    List<DatabaseSupport> others = List.of(Databases.of(MigrationDatabase.H2));
    assertEquals(
        "Cannot find support for MARIADB; add its jar to the class path",
        assertThrows(
                IllegalStateException.class, () -> Databases.of(MigrationDatabase.MARIADB, others))
            .getMessage());
  }

  @Test
  void aMissingServiceFileIsNamed() throws Exception {
    Class<?> packed = Class.forName(Databases.class.getName(), true, new PackedClasses(empty));
    Method ofUrl = packed.getMethod("ofUrl", String.class);
    Throwable failure =
        assertThrows(InvocationTargetException.class, () -> ofUrl.invoke(null, "jdbc:h2:mem:x"))
            .getCause();
    assertEquals(
        "Cannot find the file"
            + " META-INF/services/io.metaxy.jooq.migration.database.DatabaseSupport; if the"
            + " application is packed into one jar, merge the service files of its libraries",
        failure.getMessage());
  }
}
