package io.metaxy.jooq.codegen;

import java.util.List;

/** The members that a feature's table class has in addition to those of jOOQ, in order. */
final class TableRules {

  private static final List<TableRule> ALL =
      List.of(
          new FeatureDataRule(),
          new FieldAccessorRule("DataVersion", "The data version of field", "dataVersion"),
          new FieldAccessorRule("Provenance", "The provenance of field", "provenance"));

  private TableRules() {}

  static void apply(TableCode code) {
    ALL.stream().filter(rule -> rule.applies(code)).forEach(rule -> rule.execute(code));
  }
}
