package io.metaxy.jooq.migration.database.duckdb;

import io.metaxy.jooq.migration.database.SqlText;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Items;
import io.metaxy.jooq.migration.schema.StoredType.MapOf;
import io.metaxy.jooq.migration.schema.StoredType.Member;
import io.metaxy.jooq.migration.schema.StoredType.Nested;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.StoredType.Struct;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names of structs, maps and lists of these: {@code STRUCT(x INTEGER, "odd name" MAP(VARCHAR,
 * DOUBLE))[]}.
 */
final class NestedTypes {

  private static final Pattern LIST = Pattern.compile("(.+)\\[(\\d*)]", Pattern.DOTALL);
  private static final Pattern STRUCT =
      Pattern.compile("struct\\s*\\((.+)\\)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern MAP =
      Pattern.compile("map\\s*\\((.+)\\)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern MEMBER =
      Pattern.compile("(?:\"((?:[^\"]|\"\")+)\"|(\\S+))\\s+(.+)", Pattern.DOTALL);

  private NestedTypes() {}

  /**
   * The type with a name; empty if it is not a struct, a map or a list of these.
   *
   * @param others finds all other types
   */
  static Optional<StoredType> parse(String sql, Function<String, StoredType> others) {
    String name = sql.strip();
    Matcher list = LIST.matcher(name);
    if (list.matches()) {
      Integer length = list.group(2).isEmpty() ? null : (Integer) Integer.parseInt(list.group(2));
      return parse(list.group(1), others).flatMap(element -> StoredType.list(element, length));
    }
    Matcher struct = STRUCT.matcher(name);
    if (struct.matches()) {
      List<Member> members = new ArrayList<>();
      for (String part : parts(struct.group(1))) {
        Matcher member = MEMBER.matcher(part);
        if (!member.matches()) {
          return Optional.empty();
        }
        String quoted = member.group(1);
        members.add(
            new Member(
                quoted == null ? member.group(2) : quoted.replace("\"\"", "\""),
                any(member.group(3), others)));
      }
      return Optional.of(new Struct(members));
    }
    Matcher map = MAP.matcher(name);
    List<String> parts = map.matches() ? parts(map.group(1)) : List.of();
    return parts.size() == 2
        ? Optional.of(new MapOf(any(parts.get(0), others), any(parts.get(1), others)))
        : Optional.empty();
  }

  private static StoredType any(String sql, Function<String, StoredType> others) {
    return parse(sql, others).orElseGet(() -> others.apply(sql.strip()));
  }

  /** The parts between the commas outside of parentheses and quotes. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      }
      if (c == ',' && depth == 0 && quote == 0) {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString().strip());
    return parts;
  }

  /**
   * The name of a type.
   *
   * @param others names all other types
   */
  static String name(Nested type, SqlText text, Function<StoredType, String> others) {
    if (type instanceof Struct struct) {
      return struct.members().stream()
          .map(member -> text.name(member.name()) + " " + others.apply(member.type()))
          .collect(Collectors.joining(", ", "struct(", ")"));
    } else if (type instanceof MapOf map) {
      return "map(" + others.apply(map.key()) + ", " + others.apply(map.value()) + ")";
    }
    Items items = (Items) type;
    @Nullable Integer length = items.length();
    return others.apply(items.element()) + "[" + (length == null ? "" : length) + "]";
  }

  /**
   * A new member of a struct.
   *
   * @param path the names from the column to the member
   * @param type its type
   */
  record Addition(List<String> path, StoredType type) {}

  /**
   * The new members that are all that differs; empty if more differs, or if a list has a fixed
   * length, because DuckDB adds no member next to one.
   */
  static Optional<List<Addition>> additions(String column, StoredType from, StoredType to) {
    List<Addition> additions = new ArrayList<>();
    boolean only = add(List.of(column), from, to, additions);
    return only && !additions.isEmpty() && !hasFixedLists(from)
        ? Optional.of(additions)
        : Optional.empty();
  }

  private static boolean add(
      List<String> path, StoredType from, StoredType to, List<Addition> additions) {
    if (from instanceof Struct before && to instanceof Struct after) {
      for (Member member : after.members()) {
        List<String> inner = inner(path, member.name());
        Optional<Member> known = before.member(member.name());
        if (known.isEmpty()) {
          additions.add(new Addition(inner, member.type()));
        } else if (!add(inner, known.get().type(), member.type(), additions)) {
          return false;
        }
      }
      return before.members().stream().allMatch(m -> after.member(m.name()).isPresent());
    } else if (from instanceof Items before && to instanceof Items after) {
      return add(inner(path, "element"), before.element(), after.element(), additions);
    } else if (from instanceof MapOf before && to instanceof MapOf after) {
      return before.key().equals(after.key())
          && add(inner(path, "value"), before.value(), after.value(), additions);
    }
    return from.equals(to);
  }

  private static List<String> inner(List<String> path, String name) {
    return Stream.concat(path.stream(), Stream.of(name)).toList();
  }

  private static boolean hasFixedLists(StoredType type) {
    if (type instanceof Struct struct) {
      return struct.members().stream().anyMatch(member -> hasFixedLists(member.type()));
    } else if (type instanceof MapOf map) {
      return hasFixedLists(map.value());
    } else if (type instanceof Items items) {
      return items.length() != null || hasFixedLists(items.element());
    } else if (type instanceof Foreign foreign) {
      return foreign.sql().matches(".*\\[\\d+].*");
    }
    return type instanceof Scalar scalar
        && scalar.type() instanceof ListOf list
        && (list.length() != null || hasFixedLists(new Scalar(list.element())));
  }
}
