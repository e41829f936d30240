package io.metaxy.jooq.spec;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kind of a column, the same for every database. Each constant lists the Java types it comes
 * from and its form in a JSON schema; {@link LogicalType} adds details such as a length. The names
 * of database types are in each database's own package, the types of jOOQ in {@code
 * table.ColumnTypes}.
 */
public enum ColumnType {
  /** Text, optionally with a maximum length. */
  STRING("string", null, String.class, char.class, Character.class),
  BOOLEAN("boolean", null, boolean.class, Boolean.class),
  /** 8-bit integer. */
  INT8("integer", "int8", byte.class, Byte.class),
  /** 16-bit integer. */
  INT16("integer", "int16", short.class, Short.class),
  /** 32-bit integer. */
  INT32("integer", "int32", int.class, Integer.class),
  /** 64-bit integer. */
  INT64("integer", null, long.class, Long.class),
  /** 32-bit floating point. */
  FLOAT32("number", "float", float.class, Float.class),
  /** 64-bit floating point. */
  FLOAT64("number", null, double.class, Double.class),
  /** Exact decimal, with the column's precision and scale. */
  DECIMAL("number", "decimal", BigDecimal.class),
  UUID("string", "uuid", java.util.UUID.class),
  /** Bytes, read as {@code byte[]}. */
  BINARY("string", "binary", byte[].class),
  /** An instant, microseconds; read as {@link java.time.Instant}. */
  INSTANT("string", "date-time", Instant.class),
  /** An instant, microseconds; read as {@link java.time.OffsetDateTime}. */
  OFFSET_DATE_TIME("string", "offset-date-time", OffsetDateTime.class),
  LOCAL_DATE("string", "date", LocalDate.class),
  /** A date and time without zone, microseconds. */
  LOCAL_DATE_TIME("string", "local-date-time", LocalDateTime.class),
  /** A time of day, microseconds. */
  LOCAL_TIME("string", "time", LocalTime.class),
  /** A length of time, microseconds; read as {@link java.time.Duration}. */
  DURATION("string", "duration", Duration.class),
  /** One of a fixed set of texts. */
  ENUM("string", null),
  /** A JSON document. */
  JSON("object", null),
  /** A list of values of one type, such as an embedding. */
  LIST("array", null);

  private final String schemaType;
  private final @Nullable String schemaFormat;

  @SuppressWarnings("ImmutableEnumChecker") // An immutable list of classes.
  private final List<Class<?>> javaTypes;

  ColumnType(String schemaType, @Nullable String schemaFormat, Class<?>... javaTypes) {
    this.schemaType = schemaType;
    this.schemaFormat = schemaFormat;
    this.javaTypes = List.of(javaTypes);
  }

  /** The column type that a Java type alone implies, if any. */
  public static Optional<ColumnType> ofJava(Class<?> type) {
    return Stream.of(values()).filter(t -> t.javaTypes.contains(type)).findFirst();
  }

  /** The {@code type} in a JSON schema. */
  String schemaType() {
    return schemaType;
  }

  /** The {@code format} in a JSON schema, or null. */
  @Nullable String schemaFormat() {
    return schemaFormat;
  }

  /** Whether it is an integer, a floating-point number or a decimal. */
  public boolean isNumber() {
    return schemaType.equals("integer") || schemaType.equals("number");
  }

  /**
   * The kind that represents all kinds whose values can be compared with those of this one:
   * integers with decimals, enums with text.
   */
  public ColumnType family() {
    if (isNumber()) {
      return DECIMAL;
    }
    return this == ENUM ? STRING : this == OFFSET_DATE_TIME ? INSTANT : this;
  }

  /** Whether all databases order its values alike, as id columns require. */
  public boolean isOrdered() {
    return this != JSON && this != BINARY && this != LIST;
  }
}
