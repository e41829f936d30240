package io.metaxy.jooq.codegen;

/** One group of members of a feature's table class. */
interface TableRule {

  /** Whether the class has these members. */
  default boolean applies(TableCode code) {
    return true;
  }

  /** Writes them. */
  void execute(TableCode code);
}
