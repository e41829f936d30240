package io.metaxy.jooq.it.database;

/** How a by-field column can be stored ({@code docs/semantics.md} 4). */
public enum ByFieldForm {
  JSON,
  JSONB,
  TEXT,
  STRUCT,
  MAP
}
