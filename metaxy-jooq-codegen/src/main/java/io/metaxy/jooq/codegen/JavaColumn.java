package io.metaxy.jooq.codegen;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.table.ByFieldBinding;
import io.metaxy.jooq.table.ColumnTypes;
import io.metaxy.jooq.table.InstantBinding;
import io.metaxy.jooq.table.JsonConverter;
import io.metaxy.jooq.table.LocalBinding;
import io.metaxy.jooq.table.PlanTable;
import java.time.Instant;
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
    LOCAL_BINDING,
    INSTANT_BINDING,
    ENUM_CONVERTER,
    JSON_CONVERTER
  }

  private static final Map<ColumnType, String> LOCAL =
      Map.of(
          ColumnType.LOCAL_DATE, "java.time.LocalDate",
          ColumnType.LOCAL_DATE_TIME, "java.time.LocalDateTime",
          ColumnType.LOCAL_TIME, "java.time.LocalTime");

  private static final Map<ColumnType, String> INSTANTS =
      Map.of(
          ColumnType.INSTANT, "java.time.Instant",
          ColumnType.OFFSET_DATE_TIME, "java.time.OffsetDateTime");

  private static final String BY_FIELD = "java.util.Map<String, String>";

  static JavaColumn of(ColumnSpec column) {
    String dataType = dataType(column);
    String local = LOCAL.get(column.type());
    if (local != null) {
      return new JavaColumn(dataType, local, Through.LOCAL_BINDING);
    }
    String instant = INSTANTS.get(column.type());
    if (instant != null) {
      return new JavaColumn(dataType, instant, Through.INSTANT_BINDING);
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
    return type == Instant.class
        ? new JavaColumn("INSTANT", type.getName(), Through.INSTANT_BINDING)
        : new JavaColumn("VARCHAR", "", Through.NOTHING);
  }

  private static String dataType(ColumnSpec column) {
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
      case DECIMAL -> decimal(column);
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

  /** With a precision and no digits after the point, jOOQ would make an integer of it. */
  private static String decimal(ColumnSpec column) {
    Integer precision = column.precision();
    Integer scale = column.scale();
    if (precision == null) {
      return "DECIMAL(%d, %d)".formatted(ColumnTypes.DECIMAL_PRECISION, ColumnTypes.DECIMAL_SCALE);
    }
    return scale == null || scale == 0 ? "DECIMAL" : "DECIMAL(%d, %d)".formatted(precision, scale);
  }

  ForcedType forcedType() {
    ForcedType type = new Quiet().withName(dataType);
    return switch (through) {
      case NOTHING -> type;
      case BY_FIELD_BINDING ->
          type.withUserType(userType).withBinding(ByFieldBinding.class.getName());
      case LOCAL_BINDING -> bound(type, LocalBinding.class);
      case INSTANT_BINDING -> bound(type, InstantBinding.class);
      case ENUM_CONVERTER -> type.withUserType(userType).withEnumConverter(true);
      case JSON_CONVERTER ->
          type.withUserType(userType)
              .withConverter("new %s<%s>() {}".formatted(JsonConverter.class.getName(), userType));
    };
  }

  private ForcedType bound(ForcedType type, Class<?> binding) {
    return type.withUserType(userType)
        .withBinding("new %s<>(%s.class)".formatted(binding.getName(), userType));
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
