package io.metaxy.jooq.dialect.postgresql;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.value.ColumnLimit;

/** The names of PostgreSQL's column types. */
final class PostgresTypes {

  static final DatabaseTypes ALL =
      DatabaseTypes.limitingTextsBy("varchar")
          .type(ColumnType.STRING, "varchar", "character varying", "text")
          .pads("char", "character", "bpchar")
          .folds("citext")
          .like(ColumnType.ENUM, ColumnType.STRING)
          .type(ColumnType.BOOLEAN, "boolean", "bool")
          .type(ColumnType.INT16, "smallint", "int2", "smallserial")
          // It has no 8-bit integers.
          .like(ColumnType.INT8, ColumnType.INT16)
          .type(ColumnType.INT32, "integer", "int4", "serial")
          .type(ColumnType.INT64, "bigint", "int8", "bigserial")
          .type(ColumnType.FLOAT32, "real", "float4")
          .type(ColumnType.FLOAT64, "double precision", "float8")
          .type(ColumnType.DECIMAL, "decimal", "numeric")
          .type(ColumnType.UUID, "uuid")
          .type(ColumnType.BINARY, "bytea")
          .type(ColumnType.INSTANT, "timestamp(6) with time zone", "timestamptz")
          .like(ColumnType.OFFSET_DATE_TIME, ColumnType.INSTANT)
          .type(ColumnType.LOCAL_DATE, "date")
          .type(ColumnType.LOCAL_DATE_TIME, "timestamp(6)", "timestamp without time zone")
          .type(ColumnType.LOCAL_TIME, "time(6)", "time without time zone")
          .like(ColumnType.DURATION, ColumnType.INT64)
          .type(ColumnType.JSON, "jsonb", "json")
          // It stores numbers as numeric.
          .limited(ColumnType.JSON, "jsonb", new ColumnLimit.JsonNumbers(131_072, 16_383))
          // The vectors of pgvector are texts of JSON.
          .vectors("vector", "halfvec")
          // The driver names the arrays of int4 _int4.
          .lists("[]", null, "(?=_|.*\\[\\]$)_?(.+?)(?:\\[\\])?")
          .rectangles()
          .documentsInLists()
          .notText(
              "_.*|.* type|record|money|bit|varbit|interval|time.*|inet|cidr|macaddr8?|.*range|tsvector"
                  + "|tsquery|xml|oid|pg_.*|point|line|lseg|box|path|polygon|circle")
          .build();

  private PostgresTypes() {}
}
