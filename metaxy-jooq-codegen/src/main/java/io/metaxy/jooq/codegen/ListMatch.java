package io.metaxy.jooq.codegen;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DataType;
import org.jooq.SQLDialect;
import org.jooq.meta.ColumnDefinition;
import org.jooq.meta.DataTypeDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a database column can hold lists: {@code real array[3]}, {@code real[]}, {@code
 * _float4}, {@code float[3][]}. A length or a depth that the database does not report fits: those
 * of PostgreSQL's arrays, and lengths in scripts, which jOOQ's parser drops. Generated code has the
 * length of the spec.
 */
final class ListMatch {

  /** The types of lists that are stored as JSON, by jOOQ's name. */
  private static final Set<String> JSON = Set.of("json", "jsonb", "varchar", "longvarchar", "clob");

  /** {@code array[3]}, {@code [3]}. */
  private static final Pattern LEVEL = Pattern.compile("(?: array(?:\\[(\\d+)])?|\\[(\\d*)])");

  private static final Pattern LIST = Pattern.compile("(.*?)((?:" + LEVEL + ")+)");

  /** The length of H2's arrays without one. */
  private static final int NO_LENGTH = 65_536;

  private final String element;

  /** The lengths of the lists, outer ones first; 0 if a list can have any length. */
  private final List<Integer> lengths;

  private final boolean isDeepEnough;

  private ListMatch(String element, List<Integer> lengths, boolean isDeepEnough) {
    this.element = element;
    this.lengths = lengths;
    this.isDeepEnough = isDeepEnough;
  }

  /** The name of the innermost elements of a list; that of any other type unchanged. */
  static String elementName(String type) {
    Matcher list = LIST.matcher(type.toLowerCase(Locale.ROOT));
    return type.startsWith("_")
        ? type.substring(1)
        : list.matches() ? type.substring(0, list.end(1)) : type;
  }

  /** The type of a column; null if it is not an array. */
  private static @Nullable ListMatch of(ColumnDefinition column) {
    DataTypeDefinition type = column.getDefinedType();
    String name = type.getType().toLowerCase(Locale.ROOT);
    SQLDialect dialect = type.getDatabase().getDialect();
    if (name.startsWith("_")) {
      // PostgreSQL does not distinguish arrays of arrays from arrays.
      return new ListMatch(SqlTypeMatch.name(dialect, name.substring(1)), List.of(0), true);
    }
    Matcher list = LIST.matcher(name);
    if (!list.matches()) {
      return null;
    }
    List<Integer> lengths = new ArrayList<>();
    for (MatchResult level : LEVEL.matcher(list.group(2)).results().toList()) {
      String length = level.group(1) == null ? level.group(2) : level.group(1);
      lengths.add(length == null || length.isEmpty() ? 0 : Integer.parseInt(length));
    }
    Collections.reverse(lengths);
    if (dialect.family() == SQLDialect.H2 && lengths.get(0) == 0) {
      lengths.set(0, h2Length(column));
    }
    return new ListMatch(SqlTypeMatch.name(dialect, list.group(1)), lengths, false);
  }

  /** H2 reports the length of an array apart from its type. */
  private static int h2Length(ColumnDefinition column) {
    Integer length =
        column
            .getDatabase()
            .create()
            .fetchOptional(
                "select maximum_cardinality from INFORMATION_SCHEMA.columns"
                    + " where table_schema = ? and table_name = ? and column_name = ?",
                column.getContainer().getSchema().getInputName(),
                column.getContainer().getInputName(),
                column.getInputName())
            .map(row -> row.get(0, Integer.class))
            .orElse(null);
    return length == null || length >= NO_LENGTH ? 0 : length;
  }

  /** Returns whether a column can hold the lists; ignores nullability. */
  static boolean matches(ListOf asked, ColumnDefinition column) {
    if (JSON.contains(SqlTypeMatch.name(column.getDefinedType()))) {
      return true;
    }
    ListMatch found = of(column);
    return found != null && found.matches(asked);
  }

  private boolean matches(ListOf asked) {
    LogicalType type = asked;
    int level = 0;
    while (type instanceof ListOf list) {
      int length = level < lengths.size() ? lengths.get(level) : 0;
      if (length != 0 && !Integer.valueOf(length).equals(list.length())) {
        return false;
      }
      level++;
      type = list.element();
    }
    DataType<?> values = SqlTypes.of(new ColumnSpec("", type, true, null));
    return (isDeepEnough || level == lengths.size())
        && SqlTypeMatch.isSame(values.getTypeName(), element);
  }

  /** {@code REAL ARRAY[3] NOT NULL} */
  static String text(ListOf asked, boolean nullable) {
    StringBuilder suffix = new StringBuilder();
    LogicalType type = asked;
    while (type instanceof ListOf list) {
      suffix.insert(0, suffix(list.length() == null ? 0 : list.length()));
      type = list.element();
    }
    String element = SqlTypeMatch.text(SqlTypes.of(new ColumnSpec("", type, true, null)));
    return element + suffix + (nullable ? "" : " NOT NULL");
  }

  /** The same for a database column; its name for one that is not an array. */
  static String text(ColumnDefinition column) {
    ListMatch found = of(column);
    if (found == null) {
      return SqlTypeMatch.text(column.getDefinedType());
    }
    StringBuilder suffix = new StringBuilder();
    found.lengths.forEach(length -> suffix.insert(0, suffix(length)));
    return found.element.toUpperCase(Locale.ROOT)
        + suffix
        + (column.getDefinedType().isNullable() ? "" : " NOT NULL");
  }

  private static String suffix(int length) {
    return length == 0 ? " ARRAY" : " ARRAY[" + length + "]";
  }
}
