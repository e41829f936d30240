package io.metaxy.jooq.config;

/** Where an option stands. */
public enum OptionPlace {
  /** At the top of the file; shared with Python. */
  TOP,

  /** In the table {@code ext.jooq}. */
  JOOQ,

  /** In the table {@code config} of a store. */
  STORE,

  /** Only an argument of Maven's goals. */
  GOAL
}
