package io.metaxy.jooq.it.database;

import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * Keeps the tests of a class on one thread while other classes run. JUnit runs parameterized
 * classes one after another unless they are concurrent, and then the tests in them are concurrent
 * too, unless the class holds a lock.
 */
final class OneThread implements ResourceLocksProvider {

  @Override
  public Set<Lock> provideForClass(Class<?> type) {
    return Set.of(new Lock(type.getName()));
  }
}
