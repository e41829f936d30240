package io.metaxy.jooq.spec;

/**
 * The logical type of a column, the same for every database; each has one Java type and one form in
 * a JSON schema (see {@link SchemaJson}).
 */
public enum ColumnType {
  /** Text; with a length when the column has one. */
  STRING,
  BOOLEAN,
  /** 8-bit integer. */
  INT8,
  /** 16-bit integer. */
  INT16,
  /** 32-bit integer. */
  INT32,
  /** 64-bit integer. */
  INT64,
  /** 32-bit floating point. */
  FLOAT32,
  /** 64-bit floating point. */
  FLOAT64,
  /** Exact decimal, with the column's precision and scale. */
  DECIMAL,
  UUID,
  /** Bytes. */
  BINARY,
  /** An instant, microseconds; read as {@link java.time.Instant}. */
  INSTANT,
  /** An instant, microseconds; read as {@link java.time.OffsetDateTime}. */
  OFFSET_DATE_TIME,
  LOCAL_DATE,
  /** A wall clock without zone, microseconds. */
  LOCAL_DATE_TIME,
  /** A time of day, microseconds. */
  LOCAL_TIME,
  /** Text out of a fixed set. */
  ENUM,
  /** A JSON document. */
  JSON
}
