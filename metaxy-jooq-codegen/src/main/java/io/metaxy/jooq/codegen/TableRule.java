package io.metaxy.jooq.codegen;

/** One group of members of the table class of a feature. */
interface TableRule {

  /** Returns whether the class has these members. */
  default boolean applies(TableCode code) {
    return true;
  }

  /** Writes the members into the class. */
  void execute(TableCode code);
}
