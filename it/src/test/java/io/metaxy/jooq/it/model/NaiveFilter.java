package io.metaxy.jooq.it.model;

import io.metaxy.jooq.spec.Filter;
import java.util.Map;

/** Evaluates a filter for a row: true, false, or null for unknown. */
public final class NaiveFilter {

  private final Map<String, Object> row;

  private NaiveFilter(Map<String, Object> row) {
    this.row = row;
  }

  public static boolean holds(String filter, Map<String, Object> row) {
    return Boolean.TRUE.equals(new NaiveFilter(row).truth(Filter.parse(filter)));
  }

  private Boolean truth(Filter filter) {
    if (filter instanceof Filter.And and) {
      return both(truth(and.left()), truth(and.right()));
    }
    if (filter instanceof Filter.Or or) {
      return not(both(not(truth(or.left())), not(truth(or.right()))));
    }
    if (filter instanceof Filter.Not not) {
      return not(truth(not.filter()));
    }
    if (filter instanceof Filter.IsNull isNull) {
      return row.get(isNull.column().name()) == null;
    }
    if (filter instanceof Filter.IsTrue isTrue) {
      return (Boolean) row.get(isTrue.column().name());
    }
    if (filter instanceof Filter.In in) {
      Boolean none = true;
      for (Filter.Literal literal : in.values()) {
        none = both(none, not(compared(in.column(), "=", literal)));
      }
      return not(none);
    }
    Filter.Comparison comparison = (Filter.Comparison) filter;
    return compared(comparison.left(), comparison.operator(), comparison.right());
  }

  private static Boolean both(Boolean left, Boolean right) {
    if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
      return false;
    }
    return left == null ? left : right;
  }

  private static Boolean not(Boolean truth) {
    return truth == null ? null : !truth;
  }

  private Boolean compared(Filter.Operand first, String operator, Filter.Operand second) {
    Object left = value(first);
    Object right = value(second);
    if (left == null || right == null) {
      return null;
    }
    int order =
        left instanceof Number
            ? Values.number(left).compareTo(Values.number(right))
            : left instanceof String text
                ? Values.compare(Values.like(right, text), right)
                : Values.compare(
                    left, right instanceof String text ? Values.like(left, text) : right);
    return switch (operator) {
      case "=" -> order == 0;
      case "<>" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private Object value(Filter.Operand operand) {
    return operand instanceof Filter.Column column
        ? row.get(column.name())
        : ((Filter.Literal) operand).value();
  }
}
