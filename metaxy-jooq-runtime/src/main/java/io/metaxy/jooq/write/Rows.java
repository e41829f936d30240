package io.metaxy.jooq.write;

import io.metaxy.jooq.dialect.Capabilities;
import io.metaxy.jooq.dialect.Capabilities.Lack;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.JdbcValues;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.row.RowNames;
import io.metaxy.jooq.row.SeenIds;
import io.metaxy.jooq.row.TimeColumns;
import io.metaxy.jooq.row.ValueChecks;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.SystemFields;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jooq.DataType;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Checks the caller's rows before any SQL; see {@link InvalidRowException}. */
public final class Rows {

  private final FeatureTable<?> table;
  private final RowNames names;
  private final List<String> idColumns;
  private final int[] idPositions;

  /** The positions of the columns that identify the parent of a row but are not ids. */
  private final int[] parentPositions;

  private final List<DataType<?>> idTypes = new ArrayList<>();
  private final int provenance;
  private final int dataVersion;
  private final Set<String> structKeys;
  private final String[] keys;

  /** The live table, read only when a row has no value in a required column. */
  private final Supplier<LiveTable> live;

  /** The positions of the user's required columns. */
  private final int[] required;

  private final TimeColumns times;

  /** The positions of the columns in which the database stores only finite numbers. */
  private final int[] finite;

  private final ValueChecks values;

  /**
   * Checks rows of a feature.
   *
   * @param verb the verb of errors: what cannot be done with them
   * @param idColumns the columns that identify them
   * @param known the live table; null if it is unknown, so that values are not compared with it
   * @param live reads the live table, whose generated columns need no value
   */
  public Rows(
      FeaturePlan plan,
      FeatureTable<?> table,
      String verb,
      List<String> idColumns,
      FeatureDialect dialect,
      @Nullable LiveTable known,
      Supplier<LiveTable> live) {
    Capabilities capabilities = dialect.capabilities();
    this.live = live;
    this.table = table;
    this.names = new RowNames(plan, verb, idColumns);
    this.idColumns = idColumns;
    this.idPositions = idColumns.stream().mapToInt(table::indexOf).toArray();
    this.parentPositions =
        plan.comparedColumns().stream()
            .filter(column -> !plan.idColumns().contains(column) && !idColumns.contains(column))
            .mapToInt(table::indexOf)
            .toArray();
    this.provenance = table.indexOf(SystemColumns.PROVENANCE_BY_FIELD);
    this.dataVersion = table.indexOf(SystemColumns.DATA_VERSION_BY_FIELD);
    this.structKeys = new TreeSet<>(plan.structKeys());
    this.keys = structKeys.toArray(String[]::new);
    this.required =
        Arrays.stream(table.fields())
            .filter(f -> !SystemColumns.ALL.contains(f.getName()))
            .filter(f -> !f.getDataType().nullable() && !f.getDataType().defaulted())
            .mapToInt(table::indexOf)
            .toArray();
    this.times = new TimeColumns(table, capabilities.times());
    this.finite =
        Arrays.stream(table.fields())
            .filter(f -> capabilities.lacks(Lack.NOT_FINITE) && isFloating(f))
            .mapToInt(table::indexOf)
            .toArray();
    this.values = new ValueChecks(plan.definition().columns(), table, dialect, known);
    for (int position : idPositions) {
      idTypes.add(table.field(position).getDataType());
    }
  }

  private static boolean isFloating(Field<?> column) {
    return column.getType() == Double.class || column.getType() == Float.class;
  }

  /** Checks ids, provenance and texts of every row, and that no id occurs twice. */
  public <R extends FeatureRecord<R>> void check(Collection<R> rows) {
    SeenIds<R> seen = new SeenIds<>(rows, this::idOf);
    each(rows, List.of((position, row) -> check(position, row, rows, seen), this::checkTexts));
  }

  /**
   * Checks the same, and that required columns have a value, and values fit their live columns; the
   * store fills in the system columns.
   *
   * @param then receives every row whose ids and provenance are valid
   */
  public <R extends FeatureRecord<R>> void checkWritten(Collection<R> rows, Consumer<R> then) {
    SeenIds<R> seen = new SeenIds<>(rows, this::idOf);
    each(
        rows,
        List.of(
            (position, row) -> {
              check(position, row, rows, seen);
              then.accept(row);
            },
            (position, row) -> {
              checkColumns(position, row);
              checkTexts(position, row);
            },
            this::checkLimits));
  }

