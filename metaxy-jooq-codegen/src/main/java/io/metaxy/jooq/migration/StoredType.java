package io.metaxy.jooq.migration;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.table.ColumnTypes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a column stores, the same for every database; two types that are stored alike are equal. */
public sealed interface StoredType {

  /**
   * A value of the user's.
   *
   * @param type the type; never {@link ColumnType#ENUM}, which is stored as text, nor {@link
   *     ColumnType#OFFSET_DATE_TIME}, which is stored as an instant
   * @param length the greatest number of characters of a text; null is no limit, and for the other
   *     types
   * @param precision the digits of a decimal, those of generated code when none are given; null for
   *     the other types
   * @param scale those after the point
   */
  record Scalar(
      ColumnType type,
      @Nullable Integer length,
      @Nullable Integer precision,
      @Nullable Integer scale)
      implements StoredType {

    public Scalar {
      Objects.requireNonNull(type, "type");
      length = type == ColumnType.STRING ? length : null;
      if (type == ColumnType.DECIMAL) {
        scale = scale(precision, scale);
        precision = precision == null ? ColumnTypes.DECIMAL_PRECISION : precision;
      } else {
        precision = null;
        scale = null;
      }
      type =
          switch (type) {
            case ENUM -> ColumnType.STRING;
            case OFFSET_DATE_TIME -> ColumnType.INSTANT;
            default -> type;
          };
    }

    private static int scale(@Nullable Integer precision, @Nullable Integer scale) {
      if (precision == null) {
        return ColumnTypes.DECIMAL_SCALE;
      }
      return scale == null ? 0 : scale;
    }

    /** A type without limits. */
    static Scalar of(ColumnType type) {
      return new Scalar(type, null, null, null);
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
   * @param sql what the database calls it
   */
  record Foreign(String sql) implements StoredType {}

  /** How a database holds a by-field column. */
  enum Form {
    STRUCT,
    MAP,
    JSON,
    JSONB,
    TEXT
  }

  /** What a column of a feature stores. */
  static StoredType of(ColumnSpec column) {
    return new Scalar(column.type(), column.length(), column.precision(), column.scale());
  }
}
