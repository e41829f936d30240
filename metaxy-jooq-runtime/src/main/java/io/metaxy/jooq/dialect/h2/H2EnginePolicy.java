package io.metaxy.jooq.dialect.h2;

import io.metaxy.jooq.dialect.EnginePolicy;
import io.metaxy.jooq.dialect.EnginePolicy.Hint;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Table;

/** Choices for speed on H2. */
final class H2EnginePolicy implements EnginePolicy {

  @Override
  public Hint mergesByDefault(DSLContext dsl) {
    return Hint.yes("H2 has no hash join, and joins derived tables with nested loops");
  }

  @Override
  public Hint joinsForMerge() {
    return Hint.no("H2 joins derived tables with nested loops");
  }

  @Override
  public Hint readsJson() {
    return Hint.yes("H2 reads each entry of JSON with a separate function call");
  }

  @Override
  public Hint countsUnordered(DSLContext dsl, List<Table<?>> tables, long most) {
    return Hint.no("H2 sorts rows in the JVM");
  }

  @Override
  public Hint ordersForSpeed() {
    return Hint.no("H2 sorts on one core");
  }
}
