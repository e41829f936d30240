package io.metaxy.jooq.migration.schema;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Decimal;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.LogicalType.Text;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stored type of a column, the same for every database; types stored alike are equal. */
public sealed interface StoredType {

  /**
   * The type of a user's value.
   *
   * @param type the logical type; an enumeration becomes text, both kinds of instant become one, a
   *     JSON document loses its Java type, a decimal gets the digits of generated code
   */
  record Scalar(LogicalType type) implements StoredType {

    public Scalar {
      type =
          switch (type.kind()) {
            case ENUM -> LogicalType.of(ColumnType.STRING);
            case OFFSET_DATE_TIME -> LogicalType.of(ColumnType.INSTANT);
            case JSON -> LogicalType.of(ColumnType.JSON);
            case DECIMAL -> new Decimal(((Decimal) type).stored());
            default -> type;
          };
    }

    /** A type without a length or digits of its own. */
    public static Scalar of(ColumnType kind) {
      return new Scalar(LogicalType.of(kind));
    }

    /** A text of at most {@code length} characters; null for no limit. */
    public static Scalar text(@Nullable Integer length) {
      return new Scalar(new Text(length));
    }

    /** A decimal of {@code precision} digits in total, {@code scale} of them after the point. */
    public static Scalar decimal(int precision, int scale) {
      return new Scalar(new Decimal(new Digits(precision, scale)));
    }

    public ColumnType kind() {
      return type.kind();
    }

    /** The maximum number of characters of a text; null for no limit and for other types. */
    public @Nullable Integer length() {
      return type instanceof Text text ? text.length() : null;
    }

    /** The digits of a decimal; null for other types. */
    public @Nullable Digits digits() {
      return type instanceof Decimal decimal ? decimal.stored() : null;
    }
  }

  /**
   * A hash for each field of a feature.
   *
   * @param form how the database holds it; forms count as equal
   * @param keys the keys of a {@link Form#STRUCT}, in order; empty for the other forms, which hold
   *     any keys
   */
  record ByField(Form form, List<String> keys) implements StoredType {

    public ByField {
      Objects.requireNonNull(form, "form");
      keys = List.copyOf(keys);
    }
  }

  /**
   * A database type that no column of a feature has.
   *
   * @param sql the database's name of it; {@code enum mood ('calm')} or {@code type box} for a
   *     user-defined type
   */
  record Foreign(String sql) implements StoredType {

    /** Whether it is built in, so that a script for new databases can use it. */
    public boolean isOfTheDatabase() {
      return !sql.startsWith("enum ") && !sql.startsWith("type ");
    }
  }

  /** How a database holds a by-field column. */
  enum Form {
    STRUCT,
    MAP,
    JSON,
    JSONB,
    TEXT
  }

  /** The stored type of a feature's column. */
  public static StoredType of(ColumnSpec column) {
    return new Scalar(column.type());
  }
}
