package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.db.tables.Footage.FOOTAGE;

import io.metaxy.jooq.it.db.tables.records.FootageRecord;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSpec;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jooq.Field;

/** Random filters on footage: each operator on each column that has it, and what they find. */
final class FootageFilters {

  private static final DateTimeFormatter WALL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);

  private final Random random;
  private final RandomFootage footage;
  private final List<FootageRecord> rows;

  FootageFilters(long seed, RandomFootage footage, List<FootageRecord> rows) {
    random = new Random(seed);
    this.footage = footage;
    this.rows = rows;
  }

  /** The spec of cuts of the rows of an upstream for which a filter holds. */
  static FeatureSpec cuts(String upstream, String filter) {
    return FeatureSpec.of("footage/cut")
        .id("footage_id")
        .dependsOn(upstream, dep -> dep.where(filter))
        .fields("cut")
        .build();
  }

  /**
   * A filter.
   *
   * @param holds whether it holds for a row; null if that is unknown
   */
  record Filter(String text, Function<FootageRecord, Boolean> holds) {

    /** Returns the ids of the rows for which the filter holds. */
    List<String> found(List<FootageRecord> rows) {
      return rows.stream()
          .filter(row -> Boolean.TRUE.equals(holds.apply(row)))
          .map(FootageRecord::getFootageId)
          .sorted()
          .toList();
    }

    private Filter not() {
      return new Filter(
          "NOT (" + text + ")",
          row -> {
            Boolean truth = holds.apply(row);
            return truth == null ? null : !truth;
          });
    }

    private Filter or(Filter other) {
      return new Filter(
          "(" + text + ") OR " + other.text,
          row -> {
            Boolean left = holds.apply(row);
            Boolean right = other.holds.apply(row);
            if (Boolean.TRUE.equals(left) || Boolean.TRUE.equals(right)) {
              return true;
            }
            return (left == null || right == null) ? null : false;
          });
    }
  }

  /** Returns every predicate on every column, in random order. */
  private List<Filter> all() {
    List<Filter> all = new ArrayList<>();
    for (ColumnSpec column : RandomFootage.COLUMNS) {
      all.addAll(of(Objects.requireNonNull(FOOTAGE.field(column.name())), column));
    }
    all.addAll(ofTwo(FOOTAGE.INT8, FOOTAGE.INT64));
    all.addAll(ofTwo(FOOTAGE.FLOAT32, FOOTAGE.FLOAT64));
    all.addAll(ofTwo(FOOTAGE.PRICE, FOOTAGE.DECIMAL));
    all.addAll(ofTwo(FOOTAGE.TEXT, FOOTAGE.CODE));
    all.addAll(ofTwo(FOOTAGE.CODE, FOOTAGE.MOOD));
    all.addAll(ofTwo(FOOTAGE.INSTANT, FOOTAGE.OFFSET));
    Collections.shuffle(all, random);
    return all;
  }

  /**
   * Returns filters of several predicates: {@code (int8 < 7) OR NOT (text = 'a')}.
   *
   * @param predicates the most predicates in all filters
   */
  List<Filter> combined(int filters, int predicates) {
    List<Filter> all = all();
    List<Filter> combined = new ArrayList<>(all.subList(0, filters));
    for (int i = filters; i < Math.min(predicates, all.size()); i++) {
      Filter next = random.nextBoolean() ? all.get(i).not() : all.get(i);
      combined.set(i % filters, combined.get(i % filters).or(next));
    }
    return combined;
  }

  private <T> List<Filter> of(Field<T> field, ColumnSpec column) {
    String name = field.getName();
    List<Filter> all = new ArrayList<>();
    all.add(new Filter(name + " IS NULL", row -> row.get(field) == null));
    all.add(new Filter(name + " IS NOT NULL", row -> row.get(field) != null));
    if (!isComparable(column)) {
      return all;
    }
    all.add(new Filter(name + " = NULL", row -> row.get(field) == null));
    for (Operator operator : Operator.values()) {
      T value = literal(field, column);
      all.add(
          new Filter(
              name + operator.sql + text(value), row -> operator.holds(row.get(field), value)));
      T other = literal(field, column);
      all.add(
          new Filter(
              text(other) + operator.sql + name, row -> operator.holds(other, row.get(field))));
    }
    T first = literal(field, column);
    T second = literal(field, column);
    Filter in =
        new Filter(
            name + " IN (" + text(first) + ", " + text(second) + ")",
            row ->
                row.get(field) == null
                    ? null
                    : Operator.EQUAL.holds(row.get(field), first)
                        || Operator.EQUAL.holds(row.get(field), second));
    all.add(in);
    all.add(new Filter(in.text.replace(" IN ", " NOT IN "), in.not().holds));
    if (column.kind() == ColumnType.BOOLEAN) {
      all.add(new Filter(name, row -> (Boolean) row.get(field)));
    }
    return all;
  }

  private static List<Filter> ofTwo(Field<?> left, Field<?> right) {
    return Arrays.stream(Operator.values())
        .map(
            operator ->
                new Filter(
                    left.getName() + operator.sql + right.getName(),
                    row -> operator.holds(row.get(left), row.get(right))))
        .toList();
  }

  /** Whether the grammar compares the column with values. */
  static boolean isComparable(ColumnSpec column) {
    return switch (column.kind()) {
      case JSON, LIST, BINARY -> false;
      default -> true;
    };
  }

  /** Returns a value that a row has, or another; NaN and infinities are no literals. */
  private <T> T literal(Field<T> field, ColumnSpec column) {
    T value = random.nextBoolean() ? null : rows.get(random.nextInt(rows.size())).get(field);
    while (value == null || !isFinite(value)) {
      value = footage.value(field, column);
    }
    return value;
  }

  private static boolean isFinite(Object value) {
    return !(value instanceof Double || value instanceof Float)
        || Double.isFinite(((Number) value).doubleValue());
  }

  private static String text(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? "TRUE" : "FALSE";
    }
    if (value instanceof Number number) {
      return decimal(number).toString();
    }
    String text =
        value instanceof LocalDateTime time
            ? WALL.format(time)
            : value instanceof LocalTime time
                ? CLOCK.format(time)
                : value instanceof OffsetDateTime time
                    ? WALL.format(time) + time.getOffset()
                    : value.toString();
    return "'" + text.replace("'", "''") + "'";
  }

  private static BigDecimal decimal(Number number) {
    return number instanceof BigDecimal decimal
        ? decimal
        : number instanceof Double || number instanceof Float
            ? new BigDecimal(number.doubleValue())
            : BigDecimal.valueOf(number.longValue());
  }

  private enum Operator {
    EQUAL(" = ", order -> order == 0),
    UNEQUAL(" != ", order -> order != 0),
    DIFFERENT(" <> ", order -> order != 0),
    LESS(" < ", order -> order < 0),
    AT_MOST(" <= ", order -> order <= 0),
    GREATER(" > ", order -> order > 0),
    AT_LEAST(" >= ", order -> order >= 0);

    private final String sql;

    @SuppressWarnings("ImmutableEnumChecker") // It has no state.
    private final IntPredicate holds;

    Operator(String sql, IntPredicate holds) {
      this.sql = sql;
      this.holds = holds;
    }

    private Boolean holds(Object left, Object right) {
      return (left == null || right == null) ? null : holds.test(compare(left, right));
    }
  }

  /** Texts are ordered by bytes, UUIDs like texts; NaN is the greatest number. */
  @SuppressWarnings("unchecked") // Both are of one type.
  private static int compare(Object left, Object right) {
    if (left instanceof Number first && right instanceof Number second) {
      return isFinite(first) && isFinite(second)
          ? decimal(first).compareTo(decimal(second))
          : Double.compare(first.doubleValue(), second.doubleValue());
    }
    if (left instanceof String || left instanceof Enum || left instanceof UUID) {
      return Arrays.compareUnsigned(bytes(left), bytes(right));
    }
    return ((Comparable<Object>) time(left)).compareTo(time(right));
  }

  private static byte[] bytes(Object text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Object time(Object value) {
    return value instanceof OffsetDateTime time ? time.toInstant() : value;
  }
}
