package io.metaxy.jooq.it.database;

/**
 * The variable properties of a feature table in a database.
 *
 * @param byField how by-field columns are stored
 * @param zoned whether system timestamps have a time zone; otherwise they are the UTC wall clock
 * @param nullable whether all columns are nullable and there is no key, as in tables that the peer
 *     creates
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
