package io.metaxy.jooq.dialect;

/** How the latest row of each id is found, as it is cheapest on a database. */
public enum Deduplication {
  /** By ranking every row of an id. */
  RANK,
  /** By {@code distinct on}: one sort. */
  DISTINCT_ON,
  /** By telling ids with one row from those with more, and ranking the latter only. */
  SPLIT
}
