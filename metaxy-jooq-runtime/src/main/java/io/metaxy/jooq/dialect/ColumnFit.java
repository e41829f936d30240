package io.metaxy.jooq.dialect;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import java.util.List;
import java.util.Set;

/** Whether a column of a database can hold what a spec says, whoever made it. */
public final class ColumnFit {

  private static final Set<String> TEXTS =
      Set.of(
          "varchar",
          "character varying",
          "text",
          "char",
          "character",
          "bpchar",
          "clob",
          "character large object",
          "varchar_ignorecase");

  private static final List<Set<String>> INTEGERS =
      List.of(
          Set.of("tinyint"),
          Set.of("smallint", "int2", "smallserial", "utinyint"),
          Set.of("integer", "int", "int4", "serial", "usmallint"),
          Set.of("bigint", "int8", "bigserial", "uinteger"));

  private static final Set<String> FLOATS =
      Set.of("real", "float", "float4", "double", "double precision", "float8");

  private static final Set<String> DECIMALS = Set.of("decimal", "numeric", "decfloat");

  private static final Set<String> BINARIES =
      Set.of("varbinary", "binary varying", "binary", "blob", "bytea", "binary large object");

  private static final Set<String> ZONED = Set.of("timestamptz", "timestamp with time zone");
  private static final Set<String> LOCAL = Set.of("timestamp", "timestamp without time zone");
  private static final Set<String> JSON = Set.of("json", "jsonb");

  private ColumnFit() {}

  /** Whether a user's column fits. */
  public static boolean fits(ColumnSpec column, LiveColumn live) {
    String type = live.baseType();
    return switch (column.type()) {
      case STRING, ENUM -> TEXTS.contains(type) || !isKnown(type);
      case BOOLEAN -> type.equals("boolean") || type.equals("bool");
      case INT8 -> isInteger(type, 0);
      case INT16 -> isInteger(type, 1);
      case INT32 -> isInteger(type, 2);
      case INT64 -> isInteger(type, 3);
      case FLOAT32, FLOAT64 -> FLOATS.contains(type);
      case DECIMAL -> DECIMALS.contains(type);
      case UUID -> type.equals("uuid");
      case BINARY -> BINARIES.contains(type);
      case INSTANT, OFFSET_DATE_TIME -> ZONED.contains(type) || LOCAL.contains(type);
      case LOCAL_DATE -> type.equals("date");
      case LOCAL_DATE_TIME -> LOCAL.contains(type);
      case LOCAL_TIME -> type.equals("time") || type.equals("time without time zone");
      case JSON -> JSON.contains(type) || TEXTS.contains(type);
    };
  }

  private static boolean isInteger(String type, int least) {
    return INTEGERS.subList(least, INTEGERS.size()).stream().anyMatch(s -> s.contains(type));
  }

  /** An unknown type is one that the user defined, such as an enum. */
  private static boolean isKnown(String type) {
    return isInteger(type, 0)
        || FLOATS.contains(type)
        || DECIMALS.contains(type)
        || BINARIES.contains(type)
        || ZONED.contains(type)
        || LOCAL.contains(type)
        || JSON.contains(type)
        || Set.of("boolean", "bool", "uuid", "date", "time", "struct", "map").contains(type)
        || type.endsWith("[]");
  }

  /** Whether a column of the system other than the by-field columns fits. */
  public static boolean fitsSystem(LiveColumn live) {
    return SystemColumns.isInstant(live.name())
        ? ZONED.contains(live.baseType()) || LOCAL.contains(live.baseType())
        : TEXTS.contains(live.baseType());
  }

  /** What a user's column must be, for the reader. */
  public static String expected(ColumnSpec column) {
    return switch (column.type()) {
      case STRING, ENUM -> "text";
      case INT8, INT16, INT32, INT64 -> "an integer of " + bits(column.type()) + " bits or more";
      case FLOAT32, FLOAT64 -> "a floating-point number";
      case DECIMAL -> "a decimal";
      case INSTANT, OFFSET_DATE_TIME -> "a timestamp of microseconds";
      case LOCAL_DATE -> "a date";
      case LOCAL_DATE_TIME -> "a timestamp without time zone, of microseconds";
      case LOCAL_TIME -> "a time of day";
      case JSON -> "JSON or text";
      case BOOLEAN -> "boolean";
      case UUID -> "uuid";
      case BINARY -> "binary";
    };
  }

  private static int bits(ColumnType type) {
    return switch (type) {
      case INT8 -> 8;
      case INT16 -> 16;
      case INT32 -> 32;
      default -> 64;
    };
  }
}
