package io.metaxy.jooq.config;

/** What reads an option. */
public enum OptionUse {
  /** Code generation, and so migrations. */
  GENERATION("code generation, migrations"),

  /** Migrations alone. */
  MIGRATION("migrations"),

  /** Opening a store. */
  STORE("stores"),

  /** Reading the configuration itself. */
  CONFIGURATION("configuration"),

  /** Only Python; Java accepts and shows it. */
  PYTHON("Python only");

  private final String words;

  OptionUse(String words) {
    this.words = words;
  }

  /** The use in words, for a page. */
  public String words() {
    return words;
  }
}
