package io.metaxy.jooq.codegen;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.table.ColumnTypes;
import io.metaxy.jooq.table.PlanTable;
import java.time.Instant;
import java.util.Map;
import org.jooq.DataType;
import org.jooq.impl.SQLDataType;

/** The SQL type and nullability of each column of a feature table, as used in DDL. */
final class SqlTypes {

  private SqlTypes() {}

  static DataType<?> of(ColumnSpec column) {
    if (column.type() instanceof ListOf list) {
      return array(list).nullable(column.nullable());
    }
    return stored(ColumnTypes.dataType(column));
  }

  private static DataType<?> array(ListOf list) {
    return list.element() instanceof ListOf inner
        ? array(inner).array()
        : of(new ColumnSpec("", list.element(), true, null)).getSQLDataType().array();
  }

  static DataType<?> ofSystemColumn(String name) {
    return stored(PlanTable.systemType(name));
  }

  /** Replaces types that jOOQ's DDL has no name for. */
  private static DataType<?> stored(DataType<?> type) {
    DataType<?> stored =
        type.getType() == Instant.class
            ? SQLDataType.TIMESTAMPWITHTIMEZONE(ColumnTypes.MICROS)
            : type.getType() == Map.class ? SQLDataType.JSON : type;
    return stored.nullability(type.nullability());
  }
}
