package io.metaxy.jooq.it.bench;

import java.util.Locale;

/**
 * What one run of some work cost, on average in a round, in milliseconds.
 *
 * @param wall the time that passed
 * @param processor the time of all processors, the database's included
 * @param jvm what of that the JVM took; a database in it is included
 */
record Cost(double wall, double processor, double jvm) {

  /** The form in which a side sends it. */
  String line() {
    return String.format(Locale.ROOT, "%.4f\t%.4f\t%.4f", wall, processor, jvm);
  }
}
