package io.metaxy.jooq.store;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Checks the rows that a caller gives, before any SQL; see {@link InvalidRowException}. */
final class Rows {

  private final FeaturePlan plan;
  private final FeatureTable<?> table;
  private final String verb;
  private final List<String> idColumns;
  private final Set<String> structKeys;

  /**
   * Checks rows of a feature.
   *
   * @param verb says in errors what cannot be done with them
   * @param idColumns the columns that tell them apart
   */
  Rows(FeaturePlan plan, FeatureTable<?> table, String verb, List<String> idColumns) {
    this.plan = plan;
    this.table = table;
    this.verb = verb;
    this.idColumns = idColumns;
    this.structKeys = new TreeSet<>(plan.structKeys());
  }

  /** Checks ids and provenance of every row, and that no id comes twice. */
  <R extends FeatureRecord<R>> void check(Collection<R> rows) {
    Map<List<@Nullable Object>, Integer> seen = new HashMap<>();
    int position = 1;
    for (R row : rows) {
      if (row == null) {
        throw new InvalidRowException(
            "Cannot "
                + verb
                + " row "
                + position
                + " of "
                + plan.key()
                + ": it is null; leave it out");
      }
      List<@Nullable Object> ids = ids(row);
      if (ids.contains(null)) {
        String missing = idColumns.get(ids.indexOf(null));
        throw refused(position, row, "it has no " + missing, "set every id column of the row");
      }
      Integer other = seen.putIfAbsent(stored(ids), position);
      if (other != null) {
        throw refused(
            position, row, "row " + other + " has the same id", "give every id once in one call");
      }
      checkByField(position, row);
      position++;
    }
  }

  /**
   * The ids as the database compares them: decimals by value at their scale, instants in
   * microseconds.
   */
  List<@Nullable Object> stored(List<@Nullable Object> ids) {
    List<@Nullable Object> stored = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      Field<?> column = table.field(idColumns.get(i));
      stored.add(stored(ids.get(i), column == null ? 0 : column.getDataType().scale()));
    }
    return stored;
  }

  private static @Nullable Object stored(@Nullable Object id, int scale) {
    if (id instanceof BigDecimal decimal) {
      return decimal.setScale(scale, RoundingMode.HALF_UP);
    }
    if (id instanceof OffsetDateTime instant) {
      return instant.toInstant().truncatedTo(ChronoUnit.MICROS);
    }
    if (id instanceof Instant instant) {
      return instant.truncatedTo(ChronoUnit.MICROS);
    }
    if (id instanceof LocalDateTime time) {
      return time.truncatedTo(ChronoUnit.MICROS);
    }
    return id instanceof LocalTime time ? time.truncatedTo(ChronoUnit.MICROS) : id;
  }

  private <R extends FeatureRecord<R>> void checkByField(int position, R row) {
    Map<String, String> provenance = row.provenanceByField();
    if (provenance == null) {
      throw refused(
          position,
          row,
          "it has no " + SystemColumns.PROVENANCE_BY_FIELD,
          "give the hash of every field: " + structKeys);
    }
    checkFields(position, row, SystemColumns.PROVENANCE_BY_FIELD, provenance);
    Map<String, String> versions = row.dataVersionByField();
    if (versions != null) {
      checkFields(position, row, SystemColumns.DATA_VERSION_BY_FIELD, versions);
    }
  }

  private <R extends FeatureRecord<R>> void checkFields(
      int position, R row, String column, Map<String, @Nullable String> byField) {
    Set<String> unknown = new TreeSet<>(byField.keySet());
    unknown.removeAll(structKeys);
    if (!unknown.isEmpty()) {
      throw refused(
          position,
          row,
          column + " has " + unknown + ", which the feature does not have",
          "give exactly its fields: " + structKeys);
    }
    for (String key : structKeys) {
      if (byField.get(key) == null) {
        throw refused(
            position,
            row,
            column + " has no " + key,
            "give the hash of every field: " + structKeys);
      }
    }
  }

  /** Checks that no column that must have a value lacks one; the system columns are the store's. */
  <R extends FeatureRecord<R>> void checkColumns(Collection<R> rows) {
    List<Field<?>> required =
        Arrays.stream(table.fields())
            .filter(f -> !SystemColumns.ALL.contains(f.getName()))
            .filter(f -> !f.getDataType().nullable() && !f.getDataType().defaulted())
            .toList();
    int position = 1;
    for (R row : rows) {
      for (Field<?> column : required) {
        if (row.get(column) == null) {
          throw refused(
              position,
              row,
              "it has no " + column.getName() + ", which must not be null",
              "set the column, or declare it nullable in the spec");
        }
      }
      position++;
    }
  }

  List<@Nullable Object> ids(FeatureRecord<?> row) {
    List<@Nullable Object> ids = new ArrayList<>();
    idColumns.forEach(id -> ids.add(row.get(id)));
    return ids;
  }

  private InvalidRowException refused(
      int position, FeatureRecord<?> row, String reason, String remedy) {
    List<String> ids = new ArrayList<>();
    idColumns.forEach(id -> ids.add(id + "=" + row.get(id)));
    return new InvalidRowException(
        "Cannot "
            + verb
            + " row "
            + position
            + " of "
            + plan.key()
            + " ("
            + String.join(", ", ids)
            + "): "
            + reason
            + "; "
            + remedy);
  }
}
