package io.metaxy.jooq.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.packed.PackedClasses;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An older jOOQ, which lacks a database, does not keep the others from working. */
class MigrationDatabaseTest {

  @TempDir Path directory;

  @Test
  void aDatabaseThatJooqLacksIsRefused() throws Exception {
    Path source = directory.resolve("org/jooq/SQLDialect.java");
    Files.createDirectories(source.getParent());
    Files.writeString(
        source,
        """
        package org.jooq;
        public enum SQLDialect { DEFAULT, H2 }
        """);
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", source.toString()));
    Class<?> databases =
        Class.forName(MigrationDatabase.class.getName(), true, new PackedClasses(directory));
    assertEquals("H2", dialect(databases, "H2").toString());
    assertEquals(
        "Cannot use the database duckdb, because this version of jOOQ does not support it; use a"
            + " newer jOOQ",
        assertThrows(InvocationTargetException.class, () -> dialect(databases, "DUCKDB"))
            .getCause()
            .getMessage());
  }

  private static Object dialect(Class<?> databases, String name)
      throws ReflectiveOperationException {
    Object database = databases.getMethod("valueOf", String.class).invoke(null, name);
    return databases.getMethod("dialect").invoke(database);
  }
}
