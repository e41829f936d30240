package io.metaxy.jooq.it.bench;

import java.util.concurrent.Callable;

/** What is measured, and what comes before and after it and is not. */
record Way(Callable<?> before, Callable<Tally> work, Callable<?> after) {

  static Way of(Callable<Tally> work) {
    return new Way(() -> null, work, () -> null);
  }

  /** The same with its work watched. */
  Way watched(Heap heap) {
    return new Way(before, heap.watch(work), after);
  }
}
