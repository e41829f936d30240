package io.metaxy.jooq.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A directory with a configuration, in which a user runs commands. */
final class Workspace {

  /** The folder of the user's classes. */
  static final Path CLASSES = Path.of("target", "test-classes").toAbsolutePath();

  static final String CONFIGURATION =
      """
      project = "recordings"

      [stores.dev]
      type = "duckdb"
      config = {database = "dev.duckdb"}

      [stores.prod]
      type = "postgresql"

      [stores.prod.config]
      url = "jdbc:postgresql://metaxy:marked-1@${DB_HOST}/metaxy?password=marked-2"
      password = "${DB_PASSWORD}"
      fallback_stores = ["dev"]

      [stores.lake]
      type = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
      config = {root_path = "lake"}

      [ext.jooq]
      features = ["io.metaxy.jooq.cli.example"]
      databases = ["h2", "postgresql", "duckdb"]
      naming = "sequential"
      """;

  private final Path directory;
  private final Map<String, String> environment = new TreeMap<>();

  Workspace(Path directory) {
    this.directory = real(directory);
    write("metaxy.toml", CONFIGURATION);
  }

  private static Path real(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path directory() {
    return directory;
  }

  /** Runs a command here. */
  Runner.Result run(Runner runner, List<String> arguments) {
    return runner.run(directory, environment, arguments);
  }

  Workspace variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Workspace write(String name, String text) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
