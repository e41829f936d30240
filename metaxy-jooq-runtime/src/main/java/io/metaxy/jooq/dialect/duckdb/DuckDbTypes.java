package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.value.ColumnLimit;

/** The names of DuckDB's column types. */
final class DuckDbTypes {

  static final DatabaseTypes ALL =
      DatabaseTypes.withoutLengths()
          .type(ColumnType.STRING, "varchar", "text")
          .like(ColumnType.ENUM, ColumnType.STRING)
          .type(ColumnType.BOOLEAN, "boolean")
          .type(ColumnType.INT8, "tinyint")
          .type(ColumnType.INT16, "smallint")
          .range(ColumnType.INT16, "utinyint", 0, 255)
          .type(ColumnType.INT32, "integer", "int")
          .range(ColumnType.INT32, "usmallint", 0, 65_535)
          .type(ColumnType.INT64, "bigint")
          .range(ColumnType.INT64, "uinteger", 0, 4_294_967_295L)
          .limited(ColumnType.INT64, "ubigint", new ColumnLimit.Unsigned64())
          .type(ColumnType.FLOAT32, "float", "real")
          .type(ColumnType.FLOAT64, "double")
          .type(ColumnType.DECIMAL, "decimal", "numeric")
          .type(ColumnType.UUID, "uuid")
          .type(ColumnType.BINARY, "blob", "varbinary")
          .type(ColumnType.INSTANT, "timestamp with time zone", "timestamptz")
          .like(ColumnType.OFFSET_DATE_TIME, ColumnType.INSTANT)
          .type(ColumnType.LOCAL_DATE, "date")
          .type(ColumnType.LOCAL_DATE_TIME, "timestamp")
          .limited(ColumnType.LOCAL_DATE_TIME, "timestamp_s", new ColumnLimit.Fraction(0))
          .limited(ColumnType.LOCAL_DATE_TIME, "timestamp_ms", new ColumnLimit.Fraction(3))
          .limited(ColumnType.LOCAL_DATE_TIME, "timestamp_ns", new ColumnLimit.Nanoseconds())
          .type(ColumnType.LOCAL_TIME, "time")
          .like(ColumnType.DURATION, ColumnType.INT64)
          .type(ColumnType.JSON, "json")
          .lists("[]", "[%d]", "(.+)\\[(\\d*)\\]")
          .nested(NestedTypeName::parse)
          .notText(
              "struct|map|union|variant|.*\\]|u?hugeint|bignum|varint|bit|interval|geometry"
                  + "|time.*")
          .build();

  private DuckDbTypes() {}
}
