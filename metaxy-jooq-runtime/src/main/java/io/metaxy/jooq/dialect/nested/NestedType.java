package io.metaxy.jooq.dialect.nested;

import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.value.ColumnLimit.Elements;
import io.metaxy.jooq.value.ColumnLimit.Length;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type of a live column that holds documents in a form of the database, such as {@code
 * STRUCT(width INTEGER, tags VARCHAR[])}, or of a part of it.
 */
public sealed interface NestedType {

  /** The name of the type in the database. */
  String typeName();

  /** Calls the visitor's method of this record. */
  <R> R accept(Visitor<R> visitor);

  /**
   * One method for each record, so that the compiler finds what does not handle a new one.
   *
   * @param <R> the result
   */
  interface Visitor<R> {
    R struct(Struct type);

    R map(MapOf type);

    R list(ListOf type);

    R whole(Whole type);

    R decimal(Decimal type);

    R constants(Constants type);

    R value(Value type);
  }

  /**
   * An object with a fixed set of keys.
   *
   * @param fields the types of its fields by name, in order
   */
  record Struct(String typeName, Map<String, NestedType> fields) implements NestedType {

    public Struct {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.struct(this);
    }
  }

  /** An object with any keys, whose values have one type. */
  record MapOf(String typeName, NestedType key, NestedType value) implements NestedType {

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.map(this);
    }
  }

  /**
   * A list.
   *
   * @param limit the number of elements of a list; null for any
   */
  record ListOf(String typeName, NestedType element, @Nullable Elements limit)
      implements NestedType {

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.list(this);
    }
  }

  /** An integer of a range. */
  record Whole(String typeName, BigInteger least, BigInteger most) implements NestedType {

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.whole(this);
    }
  }

  /** An exact decimal. */
  record Decimal(String typeName, Digits digits) implements NestedType {

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.decimal(this);
    }
  }

  /** One of a fixed set of texts. */
  record Constants(String typeName, List<String> constants) implements NestedType {

    public Constants {
      constants = List.copyOf(constants);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.constants(this);
    }
  }

  /**
   * Any other value.
   *
   * @param kind the kind of the value; {@code STRING} for a type that is read and written as text
   * @param fraction the fractional digits of the seconds of a time
   * @param limit the longest text; null for any
   */
  record Value(String typeName, ColumnType kind, int fraction, @Nullable Length limit)
      implements NestedType {

    /** The fractional digits of seconds in microseconds. */
    public static final int MICROS = 6;

    /** A value that is not a time, or one in microseconds; a text of any length. */
    public Value(String typeName, ColumnType kind) {
      this(typeName, kind, MICROS);
    }

    /** A time. */
    public Value(String typeName, ColumnType kind, int fraction) {
      this(typeName, kind, fraction, null);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.value(this);
    }
  }
}
