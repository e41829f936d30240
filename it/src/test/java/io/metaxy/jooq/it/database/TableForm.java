package io.metaxy.jooq.it.database;

/**
 * What a database leaves open about a feature table.
 *
 * @param byField how by-field columns are stored
 * @param zoned whether system timestamps are with time zone; without, they are the wall clock of
 *     UTC
 * @param nullable whether every column may be null and there is no key, as in tables that the peer
 *     makes
 */
public record TableForm(ByFieldForm byField, boolean zoned, boolean nullable) {

  public static TableForm of(ByFieldForm byField) {
    return new TableForm(byField, true, false);
  }

  public TableForm withoutZone() {
    return new TableForm(byField, false, nullable);
  }

  public TableForm asThePeerMakesIt() {
    return new TableForm(byField, zoned, true);
  }
}
