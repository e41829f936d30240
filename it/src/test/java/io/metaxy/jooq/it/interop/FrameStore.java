package io.metaxy.jooq.it.interop;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;

/**
 * The stores whose columns both sides read and write: database, who makes the tables, and whether
 * their by-field columns are maps, as the peer needs to keep maps.
 */
enum FrameStore {
  DUCKDB_MADE_BY_PEER(MigrationDatabase.DUCKDB, true, false),
  DUCKDB_MADE_BY_JAVA(MigrationDatabase.DUCKDB, false, false),
  DUCKDB_MAPS_MADE_BY_PEER(MigrationDatabase.DUCKDB, true, true),
  DUCKDB_MAPS_MADE_BY_JAVA(MigrationDatabase.DUCKDB, false, true),
  POSTGRESQL_MADE_BY_PEER(MigrationDatabase.POSTGRESQL, true, false),
  POSTGRESQL_MADE_BY_JAVA(MigrationDatabase.POSTGRESQL, false, false);

  private final MigrationDatabase database;
  private final boolean madeByPeer;
  private final boolean maps;

  FrameStore(MigrationDatabase database, boolean madeByPeer, boolean maps) {
    this.database = database;
    this.madeByPeer = madeByPeer;
    this.maps = maps;
  }

  /** Returns the peer in the mode that these tables need. */
  Peer peer() {
    return Peer.running(maps);
  }

  MigrationDatabase database() {
    return database;
  }

  /** Returns whether the peer reads -0.0 with its sign. */
  boolean keepsSignsOfZero() {
    return database != MigrationDatabase.DUCKDB;
  }

  /** Returns whether the peer creates unsigned numbers, lists of lists, and structs in lists. */
  boolean nests() {
    return database == MigrationDatabase.DUCKDB;
  }

  /** Returns whether structs are JSON. */
  boolean isJson() {
    return database == MigrationDatabase.POSTGRESQL;
  }

  boolean isMadeByPeer() {
    return madeByPeer;
  }

  /** Creates a store: with the tables of features, or without any if the peer makes them. */
  Place empty(List<Class<?>> features) {
    return empty(directory(), features);
  }

  /**
   * Creates a store: with the tables of features, or without any if the peer makes them.
   *
   * @param directory where the scripts of the tables are written
   */
  Place empty(Path directory, List<Class<?>> features) {
    Place place =
        database == MigrationDatabase.DUCKDB ? Place.DuckDb.empty() : Place.PostgreSql.empty();
    if (!madeByPeer) {
      Migrations.of(options(directory, features).build()).generate();
      Flyway.configure()
          .dataSource(place.jdbc(), null, null)
          .locations("filesystem:" + directory.resolve("scripts"))
          .load()
          .migrate();
    }
    return place;
  }

  /** The options of migrations of features, whose scripts are in a directory. */
  MigrationOptions.Builder options(Path directory, List<Class<?>> features) {
    String names = features.stream().map(Class::getName).collect(Collectors.joining(","));
    return MigrationOptions.builder(Map.of("metaxy.features", names, "metaxy.project", "frame"))
        .basedir(directory)
        .directory("scripts")
        .systemTables(false)
        .enableMapDatatype(maps)
        .databases(database);
  }

  static Path directory() {
    try {
      return Files.createTempDirectory(Path.of("target/interop"), "frames").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
