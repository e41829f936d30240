package io.metaxy.jooq.store;

import static io.metaxy.jooq.graph.SystemColumns.CREATED_AT;
import static io.metaxy.jooq.graph.SystemColumns.DATA_VERSION;
import static io.metaxy.jooq.graph.SystemColumns.DATA_VERSION_BY_FIELD;
import static io.metaxy.jooq.graph.SystemColumns.DELETED_AT;
import static io.metaxy.jooq.graph.SystemColumns.FEATURE_VERSION;
import static io.metaxy.jooq.graph.SystemColumns.MATERIALIZATION_ID;
import static io.metaxy.jooq.graph.SystemColumns.PROJECT_VERSION;
import static io.metaxy.jooq.graph.SystemColumns.PROVENANCE;
import static io.metaxy.jooq.graph.SystemColumns.PROVENANCE_BY_FIELD;
import static io.metaxy.jooq.graph.SystemColumns.UPDATED_AT;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows that were checked, stamped with the system columns ({@code semantics.md} 9), in
 * batches of
 *
 * <pre>
 * {@code insert into video (video_id, path, metaxy_provenance_by_field, …) values (?, ?, ?, …)}
 * </pre>
 */
final class Writer {

  /** The rows that one JDBC batch binds. */
  private static final int BATCH_ROWS = 1_000;

  private final FeaturePlan plan;
  private final FeatureTable<?> table;
  private final String projectVersion;
  private final Hashes hashes;
  private final @Nullable String materializationId;

  /** The user's columns that have a default in the database. */
  private final List<Field<?>> defaulted;

  Writer(
      FeaturePlan plan,
      FeatureTable<?> table,
      String projectVersion,
      Hashes hashes,
      @Nullable String materializationId) {
    this.plan = plan;
    this.table = table;
    this.projectVersion = projectVersion;
    this.hashes = hashes;
    this.materializationId = materializationId;
    this.defaulted =
        Arrays.stream(table.fields())
            .filter(column -> !SystemColumns.ALL.contains(column.getName()))
            .filter(column -> column.getDataType().defaulted())
            .toList();
  }

  /** Appends rows as of an instant; the caller has opened the transaction. */
  void append(DSLContext dsl, List<? extends FeatureRecord<?>> rows, Instant now) {
    for (int from = 0; from < rows.size(); from += BATCH_ROWS) {
      List<? extends FeatureRecord<?>> batch =
          rows.subList(from, Math.min(from + BATCH_ROWS, rows.size()));
      batch.stream()
          .collect(Collectors.groupingBy(this::defaults, LinkedHashMap::new, Collectors.toList()))
          .forEach((defaults, alike) -> insert(dsl, columnsWithout(defaults), alike, now));
    }
  }

  private void insert(
      DSLContext dsl, List<Field<?>> columns, List<? extends FeatureRecord<?>> rows, Instant now) {
    List<@Nullable Object[]> values = new ArrayList<>();
    rows.forEach(row -> values.add(values(row, columns, now)));
    BatchBindStep batch =
        dsl.batch(dsl.insertInto(table, columns).values(placeholders(columns, values)));
    for (Object[] row : values) {
      batch = batch.bind(row);
    }
    batch.execute();
  }

  /**
   * jOOQ renders a JSON placeholder for a value otherwise than for null, so each stands for a
   * value.
   */
  private static List<Field<?>> placeholders(
      List<Field<?>> columns, List<@Nullable Object[]> values) {
    List<Field<?>> placeholders = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      Optional<Object> sample =
          values.stream().map(row -> row[column]).filter(Objects::nonNull).findFirst();
      placeholders.add(DSL.val(sample.orElse(null), columns.get(column)));
    }
    return placeholders;
  }

  /** The columns that the database fills in, because the row has no value for them. */
  private List<Field<?>> defaults(FeatureRecord<?> row) {
    return defaulted.stream().filter(column -> row.get(column) == null).toList();
  }

  private List<Field<?>> columnsWithout(List<Field<?>> defaults) {
    return Arrays.stream(table.fields()).filter(column -> !defaults.contains(column)).toList();
  }

  private @Nullable Object[] values(FeatureRecord<?> row, List<Field<?>> columns, Instant now) {
    Map<String, @Nullable Object> stamps = stamps(row, now);
    return columns.stream()
        .map(c -> stamps.containsKey(c.getName()) ? stamps.get(c.getName()) : row.get(c))
        .toArray();
  }

  private Map<String, @Nullable Object> stamps(FeatureRecord<?> row, Instant now) {
    Map<String, String> provenance = row.provenanceByField();
    Map<String, String> given = row.dataVersionByField();
    if (provenance == null) {
      throw new IllegalStateException(
          "Cannot stamp a row of " + plan.key() + " that was not checked");
    }
    Map<String, String> versions = given == null ? provenance : given;
    Object createdAt = row.get(CREATED_AT);
    Object run = row.get(MATERIALIZATION_ID);
    Map<String, @Nullable Object> stamps = new HashMap<>();
    stamps.put(PROVENANCE_BY_FIELD, provenance);
    stamps.put(PROVENANCE, hashes.ofFields(provenance));
    stamps.put(DATA_VERSION_BY_FIELD, versions);
    stamps.put(DATA_VERSION, hashes.ofFields(versions));
    stamps.put(FEATURE_VERSION, plan.versions().feature());
    stamps.put(PROJECT_VERSION, projectVersion);
    stamps.put(CREATED_AT, createdAt == null ? now : createdAt);
    stamps.put(UPDATED_AT, now);
    stamps.put(DELETED_AT, null);
    stamps.put(MATERIALIZATION_ID, materializationId == null ? run : materializationId);
    return stamps;
  }
}
