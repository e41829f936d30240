package io.metaxy.jooq.write;

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

import io.metaxy.jooq.context.Guard;
import io.metaxy.jooq.context.Operation;
import io.metaxy.jooq.context.StoreContext;
import io.metaxy.jooq.dialect.Append;
import io.metaxy.jooq.dialect.AppendColumn;
import io.metaxy.jooq.dialect.Capabilities.Transactions;
import io.metaxy.jooq.dialect.Failures;
import io.metaxy.jooq.dialect.JdbcValues;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.row.Documents;
import io.metaxy.jooq.row.RowNames;
import io.metaxy.jooq.row.SuppliedColumns;
import io.metaxy.jooq.row.Unstorable;
import io.metaxy.jooq.row.ValueChecks;
import io.metaxy.jooq.sql.FeatureSource;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.SystemFields;
import io.metaxy.jooq.write.RowSearch.Found;
import io.metaxy.jooq.write.WriteChecks.Checked;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.IdentityConverter;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows of a feature, stamped with the system columns ({@code docs/semantics.md} 9), in the
 * way in which the database accepts many rows fastest. What all rows share is sent once.
 *
 * @param <R> the feature's record
 */
public final class Writer<R extends FeatureRecord<R>> {

  private final StoreContext store;
  private final FeatureTable<R> table;
  private final FeaturePlan plan;
  private final List<String> structKeys;
  private final RowNames names;

  /** The table as it was when rows were last appended. */
  private FeatureSource source;

  private ValueChecks values;

  /** The columns that the database does not always generate. */
  private List<Field<?>> writable;

  /** The user's columns that have a default in the database. */
  private List<Field<?>> defaulted;

  public Writer(StoreContext store, FeatureTable<R> table) {
    this.store = store;
    this.table = table;
    this.plan = store.plan(table);
    this.structKeys = plan.structKeys();
    this.names = new RowNames(plan, WriteChecks.VERB, plan.idColumns());
    use(WriteChecks.checkTable(store, store.dsl(), store.source(plan, table), table));
  }

