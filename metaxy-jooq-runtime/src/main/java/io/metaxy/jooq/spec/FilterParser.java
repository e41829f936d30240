package io.metaxy.jooq.spec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A recursive-descent parser for {@link Filter}s; its methods mirror the grammar. */
final class FilterParser {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<string>'(?:[^']|'')*')|(?<quoted>\"(?:[^\"]|\"\")+\")"
              + "|(?<number>-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)"
              + "|(?<name>[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*)"
              + "|(?<symbol><=|>=|<>|!=|[=<>(),]))");

  private static final Set<String> WORDS =
      Set.of("AND", "OR", "NOT", "IN", "IS", "NULL", "TRUE", "FALSE");

  private static final Set<String> OPERATORS = Set.of("=", "<>", "!=", "<", "<=", ">", ">=");

  private static final Set<String> AFTER_CONDITION = Set.of("AND", "OR", ")");

  private final String text;
  private final Matcher tokens;

  /** The current token; empty at the end. A string keeps its quotes. */
  private String token = "";

  private int position;

  FilterParser(String text) {
    this.text = text;
    this.tokens = TOKEN.matcher(text);
    advance();
  }

  Filter parse() {
    Filter filter = or();
    if (!token.isEmpty()) {
      throw unexpected("AND, OR or the end");
    }
    return filter;
  }

  private Filter or() {
    Filter left = and();
    while (take("OR")) {
      left = new Filter.Or(left, and());
    }
    return left;
  }

  private Filter and() {
    Filter left = not();
    while (take("AND")) {
      left = new Filter.And(left, not());
    }
    return left;
  }

  private Filter not() {
    return take("NOT") ? new Filter.Not(not()) : predicate();
  }

  private Filter predicate() {
    if (take("(")) {
      Filter inner = or();
      expect(")");
      return inner;
    }
    int start = position;
    Filter.Operand left = operand();
    if (OPERATORS.contains(token)) {
      return comparison(left, start);
    }
    if (!(left instanceof Filter.Column column)) {
      position = start;
      throw refused("a value alone is not a condition; compare it with a column");
    }
    if (take("IS")) {
      return is(column);
    }
    boolean negated = take("NOT");
    if (take("IN")) {
      Filter in = new Filter.In(column, values());
      return negated ? new Filter.Not(in) : in;
    }
    if (negated) {
      throw unexpected("IN");
    }
    if (!token.isEmpty() && !AFTER_CONDITION.contains(token.toUpperCase(Locale.ROOT))) {
      throw unexpected("=, <>, <, <=, >, >=, IN, IS, AND, OR or the end");
    }
    return new Filter.IsTrue(column);
  }

  private Filter comparison(Filter.Operand left, int start) {
    String operator = token.equals("!=") ? "<>" : token;
    int at = position;
    advance();
    Filter.Operand right = operand();
    Filter.Operand other = isNull(left) ? right : left;
    if (!isNull(left) && !isNull(right)) {
      if (left instanceof Filter.Literal && right instanceof Filter.Literal) {
        position = start;
        throw refused("two values are not a condition; compare a column with one");
      }
      return new Filter.Comparison(left, operator, right);
    }
    if (other instanceof Filter.Column column && Set.of("=", "<>").contains(operator)) {
      Filter isNull = new Filter.IsNull(column);
      return operator.equals("=") ? isNull : new Filter.Not(isNull);
    }
    position = at;
    throw refused("NULL can only be compared with a column by = or <>; write <column> IS NULL");
  }

  private static boolean isNull(Filter.Operand operand) {
    return operand instanceof Filter.Literal literal && literal.value() == null;
  }

  private Filter is(Filter.Column column) {
    boolean negated = take("NOT");
    if (!take("NULL")) {
      throw unexpected("NULL");
    }
    Filter isNull = new Filter.IsNull(column);
    return negated ? new Filter.Not(isNull) : isNull;
  }

  private List<Filter.Literal> values() {
    expect("(");
    List<Filter.Literal> values = new ArrayList<>();
    do {
      int at = position;
      if (!(operand() instanceof Filter.Literal literal) || literal.value() == null) {
        position = at;
        throw refused("IN accepts only literals, and not NULL; remove the others, or use IS NULL");
      }
      values.add(literal);
    } while (take(","));
    expect(")");
    return values;
  }

  private Filter.Operand operand() {
    String word = token.toUpperCase(Locale.ROOT);
    Filter.Operand operand;
    if (token.startsWith("'")) {
      operand = new Filter.Literal(token.substring(1, token.length() - 1).replace("''", "'"));
    } else if (token.startsWith("\"")) {
      operand =
          new Filter.Column(
              token.substring(1, token.length() - 1).replace("\"\"", "\""), position + 1);
    } else if (word.equals("NULL")) {
      operand = new Filter.Literal(null);
    } else if (word.equals("TRUE") || word.equals("FALSE")) {
      operand = new Filter.Literal(word.equals("TRUE"));
    } else if (!token.isEmpty() && (token.startsWith("-") || Character.isDigit(token.charAt(0)))) {
      operand = new Filter.Literal(new BigDecimal(token));
    } else if (!word.isEmpty()
        && !WORDS.contains(word)
        && (Character.isLetter(word.charAt(0)) || word.startsWith("_"))) {
      operand = new Filter.Column(token, position + 1);
    } else {
      throw unexpected("a column or a value");
    }
    advance();
    if (token.equals("(") && operand instanceof Filter.Column) {
      throw refused("functions are not supported; compare columns with values");
    }
    return operand;
  }

  private boolean take(String word) {
    if (token.equalsIgnoreCase(word)) {
      advance();
      return true;
    }
    return false;
  }

  private void expect(String symbol) {
    if (!take(symbol)) {
      throw unexpected(symbol);
    }
  }

  private void advance() {
    int end = position + token.length();
    int next = end;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    position = next;
    if (next == text.length()) {
      token = "";
      return;
    }
    tokens.region(next, text.length());
    if (!tokens.lookingAt()) {
      throw refused("unknown character; quote strings with ' and columns with \"");
    }
    token = tokens.group().strip();
  }

  private IllegalArgumentException unexpected(String expected) {
    return refused(
        "expected "
            + expected
            + " but "
            + (token.isEmpty() ? "the text ends" : "found \"" + token + "\"")
            + "; correct the filter");
  }

  private IllegalArgumentException refused(String reason) {
    return new IllegalArgumentException(
        "Cannot read filter \"" + text + "\" at position " + (position + 1) + ": " + reason);
  }
}
