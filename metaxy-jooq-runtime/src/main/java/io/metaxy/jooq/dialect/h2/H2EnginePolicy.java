package io.metaxy.jooq.dialect.h2;

import io.metaxy.jooq.dialect.EnginePolicy;
import io.metaxy.jooq.dialect.EnginePolicy.Hint;
import org.jooq.DSLContext;

/** What is done for speed on H2. */
final class H2EnginePolicy implements EnginePolicy {

  @Override
  public Hint mergesByDefault(DSLContext dsl) {
    return Hint.yes("H2 has no hash join, and joins derived tables by nested loops");
  }

  @Override
  public Hint joinsForMerge() {
    return Hint.no("H2 joins derived tables by nested loops");
  }

  @Override
  public Hint readsJson() {
    return Hint.yes("H2 takes the entries out of JSON one function call at a time");
  }

  @Override
  public Hint ordersForSpeed() {
    return Hint.no("H2 sorts on one core");
  }
}
