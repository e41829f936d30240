package io.metaxy.jooq.migration.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.migration.MigrationDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The support of each database is registered, and found by database or URL. */
class DatabasesTest {

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
}
