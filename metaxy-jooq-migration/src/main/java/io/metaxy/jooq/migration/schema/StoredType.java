package io.metaxy.jooq.migration.schema;

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
   * @param length the greatest number of characters of a text; null is no limit
   * @param precision the digits of a decimal, (38, 18) when none are given, as generated code has
   *     it; null for other types
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
      type =
          switch (type) {
            case ENUM -> ColumnType.STRING;
            case OFFSET_DATE_TIME -> ColumnType.INSTANT;
            default -> type;
          };
      if (type != ColumnType.STRING) {
        length = null;
      }
      if (type != ColumnType.DECIMAL) {
        precision = null;
        scale = null;
      } else if (precision == null) {
        precision = ColumnTypes.DECIMAL_PRECISION;
        scale = ColumnTypes.DECIMAL_SCALE;
      } else if (scale == null) {
        scale = 0;
      }
    }

    /** A type without limits. */
    public static Scalar of(ColumnType type) {
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
    return new Scalar(column.type(), column.length(), column.precision(), column.scale());
  }
}
