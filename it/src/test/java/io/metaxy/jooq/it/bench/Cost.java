package io.metaxy.jooq.it.bench;

import java.util.Locale;

/**
 * What one run of some work cost, on average in a round, in milliseconds.
 *
 * @param wall the time that passed
 * @param processor the time of all processors, the database's included
 */
record Cost(double wall, double processor) {

  /** The form in which a side sends it. */
  String line() {
    return String.format(Locale.ROOT, "%.4f\t%.4f", wall, processor);
  }
}
