package io.metaxy.jooq.migration;

import io.metaxy.jooq.codegen.FeatureModel;
import io.metaxy.jooq.migration.Change.AddColumn;
import io.metaxy.jooq.migration.Change.AddPrimaryKey;
import io.metaxy.jooq.migration.Change.DropColumn;
import io.metaxy.jooq.migration.Change.RenameColumn;
import io.metaxy.jooq.migration.Change.RenameTable;
import io.metaxy.jooq.migration.SpecSet.Feature;
import io.metaxy.jooq.spec.SpecException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Specs and what somebody made of them next, as the keys of many pairs stand in one database.
 *
 * @param name what all of its keys begin with
 * @param first the specs
 * @param second what became of them
 * @param step how
 * @param before the tables of the first specs
 * @param desired those of the second
 * @param diff what the tables lack after the step
 * @param plan the scripts that mend it
 */
record SpecPair(
    String name,
    FeatureModel first,
    FeatureModel second,
    RandomSpecs.Step step,
    SchemaState before,
    SchemaState desired,
    SchemaDiff diff,
    MigrationPlan plan) {

  /** Everything that anybody can allow. */
  private static final Set<String> ALL =
      Stream.of(SafetyRule.values()).map(SafetyRule::code).collect(Collectors.toSet());

  /**
   * The pair of a number; none when it cannot be migrated, as when a type becomes another, or only
   * without rows.
   */
  static Optional<SpecPair> of(int number, MigrationDatabase kind) {
    Random random = new Random(number);
    RandomSpecs specs = new RandomSpecs(random);
    String name = "p" + number + "/";
    try {
      SpecSet set = specs.first();
      RandomSpecs.Step step = named(name, specs.next(set));
      FeatureModel first = named(name, set).model();
      FeatureModel second = step.specs().model();
      SchemaState before = DesiredSchema.of(first, kind);
      SchemaState desired = DesiredSchema.of(second, kind);
      SchemaDiff diff = Differ.diff(desired, before, step.renames(), step.drops());
      PlanOptions options =
          new PlanOptions(ALL, step.drops(), random.nextBoolean(), random.nextBoolean());
      MigrationPlan plan = Planner.plan(diff, before, kind, options);
      boolean possible =
          diff.problems().isEmpty() && plan.refused().isEmpty() && !keysNewColumns(diff);
      return possible
          ? Optional.of(new SpecPair(name, first, second, step, before, desired, diff, plan))
          : Optional.empty();
    } catch (SpecException e) {
      return Optional.empty();
    }
  }

  /** Rows have no value in a column that is new, and a primary key asks for one. */
  private static boolean keysNewColumns(SchemaDiff diff) {
    return diff.changes().stream()
        .anyMatch(
            change ->
                change instanceof AddPrimaryKey add
                    && diff.changes().stream()
                        .anyMatch(
                            other ->
                                other instanceof AddColumn column
                                    && column.table().equals(add.table())
                                    && add.key().columns().contains(column.column().name())));
  }

  private static RandomSpecs.Step named(String name, RandomSpecs.Step step) {
    Map<String, String> features = new HashMap<>();
    step.renames().features().forEach((to, from) -> features.put(name + to, name + from));
    Map<String, Map<String, String>> columns = new HashMap<>();
    step.renames().columns().forEach((key, renames) -> columns.put(name + key, renames));
    return new RandomSpecs.Step(
        named(name, step.specs()),
        new Renames(features, columns),
        step.drops().stream().map(drop -> name + drop).collect(Collectors.toSet()));
  }

  private static SpecSet named(String name, SpecSet specs) {
    List<Feature> features =
        specs.features().stream()
            .map(
                f ->
                    new Feature(
                        name + f.key(),
                        f.ids(),
                        f.columns(),
                        f.fields(),
                        f.description(),
                        f.table() == null ? null : f.table() + name.replace('/', '_'),
                        f.codeVersion()))
            .toList();
    return new SpecSet(features, specs.prefix(), specs.primaryKey(), specs.index());
  }

  /** The scripts that make the tables of the specs. */
  MigrationPlan creation(MigrationDatabase kind) {
    SchemaDiff all = Differ.diff(before, SchemaState.EMPTY, Renames.NONE, Set.of());
    return Planner.plan(all, SchemaState.EMPTY, kind, PlanOptions.NONE);
  }

  /** The tables as the scripts leave them, what hardens them included. */
  SchemaState after() {
    List<Change> changes =
        Stream.concat(
                diff.changes().stream(),
                plan.scripts().stream()
                    .flatMap(script -> script.statements().stream())
                    .map(PlannedStatement::change))
            .distinct()
            .toList();
    return AppliedState.of(before, changes);
  }

  /** The key of a feature after the step. */
  String keyAfter(String key) {
    return changes(key)
        .filter(RenameTable.class::isInstance)
        .map(change -> change.table().feature())
        .findFirst()
        .orElse(key);
  }

  /** The name of a column after the step; none when it is lost. */
  Optional<String> columnAfter(String key, String column) {
    String name = column;
    for (Change change : changes(key).toList()) {
      if (change instanceof RenameColumn rename && rename.from().equals(column)) {
        name = rename.column().name();
      }
    }
    String last = name;
    boolean lost =
        changes(key)
            .anyMatch(
                change -> change instanceof DropColumn drop && drop.column().name().equals(last));
    return lost ? Optional.empty() : Optional.of(last);
  }

  /** The changes of the table that was that of a key. */
  private Stream<Change> changes(String key) {
    String now =
        diff.changes().stream()
            .filter(c -> c instanceof RenameTable rename && rename.from().feature().equals(key))
            .map(change -> change.table().feature())
            .findFirst()
            .orElse(key);
    return diff.changes().stream().filter(change -> change.table().feature().equals(now));
  }
}
