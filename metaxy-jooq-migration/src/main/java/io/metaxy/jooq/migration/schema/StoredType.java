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

/** What a column stores, the same for every database; two types that are stored alike are equal. */
public sealed interface StoredType {

  /**
   * A value of the user's.
   *
   * @param type what it is; an enumeration is stored as text, either kind of instant as one, a JSON
   *     document without its Java type, a decimal with the digits that generated code has for it
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

    /** A type without limits. */
    public static Scalar of(ColumnType kind) {
      return new Scalar(LogicalType.of(kind));
    }

    /** A text of at most so many characters; null is no limit. */
    public static Scalar text(@Nullable Integer length) {
      return new Scalar(new Text(length));
    }

    /** A decimal. */
    public static Scalar decimal(int precision, int scale) {
      return new Scalar(new Decimal(new Digits(precision, scale)));
    }

    public ColumnType kind() {
      return type.kind();
    }

    /** The greatest number of characters of a text; null for no limit and for other types. */
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
   * @param form how the database holds it; no form is a difference to another
   * @param keys the keys of a {@link Form#STRUCT}, in its order; empty for the other forms, which
   *     hold any
   */
  record ByField(Form form, List<String> keys) implements StoredType {

    public ByField {
      Objects.requireNonNull(form, "form");
      keys = List.copyOf(keys);
    }
  }

  /**
   * A type of the database that no column of a feature has.
   *
   * @param sql what the database calls it; {@code enum mood ('calm')} or {@code type box} when it
   *     is one that somebody made
   */
  record Foreign(String sql) implements StoredType {

    /** Whether a script for new databases can name it; nothing makes there what somebody made. */
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

  /** What a column of a feature stores. */
  public static StoredType of(ColumnSpec column) {
    return new Scalar(column.type());
  }
}
