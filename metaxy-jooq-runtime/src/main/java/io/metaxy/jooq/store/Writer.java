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
import io.metaxy.jooq.graph.TextHasher;
import io.metaxy.jooq.sql.FeatureSource;
import io.metaxy.jooq.table.Append;
import io.metaxy.jooq.table.AppendColumn;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.JdbcValues;
import io.metaxy.jooq.table.LiveColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows of a feature, stamped with the system columns ({@code semantics.md} 9), by the way
 * in which the database takes many. What all rows share is sent once.
 *
 * @param <R> the feature's record
 */
final class Writer<R extends FeatureRecord<R>> {

  private final StoreContext store;
  private final FeatureTable<R> table;
  private final FeaturePlan plan;
  private final FeatureSource source;
  private final List<String> structKeys;

  /** The user's columns that have a default in the database. */
  private final List<Field<?>> defaulted;

  Writer(StoreContext store, FeatureTable<R> table) {
    this.store = store;
    this.table = table;
    this.plan = store.plan(table);
    this.source = store.source(plan, table);
    this.structKeys = plan.structKeys();
    this.defaulted =
        Arrays.stream(table.fields())
            .filter(column -> !SystemColumns.ALL.contains(column.getName()))
            .filter(column -> column.getDataType().defaulted())
            .toList();
  }

  /**
   * Checks rows before any SQL.
   *
   * @throws InvalidRowException when one cannot be right
   */
  static <R extends FeatureRecord<R>> void check(
      FeaturePlan plan, FeatureTable<R> table, Collection<R> rows) {
    Rows check = new Rows(plan, table, "write", plan.idColumns());
    check.check(rows);
    check.checkColumns(rows);
  }

  /** Appends checked rows as of an instant; the caller has opened the transaction. */
  void append(DSLContext dsl, List<R> rows, Instant now) {
    if (defaulted.isEmpty()) {
      insert(dsl, Arrays.asList(table.fields()), rows, now);
      return;
    }
    rows.stream()
        .collect(Collectors.groupingBy(this::defaults, LinkedHashMap::new, Collectors.toList()))
        .forEach((defaults, alike) -> insert(dsl, columnsWithout(defaults), alike, now));
  }

  /** The columns that the database fills in, because the row has no value for them. */
  private List<Field<?>> defaults(R row) {
    return defaulted.stream().filter(column -> row.get(column) == null).toList();
  }

  private List<Field<?>> columnsWithout(List<Field<?>> defaults) {
    return Arrays.stream(table.fields()).filter(column -> !defaults.contains(column)).toList();
  }

  private void insert(DSLContext dsl, List<Field<?>> fields, List<R> rows, Instant now) {
    Columns columns = new Columns(fields, rows, now);
    Append append =
        new Append(
            table,
            dsl.render(source.qualified()),
            source.live(),
            structKeys,
            columns.columns,
            rows.size());
    Iterable<@Nullable Object[]> values = () -> rows.stream().map(columns::values).iterator();
    dsl.connection(c -> store.dialect().appender().append(c, append, values));
  }

  /** Where each column's value comes from. */
  private final class Columns {
    final List<AppendColumn> columns = new ArrayList<>();
    private final List<Function<R, @Nullable Object>> cells = new ArrayList<>();
    private final int provenance = table.indexOf(PROVENANCE_BY_FIELD);
    private final int dataVersion = table.indexOf(DATA_VERSION_BY_FIELD);
    private final TextHasher hasher = store.algorithm().hasher(store.hashLength());

    Columns(List<Field<?>> fields, List<R> rows, Instant now) {
      boolean versions = rows.stream().anyMatch(row -> row.get(dataVersion) != null);
      String run = store.materializationId();
      Map<String, AppendColumn.PerRow> own = new LinkedHashMap<>();
      for (Field<?> field : fields) {
        LiveColumn live = source.live().column(field.getName());
        int position = table.indexOf(field);
        switch (field.getName()) {
          case PROVENANCE_BY_FIELD -> own.put(PROVENANCE_BY_FIELD, perRow(field, this::provenance));
          case PROVENANCE -> own.put(PROVENANCE, perRow(field, row -> hash(provenance(row))));
          case DATA_VERSION_BY_FIELD ->
              same(field, own, PROVENANCE_BY_FIELD, versions, this::versions);
          case DATA_VERSION -> same(field, own, PROVENANCE, versions, row -> hash(versions(row)));
          case FEATURE_VERSION -> constant(field, plan.versions().feature());
          case PROJECT_VERSION -> constant(field, store.projectVersion(plan));
          case CREATED_AT -> created(field, live, rows, now);
          case UPDATED_AT -> constant(field, JdbcValues.instant(live, now));
          case DELETED_AT -> constant(field, null);
          case MATERIALIZATION_ID -> {
            if (run != null || rows.stream().allMatch(row -> row.get(field) == null)) {
              constant(field, run);
            } else {
              perRow(field, row -> row.get(field));
            }
          }
          default -> perRow(field, row -> JdbcValues.of(field, live, row.get(position)));
        }
      }
    }

    private void created(Field<?> field, LiveColumn live, List<R> rows, Instant now) {
      if (rows.stream().allMatch(row -> row.get(field) == null)) {
        constant(field, JdbcValues.instant(live, now));
        return;
      }
      Object otherwise = JdbcValues.instant(live, now);
      perRow(
          field,
          row -> {
            Object given = row.get(field);
            return given == null ? otherwise : JdbcValues.of(field, live, given);
          });
    }

    private AppendColumn.PerRow perRow(Field<?> field, Function<R, @Nullable Object> cell) {
      AppendColumn.PerRow column = new AppendColumn.PerRow(field, cells.size());
      columns.add(column);
      cells.add(cell);
      return column;
    }

    private void constant(Field<?> field, @Nullable Object value) {
      columns.add(new AppendColumn.Constant(field, value));
    }

    /** The data versions are the provenance's unless a row says otherwise. */
    private void same(
        Field<?> field,
        Map<String, AppendColumn.PerRow> own,
        String other,
        boolean versions,
        Function<R, @Nullable Object> cell) {
      AppendColumn.PerRow known = own.get(other);
      if (versions || known == null) {
        perRow(field, cell);
      } else {
        columns.add(new AppendColumn.Same(field, known));
      }
    }

    private Map<String, String> provenance(R row) {
      return Objects.requireNonNull(Rows.byField(row, provenance), "provenance of a checked row");
    }

    private Map<String, String> versions(R row) {
      Map<String, String> given = Rows.byField(row, dataVersion);
      return given == null ? provenance(row) : given;
    }

    /** The hash of a by-field value: its values joined by {@code |} in the order of struct keys. */
    private String hash(Map<String, String> byField) {
      boolean first = true;
      for (String key : structKeys) {
        if (!first) {
          hasher.add('|');
        }
        hasher.add(Objects.requireNonNull(byField.get(key)));
        first = false;
      }
      return hasher.finish();
    }

    @Nullable Object[] values(R row) {
      @Nullable Object[] values = new @Nullable Object[cells.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = cells.get(i).apply(row);
      }
      return values;
    }
  }
}
