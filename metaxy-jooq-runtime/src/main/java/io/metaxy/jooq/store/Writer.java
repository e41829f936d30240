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

import io.metaxy.jooq.dialect.Append;
import io.metaxy.jooq.dialect.AppendColumn;
import io.metaxy.jooq.dialect.JdbcValues;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.sql.FeatureSource;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows of a feature, stamped with the system columns ({@code docs/semantics.md} 9), in the
 * way in which the database accepts many rows fastest. What all rows share is sent once.
 *
 * @param <R> the feature's record
 */
final class Writer<R extends FeatureRecord<R>> {

  private final StoreContext store;
  private final FeatureTable<R> table;
  private final FeaturePlan plan;
  private final FeatureSource source;
  private final List<String> structKeys;

  /** The columns that the database does not always generate. */
  private final List<Field<?>> writable;

  /** The user's columns that have a default in the database. */
  private final List<Field<?>> defaulted;

  Writer(StoreContext store, FeatureTable<R> table) {
    this.store = store;
    this.table = table;
    this.plan = store.plan(table);
    this.source = store.source(plan, table);
    this.structKeys = plan.structKeys();
    this.writable =
        Arrays.stream(table.fields())
            .filter(column -> source.live().isWritable(column.getName()))
            .toList();
    this.defaulted =
        writable.stream()
            .filter(column -> !SystemColumns.ALL.contains(column.getName()))
            .filter(column -> column.getDataType().defaulted())
            .toList();
  }

  /**
   * Checks rows before any SQL.
   *
   * @return the system columns that they supply
   * @throws InvalidRowException if a row is invalid
   */
  static <R extends FeatureRecord<R>> SuppliedColumns check(
      StoreContext store, FeaturePlan plan, FeatureTable<R> table, Collection<R> rows) {
    SuppliedColumns supplied = new SuppliedColumns(table);
    checks(store, plan, table).checkWritten(rows, supplied::look);
    return supplied;
  }

  static Rows checks(StoreContext store, FeaturePlan plan, FeatureTable<?> table) {
    return new Rows(
        plan,
        table,
        "write",
        plan.idColumns(),
        store.dialect().capabilities(),
        () -> store.source(plan, table).live());
  }

  /** Appends checked rows as of an instant; the caller has opened the transaction. */
  void append(DSLContext dsl, Collection<R> rows, SuppliedColumns supplied, Instant now) {
    if (defaulted.isEmpty()) {
      insert(dsl, writable, rows, supplied, now);
      return;
    }
    rows.stream()
        .collect(Collectors.groupingBy(this::defaults, LinkedHashMap::new, Collectors.toList()))
        .forEach((defaults, alike) -> insert(dsl, columnsWithout(defaults), alike, supplied, now));
  }

  /** The columns that the database fills in, because the row has no value for them. */
  private List<Field<?>> defaults(R row) {
    return defaulted.stream().filter(column -> row.get(column) == null).toList();
  }

  private List<Field<?>> columnsWithout(List<Field<?>> defaults) {
    return writable.stream().filter(column -> !defaults.contains(column)).toList();
  }

  private void insert(
      DSLContext dsl,
      List<Field<?>> fields,
      Collection<R> rows,
      SuppliedColumns supplied,
      Instant now) {
    Columns columns = new Columns(fields, supplied, now);
    Append append =
        new Append(
            table,
            dsl.render(source.qualified()),
            source.live(),
            structKeys,
            columns.columns,
            rows.size());
    Iterable<@Nullable Object[]> values = () -> columns.values(rows);
    dsl.connection(c -> store.dialect().appender().append(c, append, values));
  }

  /** Where each column's value comes from. */
  private final class Columns {
    final List<AppendColumn> columns = new ArrayList<>();
    private final List<Function<R, @Nullable Object>> cells = new ArrayList<>();
    private final int provenance = table.indexOf(PROVENANCE_BY_FIELD);
    private final int dataVersion = table.indexOf(DATA_VERSION_BY_FIELD);

    Columns(List<Field<?>> fields, SuppliedColumns supplied, Instant now) {
      AppendColumn.PerRow own =
          perRow(Objects.requireNonNull(table.field(provenance)), row -> row.get(provenance));
      AppendColumn.PerRow versions =
          supplied.dataVersion()
              ? perRow(Objects.requireNonNull(table.field(dataVersion)), this::versions)
              : own;
      String run = store.materializationId();
      for (Field<?> field : fields) {
        LiveColumn live = source.live().column(field.getName());
        int position = table.indexOf(field);
        AppendColumn column =
            switch (field.getName()) {
              case PROVENANCE_BY_FIELD -> own;
              case PROVENANCE -> hashed(field, own);
              case DATA_VERSION_BY_FIELD ->
                  supplied.dataVersion() ? versions : new AppendColumn.Same(field, own);
              case DATA_VERSION -> hashed(field, versions);
              case FEATURE_VERSION -> new AppendColumn.Constant(field, plan.versions().feature());
              case PROJECT_VERSION -> new AppendColumn.Constant(field, store.projectVersion(plan));
              case CREATED_AT ->
                  supplied.createdAt()
                      ? created(field, live, position, now)
                      : new AppendColumn.Constant(field, JdbcValues.instant(live, now));
              case UPDATED_AT -> new AppendColumn.Constant(field, JdbcValues.instant(live, now));
              case DELETED_AT -> new AppendColumn.Constant(field, null);
              case MATERIALIZATION_ID ->
                  run == null && supplied.run()
                      ? perRow(field, row -> row.get(position))
                      : new AppendColumn.Constant(field, run);
              default -> {
                UnaryOperator<@Nullable Object> jdbc = JdbcValues.of(field, live);
                yield perRow(field, row -> jdbc.apply(row.get(position)));
              }
            };
        columns.add(column);
      }
    }

    private AppendColumn.PerRow created(
        Field<?> field, LiveColumn live, int position, Instant now) {
      UnaryOperator<@Nullable Object> jdbc = JdbcValues.of(field, live);
      Object otherwise = JdbcValues.instant(live, now);
      return perRow(
          field,
          row -> {
            Object given = row.get(position);
            return given == null ? otherwise : jdbc.apply(given);
          });
    }

    private AppendColumn.PerRow perRow(Field<?> field, Function<R, @Nullable Object> cell) {
      cells.add(cell);
      return new AppendColumn.PerRow(field, cells.size() - 1);
    }

    private AppendColumn hashed(Field<?> field, AppendColumn.PerRow byField) {
      return new AppendColumn.Hashed(field, byField, store.algorithm(), store.hashLength());
    }

    /** The data versions default to the provenance. */
    private @Nullable Object versions(R row) {
      Object given = row.get(dataVersion);
      return given == null ? row.get(provenance) : given;
    }

    /** The values of rows, one by one, in one reused array. */
    Iterator<@Nullable Object[]> values(Collection<R> rows) {
      Iterator<R> each = rows.iterator();
      @Nullable Object[] values = new @Nullable Object[cells.size()];
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return each.hasNext();
        }

        @Override
        public @Nullable Object[] next() {
          R row = each.next();
          for (int i = 0; i < values.length; i++) {
            values[i] = cells.get(i).apply(row);
          }
          return values;
        }
      };
    }
  }
}
