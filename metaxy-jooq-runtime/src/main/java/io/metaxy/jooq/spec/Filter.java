package io.metaxy.jooq.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A condition in the text form of {@code docs/semantics.md} 12: comparisons, AND, OR, NOT, IN, IS
 * NULL, parentheses, bare boolean columns, and literals. Nothing else: no functions, no
 * sub-queries, no casts.
 */
public sealed interface Filter {

  /** A condition that holds if both operands do. */
  record And(Filter left, Filter right) implements Filter {}

  /** A condition that holds if at least one operand does. */
  record Or(Filter left, Filter right) implements Filter {}

  /** The negation; unknown if the operand is unknown. */
  record Not(Filter filter) implements Filter {}

  /**
   * A comparison of two operands, at least one of them a column and neither of them NULL.
   *
   * @param operator one of {@code =}, {@code <>}, {@code <}, {@code <=}, {@code >}, {@code >=}
   */
  record Comparison(Operand left, String operator, Operand right) implements Filter {}

  /** A column whose value is in a list; none of the listed values is NULL. */
  record In(Column column, List<Literal> values) implements Filter {
    public In {
      values = List.copyOf(values);
    }
  }

  /** A column that is NULL; also written {@code = NULL}. */
  record IsNull(Column column) implements Filter {}

  /** A boolean column that is true. */
  record IsTrue(Column column) implements Filter {}

  /** The parts that AND, OR and NOT combine, in the order of the text. */
  default List<Filter> predicates() {
    if (this instanceof And and) {
      return both(and.left(), and.right());
    }
    if (this instanceof Or or) {
      return both(or.left(), or.right());
    }
    return this instanceof Not not ? not.filter().predicates() : List.of(this);
  }

  private static List<Filter> both(Filter left, Filter right) {
    return Stream.concat(left.predicates().stream(), right.predicates().stream()).toList();
  }

  /**
   * The comparisons of all predicates: IN is one for each value, a column on its own is compared
   * with TRUE.
   */
  default List<Comparison> comparisons() {
    List<Comparison> comparisons = new ArrayList<>();
    for (Filter predicate : predicates()) {
      if (predicate instanceof Comparison comparison) {
        comparisons.add(comparison);
      } else if (predicate instanceof IsTrue isTrue) {
        comparisons.add(new Comparison(isTrue.column(), "=", new Literal(true)));
      } else if (predicate instanceof In in) {
        in.values().forEach(value -> comparisons.add(new Comparison(in.column(), "=", value)));
      }
    }
    return comparisons;
  }

  /** One side of a comparison. */
  sealed interface Operand {}

  /**
   * A column.
   *
   * @param name its downstream name
   * @param position its position in the text, starting at 1
   */
  record Column(String name, int position) implements Operand {}

  /**
   * A literal value.
   *
   * @param value a String, a BigDecimal, a Boolean, or null
   */
  record Literal(@Nullable Object value) implements Operand {}

  /**
   * A filter and its source text, which errors quote.
   *
   * @param text the text as the user wrote it
   * @param filter the parsed filter
   */
  record Parsed(String text, Filter filter) {

    /**
     * Parses a filter.
     *
     * @throws IllegalArgumentException as {@link Filter#parse} does
     */
    public static Parsed of(String text) {
      return new Parsed(text, Filter.parse(text));
    }
  }

  /**
   * Parses a filter.
   *
   * @throws IllegalArgumentException if the text does not have this form; the message quotes it and
   *     names the position, starting at 1
   */
  static Filter parse(String text) {
    return new FilterParser(text).parse();
  }
}
