package io.metaxy.jooq.it.bench;

import java.util.Locale;

/**
 * The cost of one execution, averaged over a round, in milliseconds.
 *
 * @param wall the elapsed time
 * @param processor the processor time, including that of the database
 * @param jvm the part of the JVM, including an embedded database
 */
record Cost(double wall, double processor, double jvm) {

  /** Returns the cost as a side sends it. */
  String line() {
    return String.format(Locale.ROOT, "%.4f\t%.4f\t%.4f", wall, processor, jvm);
  }
}
