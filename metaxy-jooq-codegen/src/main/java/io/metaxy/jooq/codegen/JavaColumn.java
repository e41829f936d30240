package io.metaxy.jooq.codegen;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.table.ByFieldBinding;
import io.metaxy.jooq.table.JsonConverter;
import io.metaxy.jooq.table.LocalTimeBinding;
import io.metaxy.jooq.table.PlanTable;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import org.jooq.meta.jaxb.ForcedType;

/**
 * What generated code says of a column.
 *
 * @param dataType the constant of SQLDataType, with its arguments
 * @param userType the Java type where it is not the data type's own; empty for its own
 * @param through what makes the one of the other
 */
record JavaColumn(String dataType, String userType, Through through) {

  /** How a column's value becomes its Java type. */
  enum Through {
    NOTHING,
    BY_FIELD_BINDING,
    LOCAL_TIME_BINDING,
    ENUM_CONVERTER,
    JSON_CONVERTER
  }

  private static final String BY_FIELD = "java.util.Map<String, String>";

  static JavaColumn of(ColumnSpec column) {
    String dataType = dataType(column);
    if (column.type() == ColumnType.LOCAL_TIME) {
      return new JavaColumn(dataType, LocalTime.class.getName(), Through.LOCAL_TIME_BINDING);
    }
    String javaType = column.javaType();
    if (javaType == null) {
      return new JavaColumn(dataType, "", Through.NOTHING);
    }
    return switch (column.type()) {
      case ENUM -> new JavaColumn(dataType, javaType, Through.ENUM_CONVERTER);
      case JSON -> new JavaColumn(dataType, javaType, Through.JSON_CONVERTER);
      default -> new JavaColumn(dataType, "", Through.NOTHING);
    };
  }

  static JavaColumn ofSystemColumn(String name) {
    Class<?> type = PlanTable.systemType(name).getType();
    if (type == Map.class) {
      return new JavaColumn("JSON", BY_FIELD, Through.BY_FIELD_BINDING);
    }
    return new JavaColumn(type == Instant.class ? "INSTANT" : "VARCHAR", "", Through.NOTHING);
  }

  private static String dataType(ColumnSpec column) {
    Integer scale = column.scale();
    return switch (column.type()) {
      case STRING -> column.length() == null ? "VARCHAR" : "VARCHAR(" + column.length() + ")";
      case ENUM -> "VARCHAR";
      case BOOLEAN -> "BOOLEAN";
      case INT8 -> "TINYINT";
      case INT16 -> "SMALLINT";
      case INT32 -> "INTEGER";
      case INT64 -> "BIGINT";
      case FLOAT32 -> "REAL";
      case FLOAT64 -> "DOUBLE";
      // With a precision and no scale, jOOQ would make an integer of it.
      case DECIMAL ->
          column.precision() == null || scale == null || scale == 0
              ? "DECIMAL"
              : "DECIMAL(" + column.precision() + ", " + scale + ")";
      case UUID -> "UUID";
      case BINARY -> "VARBINARY";
      case INSTANT -> "INSTANT";
      case OFFSET_DATE_TIME -> "TIMESTAMPWITHTIMEZONE(6)";
      case LOCAL_DATE -> "DATE";
      case LOCAL_DATE_TIME -> "TIMESTAMP(6)";
      case LOCAL_TIME -> "TIME(6)";
      case JSON -> "JSON";
    };
  }

  ForcedType forcedType() {
    ForcedType type = new Quiet().withName(dataType);
    return switch (through) {
      case NOTHING -> type;
      case BY_FIELD_BINDING ->
          type.withUserType(userType).withBinding(ByFieldBinding.class.getName());
      case LOCAL_TIME_BINDING ->
          type.withUserType(userType).withBinding(LocalTimeBinding.class.getName());
      case ENUM_CONVERTER -> type.withUserType(userType).withEnumConverter(true);
      case JSON_CONVERTER ->
          type.withUserType(userType)
              .withConverter("new %s<%s>() {}".formatted(JsonConverter.class.getName(), userType));
    };
  }

  /** jOOQ builds its log messages with toString(), and our expressions name every column. */
  private static final class Quiet extends ForcedType {

    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      return getName();
    }
  }
}
