package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSettings.OfColumn;
import io.metaxy.jooq.spec.FeatureSettings.StoredAs;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.spec.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  static void columnsCanBeStoredAsDeclared(Declared declared, List<Problem> problems) {
    for (FeatureDefinition feature : declared.features().values()) {
      if (ColumnRules.columnsAreKnown(feature)) {
        feature
            .settings()
            .columns()
            .forEach(
                (name, column) ->
                    storedAs(feature, name, column.storedAs())
                        .ifPresent(
                            sentence ->
                                problems.add(
                                    new Problem(
                                        "stored-as",
                                        feature.key().toString(),
                                        "column " + name,
                                        sentence))));
      }
    }
  }

  private static Optional<String> storedAs(
      FeatureDefinition feature, String name, @Nullable StoredAs type) {
    if (type == null) {
      return Optional.empty();
    }
    List<String> possible =
        feature.columns().stream()
            .filter(c -> type == StoredAs.JSON ? holdsJson(c.kind()) : isVector(c.type()))
            .map(ColumnSpec::name)
            .toList();
    return possible.contains(name)
        ? Optional.empty()
        : Optional.of(
            "Cannot store this column as "
                + type.text()
                + " (must be one of the "
                + (type == StoredAs.JSON ? "lists and JSON columns " : "vectors of 32-bit numbers ")
                + possible
                + "); correct the name in the settings, or remove stored_as");
  }

  private static boolean holdsJson(ColumnType kind) {
    return kind == ColumnType.JSON || kind == ColumnType.LIST;
  }

  private static boolean isVector(LogicalType type) {
    return type instanceof ListOf list
        && list.length() != null
        && list.element().kind() == ColumnType.FLOAT32;
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
    if (Lineages.expandsBy(feature.spec(), name)) {
      return Optional.of(
          "Cannot declare older rows for a column that the feature expands by, because older rows"
              + " would then have no parent, or all have the same one; remove the declaration, and fill"
              + " the column of older rows in a migration");
    }
    return column.get().nullable()
        ? Optional.of(
            "Cannot declare older rows for a nullable column, because newer rows may also have null;"
                + " make the column not null, or remove the declaration")
        : Optional.empty();
  }
}
