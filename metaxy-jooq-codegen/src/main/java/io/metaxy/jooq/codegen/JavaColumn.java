package io.metaxy.jooq.codegen;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType.Enumeration;
import io.metaxy.jooq.spec.LogicalType.Json;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.table.ByFieldBinding;
import io.metaxy.jooq.table.ColumnTypes;
import io.metaxy.jooq.table.EnumTextConverter;
import io.metaxy.jooq.table.InstantBinding;
import io.metaxy.jooq.table.JsonBinding;
import io.metaxy.jooq.table.LocalBinding;
import io.metaxy.jooq.table.PlanTable;
import io.metaxy.jooq.value.DurationConverter;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jooq.DataType;
import org.jooq.JSON;
import org.jooq.meta.jaxb.ForcedType;

/**
 * A column in generated code.
 *
 * @param dataType the constant of SQLDataType with its arguments, such as {@code VARCHAR(20)}; of a
 *     list, its binding
 * @param userType the Java type; empty for that of the data type
 * @param through what converts between the two
 */
record JavaColumn(String dataType, String userType, Through through) {

  /** How a column's value becomes its Java type. */
  enum Through {
    NOTHING,
    BY_FIELD_BINDING,
    LOCAL_BINDING,
    INSTANT_BINDING,
    DURATION_CONVERTER,
    ENUM_CONVERTER,
    JSON_BINDING,
    LIST_BINDING
  }

  /** Types with a precision in generated code; an Instant always has microseconds. */
  private static final Set<Class<?>> MICROS =
      Set.of(OffsetDateTime.class, LocalDateTime.class, LocalTime.class);

  private static final String BY_FIELD = "java.util.Map<String, String>";

  static JavaColumn of(ColumnSpec column) {
    if (column.type() instanceof ListOf list) {
      String type = list.javaType() == null ? ListCode.values(list) : list.javaType();
      return new JavaColumn(ListCode.binding(list, type), type, Through.LIST_BINDING);
    }
    DataType<?> type = ColumnTypes.dataType(column);
    String constant = constant(type);
    if (type.getBinding() instanceof LocalBinding) {
      return new JavaColumn(constant, type.getType().getName(), Through.LOCAL_BINDING);
    }
    if (type.getBinding() instanceof InstantBinding) {
      return new JavaColumn(constant, type.getType().getName(), Through.INSTANT_BINDING);
    }
    if (column.kind() == ColumnType.DURATION) {
      return new JavaColumn(constant, type.getType().getName(), Through.DURATION_CONVERTER);
    }
    if (column.type() instanceof Enumeration enumeration && enumeration.javaType() != null) {
      return new JavaColumn(constant, enumeration.javaType(), Through.ENUM_CONVERTER);
    }
    return column.type() instanceof Json json
        ? new JavaColumn(constant, document(json), Through.JSON_BINDING)
        : new JavaColumn(constant, "", Through.NOTHING);
  }

  private static String document(Json json) {
    if (json.javaType() != null) {
      return json.javaType();
    }
    return json.list() == null ? JSON.class.getName() : ListCode.array(json.list());
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

  /** Returns a constant of SQLDataType, such as {@code VARCHAR(20)} or {@code TIMESTAMP(6)}. */
  private static String constant(DataType<?> type) {
    String name = type.getTypeName().toUpperCase(Locale.ROOT).replace(" ", "");
    if (type.lengthDefined()) {
      return name + "(" + type.length() + ")";
    }
    if (type.isDecimal()) {
      return decimal(type);
    }
    return MICROS.contains(type.getType()) ? name + "(" + ColumnTypes.MICROS + ")" : name;
  }

  /** Omits the precision at scale 0, because jOOQ would turn the type into an integer. */
  private static String decimal(DataType<?> type) {
    return type.scale() == 0
        ? "DECIMAL"
        : "DECIMAL(" + type.precision() + ", " + type.scale() + ")";
  }

  ForcedType forcedType() {
    if (through == Through.LIST_BINDING) {
      return new Quiet().withUserType(userType).withBinding(dataType);
    }
    ForcedType type = new Quiet().withName(dataType);
    return switch (through) {
      case NOTHING -> type;
      case BY_FIELD_BINDING ->
          type.withUserType(userType).withBinding(ByFieldBinding.class.getName());
      case LOCAL_BINDING -> bound(type, LocalBinding.class);
      case INSTANT_BINDING -> bound(type, InstantBinding.class);
      case DURATION_CONVERTER ->
          type.withUserType(userType)
              .withConverter("new " + DurationConverter.class.getName() + "()");
      case ENUM_CONVERTER ->
          type.withUserType(userType)
              .withConverter(
                  "new %s<>(%s.class)".formatted(EnumTextConverter.class.getName(), userType));
      case JSON_BINDING ->
          type.withUserType(userType)
              .withBinding("new " + JsonBinding.class.getName() + "<" + userType + ">() {}");
      case LIST_BINDING -> throw new IllegalStateException("Cannot name the type " + dataType);
    };
  }

  private ForcedType bound(ForcedType type, Class<?> binding) {
    return type.withUserType(userType)
        .withBinding("new " + binding.getName() + "<>(" + userType + ".class)");
  }

  /** Shortens jOOQ's log messages, which contain toString(): our expressions list every column. */
  private static final class Quiet extends ForcedType {

    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      return getName() == null ? getUserType() : getName();
    }
  }
}
