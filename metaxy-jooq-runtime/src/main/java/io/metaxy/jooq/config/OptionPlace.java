package io.metaxy.jooq.config;

/** Where an option is written. */
public enum OptionPlace {
  /** At the top of the file; shared with Python. */
  TOP("Top of the file"),

  /** In the table {@code ext.jooq}. */
  JOOQ("[ext.jooq]"),

  /** In the table {@code config} of a store. */
  STORE("[stores.\\<name>.config]"),

  /** Only an argument of Maven's goals. */
  GOAL("Arguments of Maven's goals");

  private final String title;

  OptionPlace(String title) {
    this.title = title;
  }

  /** The title of its section, as Markdown. */
  String title() {
    return title;
  }
}
