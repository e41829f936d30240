package io.metaxy.jooq.codegen;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import java.util.Set;
import org.jooq.DataType;
import org.jooq.impl.SQLDataType;

/** The SQL type of each column of a feature's table ({@code semantics.md} 4). */
final class SqlTypes {

  private static final int MICROSECONDS = 6;

  private static final Set<String> BY_FIELD =
      Set.of(SystemColumns.PROVENANCE_BY_FIELD, SystemColumns.DATA_VERSION_BY_FIELD);
  private static final Set<String> INSTANTS =
      Set.of(SystemColumns.CREATED_AT, SystemColumns.UPDATED_AT, SystemColumns.DELETED_AT);
  private static final Set<String> NULLABLE =
      Set.of(SystemColumns.DELETED_AT, SystemColumns.MATERIALIZATION_ID);

  private SqlTypes() {}

  static DataType<?> of(ColumnSpec column) {
    Integer length = column.length();
    Integer precision = column.precision();
    Integer scale = column.scale();
    return switch (column.type()) {
      case STRING -> length == null ? SQLDataType.VARCHAR : SQLDataType.VARCHAR(length);
      case ENUM -> SQLDataType.VARCHAR;
      case BOOLEAN -> SQLDataType.BOOLEAN;
      case INT8 -> SQLDataType.TINYINT;
      case INT16 -> SQLDataType.SMALLINT;
      case INT32 -> SQLDataType.INTEGER;
      case INT64 -> SQLDataType.BIGINT;
      case FLOAT32 -> SQLDataType.REAL;
      case FLOAT64 -> SQLDataType.DOUBLE;
      case DECIMAL ->
          precision == null
              ? SQLDataType.DECIMAL
              : SQLDataType.DECIMAL(precision, scale == null ? 0 : scale);
      case UUID -> SQLDataType.UUID;
      case BINARY -> SQLDataType.VARBINARY;
      case INSTANT, OFFSET_DATE_TIME -> SQLDataType.TIMESTAMPWITHTIMEZONE(MICROSECONDS);
      case LOCAL_DATE -> SQLDataType.LOCALDATE;
      case LOCAL_DATE_TIME -> SQLDataType.LOCALDATETIME(MICROSECONDS);
      case LOCAL_TIME -> SQLDataType.LOCALTIME(MICROSECONDS);
      case JSON -> SQLDataType.JSON;
    };
  }

  static DataType<?> ofSystemColumn(String name) {
    return isByField(name)
        ? SQLDataType.JSON
        : isInstant(name) ? SQLDataType.TIMESTAMPWITHTIMEZONE(MICROSECONDS) : SQLDataType.VARCHAR;
  }

  static boolean isByField(String systemColumn) {
    return BY_FIELD.contains(systemColumn);
  }

  static boolean isInstant(String systemColumn) {
    return INSTANTS.contains(systemColumn);
  }

  static boolean isNullable(String systemColumn) {
    return NULLABLE.contains(systemColumn);
  }
}
