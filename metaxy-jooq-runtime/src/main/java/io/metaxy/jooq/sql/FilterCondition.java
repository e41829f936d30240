package io.metaxy.jooq.sql;

import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.Filter;
import io.metaxy.jooq.table.FeatureDialect;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.exception.DataTypeException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A filter as a condition on columns. Values are bound with the type of the column that they are
 * compared with, numbers as they are: {@code size > 2.5} does not round.
 */
final class FilterCondition {

  private final FeatureDialect dialect;
  private final FeatureKey feature;
  private final String text;
  private final Map<String, ? extends Field<?>> columns;

  /**
   * @param dialect the database
   * @param feature whose columns they are, for errors
   * @param text the filter
   * @param columns the columns by the names that filters use
   */
  FilterCondition(
      FeatureDialect dialect,
      FeatureKey feature,
      String text,
      Map<String, ? extends Field<?>> columns) {
    this.dialect = dialect;
    this.feature = feature;
    this.text = text;
    this.columns = columns;
  }

  /**
   * The condition of the filter.
   *
   * @throws IllegalArgumentException when it names a column that there is not, or compares what
   *     cannot be compared
   */
  Condition condition() {
    return condition(Filter.parse(text));
  }

  private Condition condition(Filter filter) {
    if (filter instanceof Filter.And and) {
      return condition(and.left()).and(condition(and.right()));
    }
    if (filter instanceof Filter.Or or) {
      return condition(or.left()).or(condition(or.right()));
    }
    if (filter instanceof Filter.Not not) {
      return DSL.not(condition(not.filter()));
    }
    if (filter instanceof Filter.IsNull isNull) {
      return column(isNull.column()).isNull();
    }
    if (filter instanceof Filter.IsTrue isTrue) {
      return compare(isTrue.column(), "=", new Filter.Literal(true));
    }
    if (filter instanceof Filter.In in) {
      return in.values().stream()
          .map(value -> compare(in.column(), "=", value))
          .reduce(Condition::or)
          .orElse(DSL.falseCondition());
    }
    Filter.Comparison comparison = (Filter.Comparison) filter;
    return compare(comparison.left(), comparison.operator(), comparison.right());
  }

  private Condition compare(Filter.Operand left, String operator, Filter.Operand right) {
    boolean ordering =
        (operator.startsWith("<") && !operator.equals("<>")) || operator.startsWith(">");
    return DSL.condition(
        "{0} " + operator + " {1}",
        ordering ? dialect.ordered(field(left, right)) : field(left, right),
        ordering ? dialect.ordered(field(right, left)) : field(right, left));
  }

  private Field<?> field(Filter.Operand operand, Filter.Operand other) {
    if (operand instanceof Filter.Column column) {
      return column(column);
    }
    Object value = ((Filter.Literal) operand).value();
    return other instanceof Filter.Column column ? value(value, column) : DSL.val(value);
  }

  private Field<?> value(@Nullable Object value, Filter.Column column) {
    Field<?> field = column(column);
    Class<?> type = field.getConverter().fromType();
    boolean number = Number.class.isAssignableFrom(type);
    boolean bool = type == Boolean.class;
    boolean fits =
        value instanceof Number ? number : value instanceof Boolean ? bool : !number && !bool;
    if (!fits) {
      throw mismatch(column, type, value);
    }
    return value instanceof String text ? text(text, field, column) : DSL.val(value);
  }

  /** jOOQ gives null for some texts that it cannot convert. */
  private <T> Field<T> text(String value, Field<T> field, Filter.Column column) {
    Class<?> type = field.getConverter().fromType();
    try {
      T converted = field.getDataType().convert(value);
      if (converted == null) {
        throw mismatch(column, type, value);
      }
      // DuckDB binds no instant as timestamp(6) with time zone.
      boolean instant = converted instanceof Instant || converted instanceof OffsetDateTime;
      return instant ? DSL.val(converted) : DSL.val(converted, field);
    } catch (DataTypeException e) {
      throw mismatch(column, type, value);
    }
  }

  private IllegalArgumentException mismatch(
      Filter.Column column, Class<?> type, @Nullable Object value) {
    return new IllegalArgumentException(
        "Cannot use filter \""
            + text
            + "\" on "
            + feature
            + ": column "
            + column.name()
            + " is a "
            + type.getSimpleName()
            + ", which "
            + value
            + " is not; correct the value");
  }

  private Field<?> column(Filter.Column column) {
    Field<?> field = columns.get(column.name());
    if (field == null) {
      throw new IllegalArgumentException(
          "Cannot use filter \""
              + text
              + "\" on "
              + feature
              + ": there is no column "
              + column.name()
              + " (must be one of "
              + columns.keySet()
              + "); correct the name");
    }
    return field;
  }
}
