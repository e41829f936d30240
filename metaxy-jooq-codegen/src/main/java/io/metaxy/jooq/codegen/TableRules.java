package io.metaxy.jooq.codegen;

import java.util.List;

/**
 * What a feature's table class has beside jOOQ's members; the list reads as a table of contents.
 */
final class TableRules {

  private static final List<TableRule> ALL =
      List.of(
          new FeatureDataRule(),
          new FieldAccessorRule("DataVersion", "The version of the data of field", "dataVersion"),
          new FieldAccessorRule("Provenance", "The hash of the inputs of field", "provenance"));

  private TableRules() {}

  static void apply(TableCode code) {
    ALL.stream().filter(rule -> rule.applies(code)).forEach(rule -> rule.execute(code));
  }
}
