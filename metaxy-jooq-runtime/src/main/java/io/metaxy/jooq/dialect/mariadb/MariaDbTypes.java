package io.metaxy.jooq.dialect.mariadb;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.spec.ColumnType;

/** The names of MariaDB's column types. */
final class MariaDbTypes {

  static final DatabaseTypes ALL =
      DatabaseTypes.limitingTextsBy("varchar")
          .type(ColumnType.STRING, "longtext", "varchar", "text", "mediumtext")
          .like(ColumnType.ENUM, ColumnType.STRING)
          .type(ColumnType.BOOLEAN, "boolean")
          .type(ColumnType.INT8, "tinyint")
          .type(ColumnType.INT16, "smallint")
          .type(ColumnType.INT32, "integer", "int")
          .type(ColumnType.INT64, "bigint")
          .type(ColumnType.FLOAT32, "float")
          .type(ColumnType.FLOAT64, "double", "double precision", "real")
          .type(ColumnType.DECIMAL, "decimal", "numeric")
          .type(ColumnType.UUID, "uuid")
          .type(ColumnType.BINARY, "longblob", "blob", "mediumblob", "varbinary")
          // It has one type for instants and local times; MariaDbTables gives timestamps names of
          // their own.
          .type(ColumnType.LOCAL_DATE_TIME, "datetime(6)", "timestamp")
          .like(ColumnType.INSTANT, ColumnType.LOCAL_DATE_TIME)
          .like(ColumnType.OFFSET_DATE_TIME, ColumnType.LOCAL_DATE_TIME)
          .type(ColumnType.LOCAL_DATE, "date")
          .type(ColumnType.LOCAL_TIME, "time(6)")
          .like(ColumnType.DURATION, ColumnType.INT64)
          .type(ColumnType.JSON, "json")
          // With another collation, comparisons would match different texts.
          .notText(".*")
          .build();

  private MariaDbTypes() {}
}
