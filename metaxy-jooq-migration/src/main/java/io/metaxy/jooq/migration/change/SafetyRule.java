package io.metaxy.jooq.migration.change;

import io.metaxy.jooq.migration.PlanOptions;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rule that a planned statement falls under; its code can be allowed by name. The rules of
 * types are in the order of their danger.
 */
public enum SafetyRule {
  CREATE_TABLE(Risk.SAFE, "nothing uses a new table yet", ""),
  DROP_TABLE(
      Risk.DESTRUCTIVE,
      "all samples of the feature are lost, with their history",
      "name the feature in metaxy.drop"),
  RENAME_TABLE(
      Risk.SAFE,
      "no row changes; older programs no longer find the table, and the feature is recomputed"
          + " when its key changes",
      ""),
  ADD_COLUMN(
      Risk.SAFE,
      "rows of older feature versions never get a value, so the column is nullable in the"
          + " database; new writes require a value when the spec does",
      ""),
  ADD_STRUCT_KEYS(Risk.SAFE, "rows of older feature versions have no hash of a new field", ""),
  DROP_COLUMN(
      Risk.DESTRUCTIVE, "the values of all versions are lost", "keep the column in the spec"),
  RENAME_COLUMN(Risk.SAFE, "no row changes; older programs no longer find the column", ""),
  WIDEN_TYPE(Risk.SAFE, "only the limit changes, not the rows", ""),
  ADD_MEMBERS(
      Risk.SAFE,
      "rows of older feature versions have null in a new member of a struct; removed members stay",
      ""),
  REWRITE_TABLE(
      Risk.DATA_DEPENDENT,
      "every row is rewritten while nobody can use the table, which takes a long time and room"
          + " for a copy if it is large",
      "schedule it off-peak"),
  NARROW_TYPE(
      Risk.DATA_DEPENDENT,
      "it fails when a value does not fit, and every row is checked while nobody can use the"
          + " table",
      "check for values that are too large first"),
  FIX_ELEMENTS(
      Risk.DATA_DEPENDENT,
      "it fails when a row has a list of another length, and every row is checked; where the column"
          + " is JSON, no row is checked, and such lists are read unchanged",
      "add a column of the new type under another name"),
  ROUND_VALUES(
      Risk.DESTRUCTIVE,
      "values are rounded to what the new type holds",
      "add a column of the new type under another name, and keep the old one"),
  CONVERT_TYPE(
      Risk.FORBIDDEN,
      "no conversion works for every value on every database",
      "add a column of the new type under another name, fill it by recomputing the feature, and"
          + " drop the old one in a later migration"),
  DROP_NOT_NULL(Risk.SAFE, "the column accepts more than before", ""),
  SET_NOT_NULL(
      Risk.DATA_DEPENDENT,
      "it fails when a row has no value, which may be the case for rows of older feature versions",
      "give those rows a value first"),
  COMMENT(Risk.SAFE, "only the description changes", ""),
  ADD_PRIMARY_KEY(
      Risk.DATA_DEPENDENT,
      "it fails when two rows have the same key, or when a part of a key is null",
      "check for such rows first"),
  NEW_KEY_COLUMN(
      Risk.DATA_DEPENDENT,
      "it fails unless the table is empty: existing rows have no value in the new column of the"
          + " primary key",
      "give the feature another key, and thus a new table"),
  DROP_PRIMARY_KEY(Risk.SAFE, "no row changes; duplicate keys are no longer rejected", ""),
  RENAME_KEY(Risk.SAFE, "only the name of a key or an index changes", ""),
  CREATE_INDEX(
      Risk.ONLINE,
      "it takes a long time on a large table; PostgreSQL builds it while the table is in use, in"
          + " a separate script without a transaction; other databases block writes",
      ""),
  CREATE_UNIQUE_INDEX(
      Risk.DATA_DEPENDENT,
      "it fails when two rows of a feature version have equal values in the columns and were written"
          + " at the same time",
      "check for such rows first"),
  DROP_INDEX(
      Risk.SAFE,
      "no row changes; queries that used the index get slower, and equal values are no longer"
          + " rejected if it was unique",
      ""),
  REBUILD_INDEX(
      Risk.ONLINE,
      "DuckDB cannot alter a table that has an index, so the index is dropped before and created"
          + " again after",
      ""),
  USED_BY_OTHERS(
      Risk.DATA_DEPENDENT,
      "other objects, such as views, use the table, so the database refuses the change, or the"
          + " change breaks them",
      "drop the objects in a script of your own that runs earlier, and create them again in one"
          + " that runs later"),
  REQUIRE_FROM_NOW(Risk.SAFE, "new rows must have a value; existing rows are not checked", ""),
  ADD_CONSTANT(Risk.SAFE, "the enum has more constants than before", ""),
  DROP_CONSTANT(
      Risk.DATA_DEPENDENT,
      "rows may hold the constant, and reading such a row fails",
      "keep the constant in the enum"),
  CHANGE_JSON(
      Risk.SAFE,
      "rows of older versions stay readable: a removed key is skipped, and a new one is null",
      ""),
  RENAME_JSON_KEY(
      Risk.DATA_DEPENDENT,
      "a key was removed and another of the same type is new: if it was renamed, its value in rows"
          + " of older versions is no longer read",
      "declare @JsonAlias with the old key on the component"),
  NARROW_JSON(
      Risk.DATA_DEPENDENT,
      "reading a row of an older version fails if it lacks a value that must exist now, or if its"
          + " value does not fit the new type",
      "make new components nullable, and give components whose type changes a new name"),
  UPGRADE_COLUMN(
      Risk.SAFE,
      "a newer version of the library adds a system column; existing rows have no value in it",
      ""),
  UPGRADE_TYPE(
      Risk.DATA_DEPENDENT,
      "a newer version of the library stores a system column differently, so every row is"
          + " rewritten",
      "schedule it off-peak");

  private final Risk risk;
  private final String why;
  private final String remedy;

  SafetyRule(Risk risk, String why, String remedy) {
    this.risk = risk;
    this.why = why;
    this.remedy = remedy;
  }

  /** The code that allows it, such as {@code drop-column}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What its statements can do. */
  public Risk risk() {
    return risk;
  }

  /** The reason, as a sentence. */
  public String why() {
    return sentence(why);
  }

  /** The reason, as a clause after "because". */
  public String because() {
    return why;
  }

  /** The remedy, as a sentence; empty when there is none. */
  public String remedy() {
    return sentence(remedy);
  }

  /** The remedy, as a clause; empty when there is none. */
  public String instead() {
    return remedy;
  }

  private static String sentence(String clause) {
    return clause.isEmpty()
        ? ""
        : clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + ".";
  }

  /**
   * The features and columns that may be dropped by name, in the form that {@code Differ} takes.
   */
  public static Set<String> drops(PlanOptions options) {
    Set<String> drops = new TreeSet<>(options.allowedDrops());
    String byName = DROP_COLUMN.code() + ":";
    options.allow().stream()
        .filter(allowed -> allowed.startsWith(byName))
        .forEach(allowed -> drops.add(allowed.substring(byName.length())));
    return drops;
  }

  /** The risk and the code, as reports and scripts show them. */
  public String label() {
    return risk + " " + code();
  }
}
