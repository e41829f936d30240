package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.spec.ColumnType;

/** The names of DuckDB's column types. */
final class DuckDbTypes {

  static final DatabaseTypes ALL =
      DatabaseTypes.withoutLengths()
          .type(ColumnType.STRING, "varchar", "text")
          .like(ColumnType.ENUM, ColumnType.STRING)
          .type(ColumnType.BOOLEAN, "boolean")
          .type(ColumnType.INT8, "tinyint")
          .type(ColumnType.INT16, "smallint")
          .reads(ColumnType.INT16, "utinyint")
          .type(ColumnType.INT32, "integer", "int")
          .reads(ColumnType.INT32, "usmallint")
          .type(ColumnType.INT64, "bigint")
          .reads(ColumnType.INT64, "uinteger")
          .type(ColumnType.FLOAT32, "float", "real")
          .type(ColumnType.FLOAT64, "double")
          .type(ColumnType.DECIMAL, "decimal", "numeric")
          .type(ColumnType.UUID, "uuid")
          .type(ColumnType.BINARY, "blob", "varbinary")
          .type(ColumnType.INSTANT, "timestamp with time zone", "timestamptz")
          .like(ColumnType.OFFSET_DATE_TIME, ColumnType.INSTANT)
          .type(ColumnType.LOCAL_DATE, "date")
          .type(ColumnType.LOCAL_DATE_TIME, "timestamp")
          .type(ColumnType.LOCAL_TIME, "time")
          .type(ColumnType.JSON, "json")
          .lists("[]", "[%d]", "(.+)\\[(\\d*)\\]")
          .notText(
              "struct|map|union|variant|.*\\]|u?hugeint|ubigint|bignum|varint|bit|interval|geometry"
                  + "|time.*")
          .build();

  private DuckDbTypes() {}
}
