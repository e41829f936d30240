package io.metaxy.jooq.it;

/** How a by-field column can be stored ({@code semantics.md} 4). */
enum ByFieldForm {
  JSON,
  JSONB,
  TEXT,
  STRUCT,
  MAP
}
