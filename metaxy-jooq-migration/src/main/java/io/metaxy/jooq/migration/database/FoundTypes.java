package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.spec.ColumnType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  private static final Map<String, ColumnType> NAMES =
      Map.ofEntries(
          Map.entry("varchar", ColumnType.STRING),
          Map.entry("character varying", ColumnType.STRING),
          Map.entry("text", ColumnType.STRING),
          Map.entry("mediumtext", ColumnType.STRING),
          Map.entry("longtext", ColumnType.STRING),
          Map.entry("character large object", ColumnType.STRING),
          Map.entry("boolean", ColumnType.BOOLEAN),
          Map.entry("tinyint", ColumnType.INT8),
          Map.entry("smallint", ColumnType.INT16),
          Map.entry("integer", ColumnType.INT32),
          Map.entry("int", ColumnType.INT32),
          Map.entry("bigint", ColumnType.INT64),
          Map.entry("real", ColumnType.FLOAT32),
          Map.entry("float", ColumnType.FLOAT32),
          Map.entry("double", ColumnType.FLOAT64),
          Map.entry("double precision", ColumnType.FLOAT64),
          Map.entry("numeric", ColumnType.DECIMAL),
          Map.entry("decimal", ColumnType.DECIMAL),
          Map.entry("uuid", ColumnType.UUID),
          Map.entry("bytea", ColumnType.BINARY),
          Map.entry("blob", ColumnType.BINARY),
          Map.entry("mediumblob", ColumnType.BINARY),
          Map.entry("longblob", ColumnType.BINARY),
          Map.entry("varbinary", ColumnType.BINARY),
          Map.entry("binary varying", ColumnType.BINARY),
          Map.entry("binary large object", ColumnType.BINARY),
          Map.entry("timestamp with time zone", ColumnType.INSTANT),
          Map.entry("timestamp", ColumnType.LOCAL_DATE_TIME),
          Map.entry("timestamp without time zone", ColumnType.LOCAL_DATE_TIME),
          Map.entry("datetime", ColumnType.LOCAL_DATE_TIME),
          Map.entry("date", ColumnType.LOCAL_DATE),
          Map.entry("time", ColumnType.LOCAL_TIME),
          Map.entry("time without time zone", ColumnType.LOCAL_TIME),
          Map.entry("json", ColumnType.JSON),
          Map.entry("jsonb", ColumnType.JSON));

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
    ColumnType known = NAMES.get(name);
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
      case STRING -> new Scalar(type, numbers.isEmpty() ? null : numbers.get(0), null, null);
      // Without digits it has any number of them.
      case DECIMAL ->
          numbers.size() < 2 ? null : new Scalar(type, null, numbers.get(0), numbers.get(1));
      case INSTANT, LOCAL_DATE_TIME, LOCAL_TIME ->
          digits(numbers, database) < MICROSECONDS ? null : Scalar.of(type);
      default -> Scalar.of(type);
    };
  }

  private static int digits(List<Integer> numbers, DatabaseSupport database) {
    return numbers.isEmpty() ? database.defaultFraction() : numbers.get(0);
  }
}
