package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.dialect.DatabaseTypes.ListName;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.spec.ColumnType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Translates a database's names of types. */
public final class FoundTypes {

  /** A text limited to this many characters or more counts as unlimited. */
  static final int NO_LENGTH = 1_000_000;

  static final int MICROSECONDS = 6;

  /** {@code numeric(20,4)}, {@code timestamp(6) with time zone}. */
  private static final Pattern TYPE = Pattern.compile("([^(]+?)\\s*(?:\\(([0-9, ]+)\\))?( [^(]*)?");

  public static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"");

  private FoundTypes() {}

  /** The type that features have for a name; a foreign type when they have none. */
  static StoredType of(String sql, DatabaseSupport database) {
    Foreign foreign = new Foreign(foreign(sql, database));
    Optional<StoredType> nested = database.nested(sql);
    if (nested.isPresent()) {
      return nested.get();
    }
    Optional<ListName> list = database.list(sql);
    if (list.isPresent()) {
      return list.flatMap(name -> list(name, database)).orElse(foreign);
    }
    String lower = sql.toLowerCase(Locale.ROOT);
    Matcher type = TYPE.matcher(lower);
    if (!type.matches()) {
      return foreign;
    }
    String name = type.group(1) + (type.group(3) == null ? "" : type.group(3));
    ColumnType known = database.types().found(name).orElse(null);
    List<Integer> numbers = numbers(type.group(2));
    Scalar scalar = known == null ? null : scalar(known, numbers, database);
    return scalar == null ? foreign : database.canonical(scalar);
  }

  /** A list of a type that features have. */
  private static Optional<StoredType> list(ListName name, DatabaseSupport database) {
    return database.found(name.element()) instanceof Scalar element
        ? Optional.of(Scalar.list(element, name.length()))
        : Optional.empty();
  }

  /** The type with microseconds for a timestamp or time with fewer digits. */
  static Optional<StoredType> inMicroseconds(String sql, DatabaseSupport database) {
    String digits = "(" + MICROSECONDS + ")";
    String precise = sql.contains("(") ? sql.replaceFirst("\\([0-5]\\)", digits) : sql + digits;
    return precise.equals(sql)
        ? Optional.empty()
        : Optional.of(of(precise, database))
            .filter(
                type ->
                    type instanceof Scalar scalar
                        && switch (scalar.kind()) {
                          case INSTANT, LOCAL_DATE_TIME, LOCAL_TIME -> true;
                          default -> false;
                        });
  }

  /**
   * The name in lower case, except for case-sensitive parts: constants, quoted names, keys of
   * structs.
   */
  private static String foreign(String sql, DatabaseSupport database) {
    StringBuilder text = new StringBuilder();
    int end = 0;
    for (MatchResult keep : database.keepsCase().matcher(sql).results().toList()) {
      text.append(sql.substring(end, keep.start()).toLowerCase(Locale.ROOT)).append(keep.group());
      end = keep.end();
    }
    return text.append(sql.substring(end).toLowerCase(Locale.ROOT)).toString();
  }

  private static List<Integer> numbers(@Nullable String text) {
    return text == null
        ? List.of()
        : Stream.of(text.split(",")).map(String::strip).map(Integer::valueOf).toList();
  }

  private static @Nullable Scalar scalar(
      ColumnType type, List<Integer> numbers, DatabaseSupport database) {
    return switch (type) {
      case STRING -> Scalar.text(numbers.isEmpty() ? null : numbers.get(0));
      // Without precision and scale, it holds any number of digits.
      case DECIMAL -> numbers.size() < 2 ? null : Scalar.decimal(numbers.get(0), numbers.get(1));
      case INSTANT, LOCAL_DATE_TIME, LOCAL_TIME ->
          digits(numbers, database) < MICROSECONDS ? null : Scalar.of(type);
      default -> Scalar.of(type);
    };
  }

  private static int digits(List<Integer> numbers, DatabaseSupport database) {
    return numbers.isEmpty() ? database.defaultFraction() : numbers.get(0);
  }
}