  private void use(FeatureSource now) {
    this.source = now;
    this.values =
        new ValueChecks(plan.definition().columns(), table, store.dialect(), source.live());
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

  /** The documents of rows that wait for their write; none yet. */
  public Documents documents() {
    return Documents.of(table, values, source.live());
  }

  /**
   * Writes all rows or none.
   *
   * @return the instant of the rows
   * @throws StoreException if the database rejects them; names the row where it can be found
   */
  public Instant write(List<R> rows, Checked checked) {
    Instant now = store.instants().next();
    try {
      store.sql(
          Operation.WRITE,
          plan,
          () -> {
            store.transaction(dsl -> append(dsl, rows, checked, now));
            return now;
          });
      return now;
    } catch (StoreException e) {
      if (!store.isOfRow(e)) {
        throw e;
      }
      throw store.survivesFailures()
          ? named(e, rows, checked, now, plan.key().toString())
          : ended(e);
    }
  }

  /** The failure of a write because of one of its rows, in a transaction that cannot continue. */
  public StoreException ended(RuntimeException failure) {
    return new StoreException(
        failure.getMessage()
            + "; roll back the transaction, which cannot continue because the database has no"
            + " savepoints",
        failure);
  }

  /**
   * The failure of a write because of one of its rows, which it names where it can be found.
   *
   * @param now the instant of the write
   * @param object what was written, for the message if it cannot be found
   */
  public RuntimeException named(
      RuntimeException failure, List<R> rows, Checked checked, Instant now, String object) {
    if (failure instanceof InvalidRowException) {
      return failure;
    }
    Found found;
    try {
      found =
          new RowSearch<R>(store, (dsl, part) -> append(dsl, part, checked, now))
              .find(rows, failure);
    } catch (RuntimeException notSearched) {
      failure.addSuppressed(notSearched);
      found = null;
    }
    RuntimeException reason = found == null ? failure : found.failure();
    if (found != null && reason.getCause() instanceof Unstorable value) {
      return unstorable(found.index() + 1, rows.get(found.index()), value);
    }
    String cannot =
        found == null
            ? "Cannot " + WriteChecks.VERB + " " + object + ": "
            : names.cannot(found.index() + 1, rows.get(found.index()));
    SQLException error = Failures.cause(reason);
    return error == null
        ? failure
        : new StoreException(
            cannot + new Guard(store.dialect()).reason(Operation.WRITE, error), reason);
  }

  /**
   * Appends checked rows as of an instant; the caller has opened the transaction. If the table has
   * changed since they were checked, their values are compared with its columns again.
   *
   * @throws InvalidRowException before any row is written, if a value does not fit its column now
   * @throws StoreException before any row is written, if the table does not match now
   */
  public void append(DSLContext dsl, Collection<R> rows, Checked checked, Instant now) {
    FeatureSource current = store.sourceNow(dsl, plan, table);
    if (!current.live().equals(source.live())) {
      use(WriteChecks.checkTable(store, dsl, current, table));
    }
    WriteChecks.checkLimits(store, source, checked, table, rows);
    Map<List<Field<?>>, ? extends Collection<R>> groups =
        defaulted.isEmpty()
            ? Map.of(List.of(), rows)
            : rows.stream()
                .collect(
                    Collectors.groupingBy(this::defaults, LinkedHashMap::new, Collectors.toList()));
    List<Group> converted = new ArrayList<>();
    groups.forEach(
        (without, group) -> {
          Columns columns = new Columns(columnsWithout(without), rows, checked, now);
          converted.add(new Group(columns.columns, group.size(), converted(columns, group)));
        });
    converted.forEach(group -> insert(dsl, group));
  }

  /**
   * Rows with values for the same columns.
   *
   * @param values the values of each row, which may be in one reused array
   */
  private record Group(
      List<AppendColumn> columns, int count, Iterable<@Nullable Object[]> values) {}

  /**
   * The values of rows. Without savepoints, rows that are inserted before a row is refused would
   * stay in a transaction of the caller, so that all values are converted before; otherwise, each
   * row is converted when it is inserted, which needs less memory.
   */
  private Iterable<@Nullable Object[]> converted(Columns columns, Collection<R> rows) {
    boolean isChecked =
        store.dialect().capabilities().transactions() != Transactions.SAVEPOINTS
            && columns.columns.stream()
                .map(AppendColumn::field)
                .filter(field -> !SystemColumns.ALL.contains(field.getName()))
                .anyMatch(field -> !(field.getConverter() instanceof IdentityConverter));
    if (!isChecked) {
      return () -> columns.values(rows);
    }
    List<@Nullable Object[]> converted = new ArrayList<>(rows.size());
    columns.values(rows).forEachRemaining(values -> converted.add(values.clone()));
    return converted;
  }

  private InvalidRowException unstorable(int position, R row, Unstorable value) {
    return new InvalidRowException(names.cannot(position, row) + value.getMessage(), value);
  }

  /** The columns that the database fills in, because the row has no value for them. */
  private List<Field<?>> defaults(R row) {
    return defaulted.stream().filter(column -> row.get(column) == null).toList();
  }

  private List<Field<?>> columnsWithout(List<Field<?>> defaults) {
    return writable.stream().filter(column -> !defaults.contains(column)).toList();
  }

  private void insert(DSLContext dsl, Group group) {
    Append append =
        new Append(
            table,
            dsl.render(source.qualified()),
            source.live(),
            structKeys,
            group.columns(),
            group.count());
    dsl.connection(c -> store.dialect().appender().append(c, append, group.values()));
  }

  /** Where each column's value comes from. */
  private final class Columns {
    final List<AppendColumn> columns = new ArrayList<>();
    private final List<Function<R, @Nullable Object>> cells = new ArrayList<>();
    private final Collection<R> all;
    private final int provenance = table.indexOf(PROVENANCE_BY_FIELD);
    private final int dataVersion = table.indexOf(DATA_VERSION_BY_FIELD);

    Columns(List<Field<?>> fields, Collection<R> all, Checked checked, Instant now) {
      this.all = all;
      SuppliedColumns supplied = checked.supplied();
      Documents documents = checked.documents().at(source.live());
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
                UnaryOperator<@Nullable Object> jdbc = values.stored(field, live);
                Function<R, @Nullable Object> cell = row -> jdbc.apply(row.get(position));
                yield perRow(
                    field,
                    documents.has(position)
                        ? row -> {
                          Object document = documents.of(row, position);
                          return document == null ? cell.apply(row) : document;
                        }
                        : cell);
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
      Object given = SystemFields.dataVersions(row, dataVersion);
      return given == null ? row.get(provenance) : given;
    }

    /** The position of a row among all rows of the write, from 1. */
    private int position(R row) {
      int position = 1;
      for (R each : all) {
        if (each == row) {
          break;
        }
        position++;
      }
      return position;
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
          try {
            for (int i = 0; i < values.length; i++) {
              values[i] = cells.get(i).apply(row);
            }
          } catch (Unstorable e) {
            throw unstorable(position(row), row, e);
          }
          return values;
        }
      };
    }
  }
}
