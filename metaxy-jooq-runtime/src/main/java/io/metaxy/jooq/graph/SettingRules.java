package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSettings.OfColumn;
import io.metaxy.jooq.spec.Problem;
import java.util.List;
import java.util.Optional;

/** Rules for settings: they must fit the columns that they name. */
final class SettingRules {

  private SettingRules() {}

  static void olderRowsLackTheirColumns(Declared declared, List<Problem> problems) {
    for (FeatureDefinition feature : declared.features().values()) {
      if (ColumnRules.columnsAreKnown(feature)) {
        feature.settings().columns().keySet().stream()
            .filter(name -> isOfOlderRows(feature.settings().column(name)))
            .forEach(
                name ->
                    problem(feature, name)
                        .ifPresent(
                            sentence ->
                                problems.add(
                                    new Problem(
                                        "older-rows",
                                        feature.key().toString(),
                                        "column " + name,
                                        sentence))));
      }
    }
  }

  static void jsonIsOfJsonColumns(Declared declared, List<Problem> problems) {
    for (FeatureDefinition feature : declared.features().values()) {
      for (String name : feature.settings().columns().keySet()) {
        boolean isJson =
            feature.columns().stream()
                .anyMatch(c -> c.name().equals(name) && c.kind() == ColumnType.JSON);
        if (feature.settings().column(name).json()
            && !isJson
            && ColumnRules.columnsAreKnown(feature)) {
          problems.add(
              new Problem(
                  "stored-as",
                  feature.key().toString(),
                  "column " + name,
                  "Cannot store as JSON what is not among the JSON columns "
                      + feature.columns().stream()
                          .filter(c -> c.kind() == ColumnType.JSON)
                          .map(ColumnSpec::name)
                          .toList()
                      + "; correct the name in the settings, or remove stored_as"));
        }
      }
    }
  }

  private static boolean isOfOlderRows(OfColumn settings) {
    return settings.readAs() != null || settings.stale();
  }

  private static Optional<String> problem(FeatureDefinition feature, String name) {
    Optional<ColumnSpec> column =
        feature.columns().stream().filter(c -> c.name().equals(name)).findFirst();
    if (column.isEmpty()) {
      return Optional.of(
          "Cannot find this column among the columns "
              + feature.columns().stream().map(ColumnSpec::name).toList()
              + "; correct its name in the settings");
    }
    if (feature.spec().idColumns().contains(name)) {
      return Optional.of(
          "Cannot declare older rows for an id column, because every row has its ids; remove the"
              + " declaration");
    }
    return column.get().nullable()
        ? Optional.of(
            "Cannot declare older rows for a nullable column, because newer rows may also have null;"
                + " make the column not null, or remove the declaration")
        : Optional.empty();
  }
}
