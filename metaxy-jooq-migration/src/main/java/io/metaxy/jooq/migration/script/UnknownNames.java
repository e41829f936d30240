package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.PlanOptions;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.schema.SchemaState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses options that name a feature or a column that no spec, table or script has, and is thus
 * misspelled. A name may stay after its script is written.
 */
public final class UnknownNames {

  private final Renames renames;
  private final List<TargetState> states;
  private final List<SchemaState> desired;
  private final List<TableScripts> scripts;

  private UnknownNames(Sources sources, List<TargetState> states) {
    this.renames = sources.renames();
    this.states = states;
    this.desired = states.stream().map(s -> sources.desired(s.target())).toList();
    this.scripts = states.stream().map(s -> TableScripts.of(s.scripts())).toList();
  }

  /** Looks up each name in all targets. */
  public static void refuse(PlanOptions options, Sources sources, List<TargetState> states) {
    UnknownNames names = new UnknownNames(sources, states);
    for (String feature : new TreeSet<>(options.allowedDrops())) {
      names.refuseFeature("metaxy.drop", feature, feature);
    }
    for (String allowed : new TreeSet<>(options.allow())) {
      int colon = allowed.indexOf(':');
      if (colon >= 0) {
        names.refuseAllowed(allowed, allowed.substring(colon + 1));
      }
    }
  }

  private void refuseAllowed(String allowed, String place) {
    int point = place.indexOf('.');
    String feature = point < 0 ? place : place.substring(0, point);
    refuseFeature("metaxy.allow", allowed, feature);
    if (point >= 0) {
      refuseColumn(allowed, feature, place.substring(point + 1));
    }
  }

  private void refuseFeature(String option, String given, String feature) {
    Set<String> known = new TreeSet<>();
    desired.forEach(state -> state.tables().forEach(t -> known.add(t.feature())));
    states.forEach(state -> state.current().tables().forEach(t -> known.add(t.feature())));
    if (!known.contains(feature) && scripts.stream().noneMatch(s -> s.mentions(feature))) {
      throw new MigrationException(
          "Invalid feature in "
              + option
              + ": "
              + given
              + " (must be one of "
              + known
              + "); correct or remove it");
    }
  }

  private void refuseColumn(String given, String feature, String column) {
    Set<String> known = new LinkedHashSet<>();
    desired.forEach(state -> columns(state, feature, known));
    for (TargetState state : states) {
      columns(state.current(), feature, known);
      columns(state.current(), renames.features().getOrDefault(feature, feature), known);
    }
    if (!known.contains(column) && scripts.stream().noneMatch(s -> s.mentions(feature, column))) {
      throw new MigrationException(
          "Invalid column in metaxy.allow: "
              + given
              + " (must be one of "
              + known
              + "); correct or remove it");
    }
  }

  private static void columns(SchemaState state, String feature, Set<String> names) {
    state.table(feature).stream()
        .flatMap(table -> table.columns().stream())
        .forEach(column -> names.add(column.name()));
  }
}
