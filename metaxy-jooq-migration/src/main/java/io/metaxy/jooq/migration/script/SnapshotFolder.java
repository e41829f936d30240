package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.database.DatabaseSupport;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.FeatureSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The snapshots next to the scripts of a database, one file per feature. */
public final class SnapshotFolder {

  /** The folder's name, inside the folder of the scripts. */
  static final String NAME = "metaxy";

  /** No snapshots. */
  static final SnapshotFolder NONE = new SnapshotFolder(Map.of());

  private final Map<String, Snapshot> byFeature;

  private SnapshotFolder(Map<String, Snapshot> byFeature) {
    this.byFeature = byFeature;
  }

  /**
   * Reads the snapshots of a target; a missing folder has none. Types that an earlier version of
   * the library did not know become the types of this version.
   *
   * @throws MigrationException when one was copied or changed
   */
  public static SnapshotFolder read(Target target) {
    DatabaseSupport database = Databases.of(target.database());
    Map<String, Snapshot> known = new TreeMap<>();
    read(target.snapshots())
        .byFeature
        .forEach(
            (feature, snapshot) -> known.put(feature, snapshot.withTable(t -> known(t, database))));
    return new SnapshotFolder(known);
  }

  private static TableState known(TableState table, DatabaseSupport database) {
    return table.withColumns(
        table.columns().stream()
            .map(
                column ->
                    column.type() instanceof Foreign foreign
                            && (database.list(foreign.sql()).isPresent()
                                || database.nested(foreign.sql()).isPresent())
                        ? column.typed(database.found(foreign.sql()))
                        : column)
            .toList());
  }

  /** Reads the snapshots as they were written. */
  static SnapshotFolder read(Path folder) {
    Map<String, Snapshot> byFeature = new TreeMap<>();
    for (Path file : files(folder)) {
      Snapshot snapshot = SnapshotJson.read(text(file), file.toString());
      Snapshot other = byFeature.put(snapshot.table().feature(), snapshot);
      if (other != null || !String.valueOf(file.getFileName()).equals(snapshot.fileName())) {
        throw new MigrationException(
            "Cannot read snapshot "
                + file
                + " of feature "
                + snapshot.table().feature()
                + ", whose file is "
                + snapshot.fileName()
                + "; remove the copy");
      }
    }
    return new SnapshotFolder(byFeature);
  }

  /** The tables of the readable snapshots, for when the scripts are the current state. */
  static SchemaState recorded(Path folder) {
    Map<String, TableState> tables = new TreeMap<>();
    for (Path file : files(folder)) {
      try {
        TableState table = SnapshotJson.read(text(file), file.toString()).table();
        tables.put(table.feature(), table);
      } catch (MigrationException e) {
        // It will be rewritten.
      }
    }
    return new SchemaState(List.copyOf(tables.values()));
  }

  /** The snapshot files, sorted by name. */
  static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new MigrationException(
          "Cannot read the snapshots of " + folder + ": " + e.getMessage() + "; make it readable",
          e);
    }
  }

  /** The text of a snapshot as we write it; empty when it is missing or unreadable. */
  static String textOrNone(Path file) {
    try {
      return Files.isRegularFile(file) ? FileText.plain(Files.readString(file)) : "";
    } catch (IOException e) {
      return "";
    }
  }

  private static String text(Path file) {
    try {
      return FileText.plain(Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new MigrationException(
          "Cannot read snapshot " + file + ": it is not UTF-8; restore it from version control", e);
    } catch (IOException e) {
      throw new MigrationException(
          "Cannot read snapshot " + file + ": " + e.getMessage() + "; make it readable", e);
    }
  }

  /** The snapshots, ordered by feature key. */
  List<Snapshot> all() {
    return new ArrayList<>(byFeature.values());
  }

  /** The snapshot of a feature. */
  Optional<Snapshot> of(String feature) {
    return Optional.ofNullable(byFeature.get(feature));
  }

  /** The tables of all snapshots. */
  public SchemaState state() {
    return new SchemaState(all().stream().map(Snapshot::table).toList());
  }

  /** The recorded version of each feature that has one, by key. */
  Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    for (Snapshot snapshot : all()) {
      if (snapshot.featureVersion() != null) {
        versions.put(snapshot.table().feature(), snapshot.featureVersion());
      }
    }
    return versions;
  }

  /** The recorded settings of each feature, by key. */
  Map<String, FeatureSettings> settings() {
    Map<String, FeatureSettings> settings = new TreeMap<>();
    all().forEach(snapshot -> settings.put(snapshot.table().feature(), snapshot.settings()));
    return settings;
  }
}
