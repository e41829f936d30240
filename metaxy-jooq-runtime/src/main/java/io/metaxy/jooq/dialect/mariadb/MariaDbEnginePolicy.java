package io.metaxy.jooq.dialect.mariadb;

import io.metaxy.jooq.dialect.EnginePolicy;
import io.metaxy.jooq.dialect.EnginePolicy.Hint;
import org.jooq.DSLContext;

/** Choices for speed on MariaDB. */
final class MariaDbEnginePolicy implements EnginePolicy {

  @Override
  public Hint mergesByDefault(DSLContext dsl) {
    return Hint.yes("MariaDB has no full join, and joins derived tables with nested loops");
  }

  @Override
  public Hint joinsForMerge() {
    return Hint.no("MariaDB joins derived tables with nested loops");
  }

  @Override
  public Hint readsJson() {
    return Hint.yes("MariaDB reads each entry of JSON with a separate function call");
  }

  @Override
  public Hint ordersForSpeed() {
    return Hint.no("MariaDB sorts on one core");
  }
}
