package io.metaxy.jooq.it.bench;

import java.util.concurrent.Callable;

/** A measured action, with the unmeasured steps before and after it. */
public record Way(Callable<?> before, Callable<?> work, Callable<?> after) {

  static Way of(Callable<Tally> work) {
    return new Way(() -> null, work, () -> null);
  }

  /** Returns the same with its work monitored. */
  Way watched(Heap heap) {
    return new Way(before, heap.watch(work), after);
  }
}
