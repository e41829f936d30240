package io.metaxy.jooq.migration;

/** Writes migrations; the way in. */
public final class Migrations {
  private Migrations() {}
}
