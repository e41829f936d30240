package io.metaxy.jooq.sql;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.Filter;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.value.ColumnText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * A filter as a condition on columns. Values are bound with the type of the column that they are
 * compared with, but numbers unchanged: {@code size > 2.5} does not round.
 */
public final class FilterCondition {

  private final FeatureDialect dialect;
  private final FeatureKey feature;
  private final Filter.Parsed filter;
  private final Map<String, ? extends Field<?>> columns;

  /**
   * @param dialect the database
   * @param feature the feature of the columns, for errors
   * @param filter the filter
   * @param columns the columns by the names that filters use
   */
  public FilterCondition(
      FeatureDialect dialect,
      FeatureKey feature,
      Filter.Parsed filter,
      Map<String, ? extends Field<?>> columns) {
    this.dialect = dialect;
    this.feature = feature;
    this.filter = filter;
    this.columns = columns;
  }

  /**
   * The condition of the filter.
   *
   * @throws IllegalArgumentException if it names an unknown column, or compares incomparable values
   */
  public Condition condition() {
    return condition(filter.filter());
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
    check(left, right);
    check(right, left);
    boolean ordering =
        (operator.startsWith("<") && !operator.equals("<>")) || operator.startsWith(">");
    return DSL.condition(
        "{0} " + operator + " {1}",
        ordering ? dialect.expressions().ordered(field(left, right)) : field(left, right),
        ordering ? dialect.expressions().ordered(field(right, left)) : field(right, left));
  }

  private void check(Filter.Operand operand, Filter.Operand other) {
    if (!(operand instanceof Filter.Column column)) {
      return;
    }
    ValueFamily family = family(column);
    if (!family.isComparable()) {
      throw refused(
          column,
          "column "
              + column.name()
              + " has type "
              + type(column)
              + ", which filters cannot compare; test it with IS NULL, or leave it out");
    }
    if (other instanceof Filter.Literal literal) {
      Object value = Objects.requireNonNull(literal.value());
      if (!family.takes(value)) {
        throw mismatch(column, value);
      }
      if (ColumnText.isTooLarge(value)) {
        throw refused(
            column,
            "column "
                + column.name()
                + " cannot hold a value as large as "
                + value
                + "; correct the value");
      }
    }
    if (other instanceof Filter.Column second && !family(second).equals(family)) {
      throw refused(
          second,
          "column "
              + column.name()
              + " has type "
              + type(column)
              + " and "
              + second.name()
              + " has type "
              + type(second)
              + "; compare columns of the same type");
    }
  }

  private ValueFamily family(Filter.Column column) {
    return ValueFamily.of(column(column));
  }

  private String type(Filter.Column column) {
    return ValueFamily.compared(column(column)).getSimpleName();
  }

  private Field<?> field(Filter.Operand operand, Filter.Operand other) {
    if (operand instanceof Filter.Column column) {
      return column(column);
    }
    Object value = ((Filter.Literal) operand).value();
    if (value instanceof BigDecimal number) {
      return number(number);
    }
    return value instanceof String text && other instanceof Filter.Column column
        ? text(text, column(column), column)
        : DSL.val(value);
  }

  /**
   * No database binds a negative scale. A number with more digits than the decimals of generated
   * tables is compared as a double, on every database.
   */
  private static Field<?> number(BigDecimal number) {
    BigDecimal plain = number.scale() < 0 ? number.setScale(0, RoundingMode.UNNECESSARY) : number;
    return Math.max(plain.precision(), plain.scale()) > Digits.DEFAULT.precision()
        ? DSL.val(number.doubleValue())
        : DSL.val(plain);
  }

  private <T> Field<T> text(String value, Field<T> field, Filter.Column column) {
    T converted = ColumnText.read(field.getDataType(), value);
    if (converted == null) {
      throw mismatch(column, value);
    }
    return DSL.val(converted, field);
  }

  private IllegalArgumentException mismatch(Filter.Column column, Object value) {
    return refused(
        column,
        "column "
            + column.name()
            + " has type "
            + type(column)
            + ", which does not match "
            + value
            + "; correct the value");
  }

  private Field<?> column(Filter.Column column) {
    Field<?> field = columns.get(column.name());
    if (field == null) {
      throw refused(
          column,
          "there is no column "
              + column.name()
              + " (must be one of "
              + columns.keySet()
              + "); correct the name");
    }
    return field;
  }

  private IllegalArgumentException refused(Filter.Column column, String reason) {
    return new IllegalArgumentException(
        "Cannot use filter \""
            + filter.text()
            + "\" on "
            + feature
            + " at position "
            + column.position()
            + ": "
            + reason);
  }
}
