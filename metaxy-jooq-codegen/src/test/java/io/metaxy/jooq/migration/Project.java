package io.metaxy.jooq.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A user's project whose records change, at a given time. */
final class Project {

  static final String H2 = "src/main/resources/db/migration/h2";

  private final Path basedir;
  private Instant now = Instant.parse("2026-01-31T23:59:58Z");

  Project(Path basedir) {
    this.basedir = basedir;
  }

  Path path(String file) {
    return basedir.resolve(file);
  }

  /** Some time goes by. */
  void later(long seconds) {
    now = now.plusSeconds(seconds);
  }

  Migrations with(Class<?> feature) {
    return with(feature, options -> options);
  }

  Migrations with(Class<?> feature, UnaryOperator<MigrationOptions.Builder> more) {
    return Migrations.of(options(feature, more));
  }

  MigrationOptions options(Class<?> feature, UnaryOperator<MigrationOptions.Builder> more) {
    MigrationOptions.Builder options =
        MigrationOptions.builder(Map.of("metaxy.features", feature.getName()))
            .basedir(basedir)
            .loader(Project.class.getClassLoader())
            .databases(MigrationDatabase.H2)
            .systemTables(false)
            .clock(Clock.fixed(now, ZoneOffset.UTC));
    return more.apply(options).build();
  }

  /** All files by their names from the base directory, with their text. */
  Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(basedir)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = basedir.relativize(file).toString().replace('\\', '/');
        files.put(name, Files.readString(file));
      }
    }
    return files;
  }
}
