package io.metaxy.jooq.it.database;

/** The forms in which by-field columns are stored ({@code docs/semantics.md} 4). */
public enum ByFieldForm {
  JSON,
  JSONB,
  TEXT,
  STRUCT,
  MAP
}
