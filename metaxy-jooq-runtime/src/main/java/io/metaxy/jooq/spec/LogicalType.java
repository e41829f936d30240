package io.metaxy.jooq.spec;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a column holds: its kind, and what the kind alone does not say. A kind of column that has
 * parts of its own, such as a list of elements, is one more record here.
 */
public sealed interface LogicalType {

  /** The kind. */
  ColumnType kind();

  /**
   * Text.
   *
   * @param length the greatest number of characters; null is no limit
   */
  record Text(@Nullable Integer length) implements LogicalType {

    @Override
    public ColumnType kind() {
      return ColumnType.STRING;
    }
  }

  /**
   * An exact decimal.
   *
   * @param digits how many digits it has; null when it does not say
   */
  record Decimal(@Nullable Digits digits) implements LogicalType {

    /** The digits with which it is stored. */
    public Digits stored() {
      return digits == null ? Digits.DEFAULT : digits;
    }

    @Override
    public ColumnType kind() {
      return ColumnType.DECIMAL;
    }
  }

  /**
   * The digits of a decimal.
   *
   * @param precision digits in all
   * @param scale digits after the point
   */
  record Digits(int precision, int scale) {

    /**
     * Those of a decimal that does not say: some databases would otherwise round it to a whole
     * number.
     */
    public static final Digits DEFAULT = new Digits(38, 18);
  }

  /**
   * Text out of a fixed set.
   *
   * @param constants the set, in order
   * @param javaType the enum as it stands in source; null when the definition does not come from a
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
  }

  /**
   * A JSON document.
   *
   * @param array whether it is a list rather than an object
   * @param javaType the Java type as it stands in source; null when the column holds any document,
   *     or the definition does not come from a Java class
   */
  record Json(boolean array, @Nullable String javaType) implements LogicalType {

    @Override
    public ColumnType kind() {
      return ColumnType.JSON;
    }
  }

  /**
   * A value of which the kind says all.
   *
   * @param kind a kind that none of the other records stands for
   */
  record Plain(ColumnType kind) implements LogicalType {

    public Plain {
      Objects.requireNonNull(kind, "kind");
      switch (kind) {
        case STRING, DECIMAL, ENUM, JSON ->
            throw new IllegalArgumentException(
                "Invalid plain type: " + kind + " (must have no parts); use LogicalType.of");
        default -> {}
      }
    }
  }

  /** A type without limits: a text of any length, a decimal of the default digits. */
  static LogicalType of(ColumnType kind) {
    return switch (kind) {
      case STRING -> new Text(null);
      case DECIMAL -> new Decimal(null);
      case ENUM -> new Enumeration(List.of(), null);
      case JSON -> new Json(false, null);
      default -> new Plain(kind);
    };
  }
}
