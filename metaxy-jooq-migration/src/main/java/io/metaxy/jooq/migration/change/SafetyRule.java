package io.metaxy.jooq.migration.change;

import io.metaxy.jooq.migration.PlanOptions;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What a planned statement is under; its code can be allowed by name. */
public enum SafetyRule {
  CREATE_TABLE(Risk.SAFE, "Nothing uses a table that is new.", ""),
  DROP_TABLE(
      Risk.DESTRUCTIVE,
      "All samples of the feature are lost, with their history.",
      "Name the feature among those whose tables may be dropped."),
  RENAME_TABLE(
      Risk.SAFE,
      "No row is touched; programs of before do not find the table any more, and the feature"
          + " recomputes when its key changes.",
      ""),
  ADD_COLUMN(
      Risk.SAFE,
      "Rows of older feature versions never get a value, so the column may be null in the database;"
          + " from this version on writes require it when the spec does.",
      ""),
  ADD_STRUCT_KEYS(
      Risk.SAFE, "Rows of older feature versions have no hash of a field that is new.", ""),
  DROP_COLUMN(
      Risk.DESTRUCTIVE, "The values of all versions are lost.", "Keep the column in the spec."),
  RENAME_COLUMN(
      Risk.SAFE, "No row is touched; programs of before do not find the column any more.", ""),
  WIDEN_TYPE(Risk.SAFE, "Only the limit is changed, no row is touched.", ""),
  REWRITE_TABLE(
      Risk.DATA_DEPENDENT,
      "Every row is written anew while nobody can use the table, which takes long, and room for a"
          + " copy, when it is large.",
      "Plan it for a quiet hour."),
  NARROW_TYPE(
      Risk.DATA_DEPENDENT,
      "It fails when a value does not fit, and every row is checked while nobody can use the table.",
      "Look for values that are too large first."),
  ROUND_VALUES(
      Risk.DESTRUCTIVE,
      "Values are rounded to what the new type holds.",
      "Add a column of the new type by another name, and keep the old one."),
  CONVERT_TYPE(
      Risk.FORBIDDEN,
      "No conversion holds for every value and every database.",
      "Add a column of the new type by another name, fill it by computing the feature again, and"
          + " drop the old one in a later migration."),
  DROP_NOT_NULL(Risk.SAFE, "The column accepts more than before.", ""),
  SET_NOT_NULL(
      Risk.DATA_DEPENDENT,
      "It fails when a row has no value, as those of older feature versions may.",
      "Give those rows a value first."),
  COMMENT(Risk.SAFE, "Only the description is changed.", ""),
  ADD_PRIMARY_KEY(
      Risk.DATA_DEPENDENT,
      "It fails when two rows have one key or when a part of it is null.",
      "Look for such rows first."),
  NEW_KEY_COLUMN(
      Risk.DATA_DEPENDENT,
      "It fails unless the table is empty: its rows have no value in a column of the primary"
          + " key that is new.",
      "Give the feature another key, and with it a new table."),
  DROP_PRIMARY_KEY(
      Risk.SAFE, "No row is touched; nothing keeps rows with one key away any more.", ""),
  RENAME_KEY(Risk.SAFE, "Only the name of a key or an index is changed.", ""),
  CREATE_INDEX(
      Risk.ONLINE,
      "It takes long on a large table; PostgreSQL builds it beside its users, in a script of its"
          + " own without a transaction, the others while writers wait.",
      ""),
  DROP_INDEX(Risk.SAFE, "No row is touched; queries that used the index get slower.", ""),
  REBUILD_INDEX(
      Risk.ONLINE,
      "DuckDB changes no table that has an index, so the index is dropped before and made again"
          + " after.",
      ""),
  REQUIRE_FROM_NOW(
      Risk.SAFE, "New rows must have a value; those that there are are not looked at.", ""),
  UPGRADE_COLUMN(
      Risk.SAFE,
      "A version of the library brings a system column; rows of before have no value in it.",
      ""),
  UPGRADE_TYPE(
      Risk.DATA_DEPENDENT,
      "A version of the library stores a system column otherwise; every row is written anew.",
      "Plan it for a quiet hour.");

  private final Risk risk;
  private final String why;
  private final String remedy;

  SafetyRule(Risk risk, String why, String remedy) {
    this.risk = risk;
    this.why = why;
    this.remedy = remedy;
  }

  /** The code by which it is allowed, such as {@code drop-column}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What its statements can do. */
  public Risk risk() {
    return risk;
  }

  /** A sentence for the reader. */
  public String why() {
    return why;
  }

  /** What to do about it; empty when there is nothing to do. */
  public String remedy() {
    return remedy;
  }

  /** The features, and the columns, whose drop is allowed by name, as {@code Differ} asks. */
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
