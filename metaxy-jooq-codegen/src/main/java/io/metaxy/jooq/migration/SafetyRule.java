package io.metaxy.jooq.migration;

import java.util.Locale;

/** What a planned statement is under; its code can be allowed by name. */
public enum SafetyRule {
  CREATE_TABLE(Risk.SAFE, "Nothing uses a table that is new."),
  ADD_COLUMN(
      Risk.SAFE,
      "Rows of older feature versions never get a value, so the column may be null in the database;"
          + " from this version on writes require it when the spec does."),
  DROP_COLUMN(Risk.DESTRUCTIVE, "The values of all versions are lost.");

  private final Risk risk;
  private final String why;

  SafetyRule(Risk risk, String why) {
    this.risk = risk;
    this.why = why;
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
}
