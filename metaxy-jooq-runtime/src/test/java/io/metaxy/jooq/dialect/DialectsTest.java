package io.metaxy.jooq.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.packed.PackedClasses;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Optional;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases are found by name. */
class DialectsTest {

  @TempDir Path empty;

  @Test
  void aNameThatThisJooqDoesNotKnowIsNone() {
    assertEquals(Optional.of(SQLDialect.MARIADB), Dialects.named("MARIADB"));
    assertEquals(Optional.empty(), Dialects.named("MARIADB_OF_TOMORROW"));
  }

  @Test
  void aMissingServiceFileIsNamed() throws Exception {
    Class<?> packed = Class.forName(Dialects.class.getName(), true, new PackedClasses(empty));
    Method check = packed.getMethod("check", SQLDialect.class);
    Throwable failure =
        assertThrows(InvocationTargetException.class, () -> check.invoke(null, SQLDialect.H2))
            .getCause();
    assertEquals(UnsupportedOperationException.class, failure.getClass());
    assertEquals(
        "Cannot find the file META-INF/services/io.metaxy.jooq.dialect.DialectProvider; if the"
            + " application is packed into one jar, merge the service files of its libraries",
        failure.getMessage());
  }
}
