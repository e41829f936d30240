package io.metaxy.jooq.spec;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The type of a column's values: their kind and its details. */
public sealed interface LogicalType {

  /** The kind of the values, without details such as a length. */
  ColumnType kind();

  /** Calls the visitor's method of this record. */
  <R> R accept(Visitor<R> visitor);

  /**
   * One method for each record, so that the compiler finds what does not handle a new one.
   *
   * @param <R> the result
   */
  interface Visitor<R> {
    R text(Text type);

    R decimal(Decimal type);

    R enumeration(Enumeration type);

    R json(Json type);

    R list(ListOf type);

    R plain(Plain type);
  }

  /**
   * Text.
   *
   * @param length the maximum number of characters, or null for no limit
   */
  record Text(@Nullable Integer length) implements LogicalType {

    @Override
    public ColumnType kind() {
      return ColumnType.STRING;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.text(this);
    }
  }

  /**
   * An exact decimal.
   *
   * @param digits its precision and scale, or null if unspecified
   */
  record Decimal(@Nullable Digits digits) implements LogicalType {

    /** The precision and scale that it is stored with. */
    public Digits stored() {
      return digits == null ? Digits.DEFAULT : digits;
    }

    @Override
    public ColumnType kind() {
      return ColumnType.DECIMAL;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.decimal(this);
    }
  }

  /**
   * The precision and scale of a decimal.
   *
   * @param precision the total number of digits
   * @param scale the number of digits after the decimal point
   */
  record Digits(int precision, int scale) {

    /** The default if unspecified: some databases would otherwise round to a whole number. */
    public static final Digits DEFAULT = new Digits(38, 18);
  }

  /**
   * One of a fixed set of texts.
   *
   * @param constants the allowed texts, in order
   * @param javaType the enum's name in source code, or null if the definition does not come from a
   *     Java class
   */
  record Enumeration(List<String> constants, @Nullable String javaType) implements LogicalType {

    public Enumeration {
      constants = List.copyOf(constants);
    }

    @Override
    public ColumnType kind() {
      return ColumnType.ENUM;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.enumeration(this);
    }
  }

  /**
   * A JSON document.
   *
   * @param array whether it is an array rather than an object
   * @param javaType the Java type in source code, or null if the column holds any document or the
   *     definition does not come from a Java class
   * @param shape what the documents contain, or null if it is not known
   * @param form the structs, maps and lists that can hold the documents, or null if only JSON can
   * @param list the list of values that is stored as JSON, or null if the documents are anything
   *     else; part of the schema, unlike the form
   */
  record Json(
      boolean array,
      @Nullable String javaType,
      @Nullable JsonShape shape,
      @Nullable JsonForm form,
      @Nullable ListOf list)
      implements LogicalType {

    /** A document that is not a list of values. */
    public Json(
        boolean array,
        @Nullable String javaType,
        @Nullable JsonShape shape,
        @Nullable JsonForm form) {
      this(array, javaType, shape, form, null);
    }

    /** A document that stays JSON. */
    public Json(boolean array, @Nullable String javaType, @Nullable JsonShape shape) {
      this(array, javaType, shape, null);
    }

    /** A document of unknown content. */
    public Json(boolean array, @Nullable String javaType) {
      this(array, javaType, null);
    }

    @Override
    public ColumnType kind() {
      return ColumnType.JSON;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.json(this);
    }
  }

  /**
   * A list of values of one type: an array, a {@code List}, a vector.
   *
   * @param element the type of its elements: a scalar, or a list of scalars
   * @param nullable whether an element may be null
   * @param length the number of elements of every list, or null if it differs
   * @param javaType the Java type in source code, such as {@code float[]}, or null if the
   *     definition does not come from a Java class
   */
  record ListOf(
      LogicalType element, boolean nullable, @Nullable Integer length, @Nullable String javaType)
      implements LogicalType {

    public ListOf {
      Objects.requireNonNull(element, "element");
      if (length != null && length < 1) {
        throw new IllegalArgumentException(
            "Invalid length of a list: " + length + " (must be positive); correct or remove it");
      }
    }

    /** The same list, stored as JSON. */
    public Json asJson() {
      return new Json(true, javaType, null, null, this);
    }

    /** A list of any length whose elements may be null, without a Java type. */
    public static ListOf of(ColumnType element) {
      return new ListOf(LogicalType.of(element), true, null, null);
    }

    @Override
    public ColumnType kind() {
      return ColumnType.LIST;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.list(this);
    }
  }

  /**
   * A value that its kind describes completely.
   *
   * @param kind a kind that no other record represents
   */
  record Plain(ColumnType kind) implements LogicalType {

    public Plain {
      Objects.requireNonNull(kind, "kind");
      switch (kind) {
        case STRING, DECIMAL, ENUM, JSON, LIST ->
            throw new IllegalArgumentException(
                "Invalid plain type: "
                    + kind
                    + " (must have no parts); use the record of its kind");
        default -> {}
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.plain(this);
    }
  }

  /**
   * A type without limits: text of any length, a decimal with the default digits.
   *
   * @throws IllegalArgumentException for a list, whose elements are not known
   */
  static LogicalType of(ColumnType kind) {
    return switch (kind) {
      case STRING -> new Text(null);
      case DECIMAL -> new Decimal(null);
      case ENUM -> new Enumeration(List.of(), null);
      case JSON -> new Json(false, null);
      case LIST ->
          throw new IllegalArgumentException(
              "Cannot know the elements of a list by its kind; use LogicalType.ListOf");
      case BOOLEAN, INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, UUID, BINARY -> new Plain(kind);
      case INSTANT, OFFSET_DATE_TIME, LOCAL_DATE, LOCAL_DATE_TIME, LOCAL_TIME, DURATION ->
          new Plain(kind);
    };
  }
}
