package io.metaxy.jooq.dialect.h2;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.value.ColumnLimit;

/** The names of H2's column types. */
final class H2Types {

  static final DatabaseTypes ALL =
      DatabaseTypes.limitingTextsBy("varchar")
          .type(ColumnType.STRING, "varchar", "character varying", "text", "character large object")
          .reads(ColumnType.STRING, "clob", "varchar_ignorecase")
          .pads("char", "character")
          .folds("varchar_ignorecase")
          .like(ColumnType.ENUM, ColumnType.STRING)
          .type(ColumnType.BOOLEAN, "boolean")
          .type(ColumnType.INT8, "tinyint")
          .type(ColumnType.INT16, "smallint")
          .type(ColumnType.INT32, "integer", "int")
          .type(ColumnType.INT64, "bigint")
          .type(ColumnType.FLOAT32, "real", "float")
          .type(ColumnType.FLOAT64, "double precision", "double")
          .type(ColumnType.DECIMAL, "decimal", "numeric")
          .reads(ColumnType.DECIMAL, "decfloat")
          .type(ColumnType.UUID, "uuid")
          .type(ColumnType.BINARY, "varbinary", "binary varying", "blob", "binary large object")
          .reads(ColumnType.BINARY, "binary")
          .type(ColumnType.INSTANT, "timestamp(6) with time zone")
          .like(ColumnType.OFFSET_DATE_TIME, ColumnType.INSTANT)
          .type(ColumnType.LOCAL_DATE, "date")
          .type(ColumnType.LOCAL_DATE_TIME, "timestamp(6)", "timestamp without time zone")
          .type(ColumnType.LOCAL_TIME, "time(6)", "time without time zone")
          .like(ColumnType.DURATION, ColumnType.INT64)
          .type(ColumnType.JSON, "json")
          .lists(" array", " array[%d]", "(.+) array(?:\\[(\\d+)\\])?")
          .ofAtMost()
          .documentsInLists()
          .lengths(ColumnLimit.Unit.UTF_16)
          .notText(".*array(?:\\[.*)?|row|java_object|other|geometry|interval.*|bit|time.*")
          .build();

  private H2Types() {}
}
