package io.metaxy.jooq.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition in the text form of {@code docs/semantics.md} 12: comparisons, AND, OR, NOT, IN, IS
 * NULL, parentheses, bare boolean columns, and literals. Nothing else: no functions, no
 * sub-queries, no casts.
 */
public sealed interface Filter {

  /** Both hold. */
  record And(Filter left, Filter right) implements Filter {}

  /** One holds, or both. */
  record Or(Filter left, Filter right) implements Filter {}

  /** Does not hold; unknown where it is unknown. */
  record Not(Filter filter) implements Filter {}

  /**
   * A comparison of two operands, of which one is a column and neither is NULL.
   *
   * @param operator one of {@code =}, {@code <>}, {@code <}, {@code <=}, {@code >}, {@code >=}
   */
  record Comparison(Operand left, String operator, Operand right) implements Filter {}

  /** A column that has one of some values; none of them is NULL. */
  record In(Column column, List<Literal> values) implements Filter {
    public In {
      values = List.copyOf(values);
    }
  }

  /** A column that is NULL; {@code = NULL} means this too. */
  record IsNull(Column column) implements Filter {}

  /** A boolean column that is true. */
  record IsTrue(Column column) implements Filter {}

  /** One side of a comparison. */
  sealed interface Operand {}

  /**
   * A column.
   *
   * @param name the name that it has downstream
   * @param position where it stands in the text, from 1
   */
  record Column(String name, int position) implements Operand {}

  /**
   * A value as it stands in the text.
   *
   * @param value a String, a BigDecimal, a Boolean, or null
   */
  record Literal(@Nullable Object value) implements Operand {}

  /**
   * A filter and the text that it was read from, which errors quote.
   *
   * @param text the text as the user wrote it
   * @param filter what it says
   */
  record Parsed(String text, Filter filter) {

    /**
     * Reads a filter.
     *
     * @throws IllegalArgumentException as {@link Filter#parse} does
     */
    public static Parsed of(String text) {
      return new Parsed(text, Filter.parse(text));
    }
  }

  /**
   * Reads a filter.
   *
   * @throws IllegalArgumentException when the text is anything else than this form, quoting it and
   *     naming the position (from 1)
   */
  static Filter parse(String text) {
    return new FilterParser(text).parse();
  }
}
