package io.metaxy.jooq.it;

/**
 * What a database leaves open about a feature table.
 *
 * @param byField how by-field columns are stored
 * @param zoned whether system timestamps are with time zone; without, they are the wall clock of
 *     UTC
 * @param nullable whether every column may be null and there is no key, as in tables that the peer
 *     makes
 */
record TableForm(ByFieldForm byField, boolean zoned, boolean nullable) {

  static TableForm of(ByFieldForm byField) {
    return new TableForm(byField, true, false);
  }

  TableForm withoutZone() {
    return new TableForm(byField, false, nullable);
  }

  TableForm asThePeerMakesIt() {
    return new TableForm(byField, zoned, true);
  }
}
