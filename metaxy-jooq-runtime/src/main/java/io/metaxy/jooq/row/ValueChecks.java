package io.metaxy.jooq.row;

import io.metaxy.jooq.dialect.Capabilities;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.JdbcValues;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.dialect.nested.MisfitException;
import io.metaxy.jooq.dialect.nested.NestedText;
import io.metaxy.jooq.dialect.nested.NestedType;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.JsonConverter;
import io.metaxy.jooq.table.ListBinding;
import io.metaxy.jooq.value.ColumnLimit;
import io.metaxy.jooq.value.Unicode;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jooq.exception.DataTypeException;
import org.jooq.impl.IdentityConverter;
import org.jspecify.annotations.Nullable;

/**
 * Finds values that the database would change or reject: texts that are not Unicode, and values
 * that exceed their live columns.
 */
public final class ValueChecks {

  private final FeatureTable<?> table;
  private final Unicode unicode;
  private final NestedText documents;

  /** The positions of the columns whose records hold the text that is stored. */
  private final int[] texts;

  /** The positions of the by-field columns. */
  private final int[] byField;

  /** The positions of the columns with a limit, and their limits. */
  private final int[] limited;

  private final ColumnLimit[] limits;
  private final ListChecks lists;
  private boolean exceeded;

  /**
   * Checks for a table.
   *
   * @param columns the columns of its feature
   * @param live the live table; null if it is unknown, so that no column has a limit
   */
  public ValueChecks(
      List<ColumnSpec> columns,
      FeatureTable<?> table,
      FeatureDialect dialect,
      @Nullable LiveTable live) {
    Capabilities capabilities = dialect.capabilities();
    this.table = table;
    this.unicode = capabilities.unicode();
    this.documents = new NestedText(capabilities.times(), dialect.expressions()::timeText);
    this.lists = new ListChecks(columns, table, capabilities, live);
    this.texts =
        positions(f -> f.getType() == String.class && isUnconverted(f) && !isConstant(f.getName()));
    this.byField = positions(f -> SystemColumns.isByField(f.getName()));
    this.limited =
        positions(
            f ->
                isLimited(f.getType())
                    && isUnconverted(f)
                    && !isConstant(f.getName())
                    && limit(live, f).filter(limit -> !limit.holdsAll(f.getType())).isPresent());
    this.limits =
        Arrays.stream(limited)
            .mapToObj(position -> limit(live, table.field(position)))
            .flatMap(Optional::stream)
            .toArray(ColumnLimit[]::new);
  }

  private static Optional<ColumnLimit> limit(@Nullable LiveTable live, Field<?> column) {
    return live == null
        ? Optional.empty()
        : Optional.ofNullable(live.column(column.getName()).limit());
  }

  /** Whether the store sets the column, regardless of the row. */
  private static boolean isConstant(String column) {
    return SystemColumns.ALL.contains(column) && !column.equals(SystemColumns.MATERIALIZATION_ID);
  }

  private static boolean isLimited(Class<?> type) {
    return type == String.class
        || type == UUID.class
        || Number.class.isAssignableFrom(type)
        || Temporal.class.isAssignableFrom(type);
  }

  private static boolean isUnconverted(Field<?> column) {
    return column.getConverter() instanceof IdentityConverter;
  }

  private int[] positions(Predicate<Field<?>> which) {
    return Arrays.stream(table.fields()).filter(which).mapToInt(table::indexOf).toArray();
  }

  /** Why the database would change a text of a row, with the remedy; empty if it would not. */
  public Optional<String> changed(FeatureRecord<?> row) {
    for (int position : texts) {
      if (row.get(position) instanceof String text) {
        Optional<String> reason = unicode.refused(text);
        if (reason.isPresent()) {
          return Optional.of("its " + table.field(position).getName() + " " + reason.get());
        }
      }
    }
    for (int position : byField) {
      if (row.get(position) instanceof Map<?, ?> hashes) {
        for (Map.Entry<?, ?> hash : hashes.entrySet()) {
          Optional<String> reason = unicode.refused((String) hash.getValue());
          if (reason.isPresent()) {
            return Optional.of(
                "its "
                    + table.field(position).getName()
                    + "."
                    + hash.getKey()
                    + " "
                    + reason.get());
          }
        }
      }
    }
    return lists.changed(row);
  }

