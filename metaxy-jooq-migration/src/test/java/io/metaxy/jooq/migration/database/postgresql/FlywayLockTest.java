package io.metaxy.jooq.migration.database.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.migration.MigrationException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Flyway whose lock cannot be changed is refused, instead of waiting forever. */
class FlywayLockTest {

  @TempDir Path directory;

  @Test
  void isRefusedWhereFlywayDoesNotKnowIt() throws Exception {
    Path source =
        directory.resolve("org/flywaydb/database/postgresql/PostgreSQLConfigurationExtension.java");
    Files.createDirectories(source.getParent());
    Files.writeString(
        source,
        """
        package org.flywaydb.database.postgresql;
        public interface PostgreSQLConfigurationExtension
            extends org.flywaydb.core.extensibility.ConfigurationExtension {}
        """);
    String classPath = System.getProperty("java.class.path");
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", classPath, source.toString()));
    try (URLClassLoader old = new Old(directory.toUri().toURL())) {
      assertEquals(
          "Cannot set flyway.postgresql.transactional.lock: this version of Flyway does not know"
              + " it; use flyway-database-postgresql 11 or later",
          assertThrows(
                  MigrationException.class, () -> FlywayLock.ofSession(Flyway.configure(), old))
              .getMessage());
    }
  }

  /** Loads the old class instead of that of the tests. */
  private static final class Old extends URLClassLoader {

    Old(URL classes) {
      super(new URL[] {classes}, FlywayLockTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.startsWith("org.flywaydb.database.postgresql.")
          ? findClass(name)
          : super.loadClass(name, resolve);
    }
  }
}