  /** Checks that values fit their live columns. */
  <R extends FeatureRecord<R>> void checkLimits(Collection<R> rows) {
    each(rows, List.of(this::checkLimits));
  }

  /** Whether a value exceeded its live column. */
  public boolean hasExceeded() {
    return values.hasExceeded();
  }

  private void checkTexts(int position, FeatureRecord<?> row) {
    Optional<String> why = values.changed(row);
    if (why.isPresent()) {
      throw refused(position, row, why.get());
    }
  }

  private void checkLimits(int position, FeatureRecord<?> row) {
    Optional<String> why = values.exceeding(row);
    if (why.isPresent()) {
      throw refused(position, row, why.get());
    }
  }

  /** A check of one row. */
  @FunctionalInterface
  private interface Check<R> {
    void of(int position, R row);
  }

  /** The rows that a check rejects. */
  private static final class Refused {
    private final InvalidRowException first;
    private int count;

    Refused(InvalidRowException first) {
      this.first = first;
    }

    InvalidRowException exception() {
      return count == 1
          ? first
          : new InvalidRowException(
              first.getMessage() + " (the first of " + count + " invalid rows)");
    }
  }

  /**
   * Iterates over the rows once, because they seldom fit into the processor's cache. Throws for the
   * first row that the first check rejects, with the number of such rows; then for that of the next
   * check.
   */
  private static <R> void each(Collection<R> rows, List<Check<R>> checks) {
    @Nullable Refused[] refused = new @Nullable Refused[checks.size()];
    int position = 0;
    for (R row : rows) {
      position++;
      for (int i = 0; i < checks.size(); i++) {
        try {
          checks.get(i).of(position, row);
        } catch (InvalidRowException e) {
          Refused before = refused[i];
          Refused own = before == null ? new Refused(e) : before;
          own.count++;
          refused[i] = own;
          break;
        }
      }
    }
    for (Refused each : refused) {
      if (each != null) {
        throw each.exception();
      }
    }
  }

  private <R extends FeatureRecord<R>> void check(
      int position, @Nullable R row, Collection<R> rows, SeenIds<R> seen) {
    if (row == null) {
      throw new InvalidRowException(
          "Cannot "
              + names.verb()
              + " row "
              + position
              + " of "
              + names.plan().key()
              + ": it is null; leave it out");
    }
    for (int i = 0; i < idPositions.length; i++) {
      if (row.get(idPositions[i]) == null) {
        String missing = idColumns.get(i);
        throw refused(position, row, "it has no " + missing, "set every id column of the row");
      }
    }
    for (int parent : parentPositions) {
      if (row.get(parent) == null) {
        String missing = table.field(parent).getName();
        throw refused(
            position, row, "it has no " + missing, "set every column that identifies its parent");
      }
    }
    int other = seen.add(key(row), position);
    if (other > 0) {
      throw refused(
          position,
          row,
          "row " + other + " has the same id" + otherParent(row, rows, other),
          "pass every id only once per call");
    }
    checkByField(position, row);
    times
        .fault(row)
        .ifPresent(
            fault -> {
              throw refused(position, row, fault);
            });
  }

  /** How the parent of a row differs from that of another row of the same id; empty if not. */
  private <R extends FeatureRecord<R>> String otherParent(R row, Collection<R> rows, int other) {
    if (parentPositions.length == 0) {
      return "";
    }
    String own = parent(row);
    String others = rows.stream().skip(other - 1L).findFirst().map(this::parent).orElse(own);
    return own.equals(others) ? "" : " but the parent " + others + " instead of " + own;
  }

  private String parent(FeatureRecord<?> row) {
    Map<String, @Nullable Object> parent = new LinkedHashMap<>();
    for (int position : parentPositions) {
      parent.put(table.field(position).getName(), row.get(position));
    }
    return parent.toString();
  }

  /** The identity of a row; null if it has none. */
  private @Nullable Object idOf(@Nullable FeatureRecord<?> row) {
    if (row == null) {
      return null;
    }
    for (int position : idPositions) {
      if (row.get(position) == null) {
        return null;
      }
    }
    return key(row);
  }

