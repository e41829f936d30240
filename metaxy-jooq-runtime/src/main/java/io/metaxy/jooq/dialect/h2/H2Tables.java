package io.metaxy.jooq.dialect.h2;

import io.metaxy.jooq.dialect.TableReading;

/** Inspects tables of H2, of which an in-memory database without a name has one connection. */
final class H2Tables implements TableReading {

  private static final String UNNAMED = "jdbc:h2:mem:";

  @Override
  public boolean isPrivate(String url) {
    return url.equals(UNNAMED) || url.startsWith(UNNAMED + ";");
  }
}