  /** Why a value of a row exceeds its live column, with the remedy; empty if none does. */
  public Optional<String> exceeding(FeatureRecord<?> row) {
    for (int i = 0; i < limited.length; i++) {
      Object value = row.get(limited[i]);
      if (value != null) {
        Optional<String> reason = limits[i].exceeded(value);
        if (reason.isPresent()) {
          exceeded = true;
          return Optional.of(exceeding(table.field(limited[i]), reason.get()));
        }
      }
    }
    Optional<String> reason = lists.exceeding(row);
    exceeded |= reason.isPresent();
    return reason;
  }

  private static String exceeding(Field<?> column, String reason) {
    return "its "
        + column.getName()
        + " "
        + reason
        + "; set a value that fits, or widen the column with a migration";
  }

  /** Whether a value exceeded its live column. */
  public boolean hasExceeded() {
    return exceeded;
  }

  /**
   * Converts values of a column to the form of the live column for JDBC, and checks what is stored;
   * the records' own values are checked before.
   *
   * @return a conversion that throws {@link Unstorable}
   */
  public UnaryOperator<@Nullable Object> stored(Field<?> column, LiveColumn live) {
    Field<?> stored = JsonConverter.at(ListBinding.at(column, live), live);
    return checked(column, live, JdbcValues.of(stored, live));
  }

  private UnaryOperator<@Nullable Object> checked(
      Field<?> column, LiveColumn live, UnaryOperator<@Nullable Object> conversion) {
    boolean raw = column.getType() == JSON.class || column.getType() == JSONB.class;
    if (isUnconverted(column) && live.nested() == null && !raw) {
      return conversion;
    }
    boolean json = live.kind() == ColumnType.JSON;
    // Lists are checked before.
    ColumnLimit limit = live.element() == null ? live.limit() : null;
    return value -> {
      Object stored = converted(column, conversion, value);
      if (stored instanceof String text) {
        Optional<String> reason = json ? unicode.refusedJson(text) : unicode.refused(text);
        if (reason.isPresent()) {
          throw Unstorable.value("its " + column.getName() + " " + reason.get());
        }
      }
      if (stored instanceof String document && live.nested() != null) {
        return nested(column, document, live.nested(), live.holdsLists());
      }
      if (stored != null && limit != null) {
        Optional<String> reason = limit.exceeded(stored);
        if (reason.isPresent()) {
          throw Unstorable.value(exceeding(column, reason.get()));
        }
      }
      return stored;
    };
  }

  /** A document as the database casts it to the type of its column. */
  private @Nullable Object nested(
      Field<?> column, String document, NestedType type, boolean isList) {
    try {
      return isList ? documents.list(document, type) : documents.of(document, type);
    } catch (MisfitException e) {
      throw Unstorable.value(ListChecks.unfit(column.getName() + e.place(), e.reason()));
    }
  }

  /**
   * Converts a value of a column.
   *
   * @throws Unstorable if the converter throws
   */
  static @Nullable Object converted(
      Field<?> column, UnaryOperator<@Nullable Object> conversion, @Nullable Object value) {
    try {
      return conversion.apply(value);
    } catch (RuntimeException e) {
      throw Unstorable.unconverted(unconverted(column.getName(), e), e);
    }
  }

  /** Why a value cannot be stored whose converter throws, or that throws itself. */
  static String unconverted(String column, RuntimeException e) {
    Throwable reason = e instanceof DataTypeException && e.getCause() != null ? e.getCause() : e;
    return "its "
        + column
        + " cannot be converted to the type of the column: "
        + (isSentence(reason)
            ? reason.getMessage()
            : reason + "; set another value, or correct the converter");
  }

  /** Whether a converter of the library says what is wrong, and the remedy. */
  private static boolean isSentence(Throwable reason) {
    return reason instanceof IllegalStateException
        && String.valueOf(reason.getMessage()).startsWith("Cannot write ");
  }
}