  /** The identity of a row that has every id. */
  public Object key(FeatureRecord<?> row) {
    if (idPositions.length > 1) {
      return stored(ids(row));
    }
    return Objects.requireNonNull(stored(row.get(idPositions[0]), idTypes.get(0)));
  }

  /**
   * The ids as the database compares them: decimals by value at their scale, instants in
   * microseconds.
   */
  public List<@Nullable Object> stored(List<@Nullable Object> ids) {
    List<@Nullable Object> stored = new ArrayList<>(idPositions.length);
    for (int i = 0; i < idPositions.length; i++) {
      stored.add(stored(ids.get(i), idTypes.get(i)));
    }
    return stored;
  }

  private static @Nullable Object stored(@Nullable Object id, DataType<?> type) {
    if (id instanceof BigDecimal decimal) {
      return decimal.setScale(type.scale(), RoundingMode.HALF_UP);
    }
    if (id instanceof Double number && number == 0) {
      return 0.0;
    }
    return JdbcValues.micros(id instanceof OffsetDateTime time ? time.toInstant() : id);
  }

  @SuppressWarnings("unchecked") // Generated by-field columns hold only this.
  static @Nullable Map<String, String> byField(FeatureRecord<?> row, int position) {
    return (Map<String, String>) row.get(position);
  }

  private <R extends FeatureRecord<R>> void checkByField(int position, R row) {
    Map<String, String> given = byField(row, provenance);
    if (given == null) {
      throw refused(
          position,
          row,
          "it has no " + SystemColumns.PROVENANCE_BY_FIELD,
          (names.plan().deps().isEmpty()
                  ? ""
                  : "resolve the feature and start from sample.record(), which has it, or ")
              + "set the hash of every field: "
              + structKeys);
    }
    checkFields(position, row, SystemColumns.PROVENANCE_BY_FIELD, given);
    if (row.get(dataVersion) != null) {
      Map<String, String> versions =
          Objects.requireNonNull(SystemFields.dataVersions(row, dataVersion));
      checkFields(position, row, SystemColumns.DATA_VERSION_BY_FIELD, versions);
    }
  }

  private <R extends FeatureRecord<R>> void checkFields(
      int position, R row, String column, Map<String, @Nullable String> byField) {
    if (byField.size() == keys.length && hasAll(byField)) {
      return;
    }
    Set<String> unknown = new TreeSet<>(byField.keySet());
    unknown.removeAll(structKeys);
    if (!unknown.isEmpty()) {
      throw refused(
          position,
          row,
          column + " has " + unknown + ", which the feature does not have",
          "set exactly its fields: " + structKeys);
    }
    for (String key : structKeys) {
      if (byField.get(key) == null) {
        throw refused(
            position, row, column + " has no " + key, "set the hash of every field: " + structKeys);
      }
    }
  }

  private boolean hasAll(Map<String, @Nullable String> byField) {
    for (String key : keys) {
      if (byField.get(key) == null) {
        return false;
      }
    }
    return true;
  }

  /** A row is also rejected if the table cannot be inspected. */
  private boolean isWritable(String column) {
    try {
      return live.get().isWritable(column);
    } catch (StoreException e) {
      return true;
    }
  }

  private void checkColumns(int position, FeatureRecord<?> row) {
    for (int column : required) {
      if (row.get(column) == null && isWritable(table.field(column).getName())) {
        throw refused(
            position,
            row,
            "it has no " + table.field(column).getName() + ", which must not be null",
            "set the column, or make the record component nullable");
      }
    }
    for (int column : finite) {
      if (row.get(column) instanceof Number number && !Double.isFinite(number.doubleValue())) {
        throw refused(
            position,
            row,
            "its " + table.field(column).getName() + " is " + number,
            "set a finite number, because this database cannot store other values");
      }
    }
  }

  public List<@Nullable Object> ids(FeatureRecord<?> row) {
    List<@Nullable Object> ids = new ArrayList<>(idPositions.length);
    for (int position : idPositions) {
      ids.add(row.get(position));
    }
    return ids;
  }

  public InvalidRowException refused(
      int position, FeatureRecord<?> row, String reason, String remedy) {
    return refused(position, row, reason + "; " + remedy);
  }

  private InvalidRowException refused(int position, FeatureRecord<?> row, String why) {
    return new InvalidRowException(names.cannot(position, row) + why);
  }
}
