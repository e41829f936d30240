package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.spec.ColumnType;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a database's name of a type stands for. */
public final class FoundTypes {

  /** A text of more characters is one without a limit, as databases report such. */
  static final int NO_LENGTH = 1_000_000;

  static final int MICROSECONDS = 6;

  /** {@code numeric(20,4)}, {@code timestamp(6) with time zone}. */
  private static final Pattern TYPE = Pattern.compile("([^(]+?)\\s*(?:\\(([0-9, ]+)\\))?( [^(]*)?");

  public static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"");

  private FoundTypes() {}

  /** The value that a type of this name stores; else the type as it is foreign to features. */
  static StoredType of(String sql, DatabaseSupport database) {
    String lower = sql.toLowerCase(Locale.ROOT);
    Foreign foreign = new Foreign(foreign(sql, database));
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

  /** The type in small letters, save what has a case: constants, quoted names, keys of structs. */
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
      // Without digits it has any number of them.
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
