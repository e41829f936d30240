package io.metaxy.jooq.migration.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.PlanOptions;
import io.metaxy.jooq.migration.change.AppliedState;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.AddColumn;
import io.metaxy.jooq.migration.change.Change.DropColumn;
import io.metaxy.jooq.migration.change.Change.DropTable;
import io.metaxy.jooq.migration.change.Change.RenameColumn;
import io.metaxy.jooq.migration.change.Change.RenameTable;
import io.metaxy.jooq.migration.change.Risk;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.fixture.RandomSpecs;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.plan.MigrationPlan;
import io.metaxy.jooq.migration.plan.PlannedScript;
import io.metaxy.jooq.migration.plan.PlannedStatement;
import io.metaxy.jooq.migration.plan.Planner;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * For any two sets of specs: once the changes are made, no difference is left; nothing is lost that
 * no change names; every planned statement has a rule, and plans are deterministic.
 */
class DifferLawTest {

  private static final int PAIRS = 1_000;

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void changesLeaveNoDifference(MigrationDatabase db) {
    for (int seed = 0; seed < PAIRS; seed++) {
      try {
        check(db, new Random(seed));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("of seed " + seed, e);
      }
    }
  }

  private static void check(MigrationDatabase db, Random random) {
    RandomSpecs specs = new RandomSpecs(random);
    SpecSet first = specs.first();
    SchemaState current = created(first.on(db));
    if (random.nextInt(4) == 0) {
      current = specs.madeBySomebodyElse(current);
    }
    RandomSpecs.Step step = specs.next(first);
    SchemaState desired = step.specs().on(db);
    SchemaDiff diff = Differ.diff(desired, current, step.renames(), step.drops());
    SchemaState after = AppliedState.of(current, diff.changes());

    SchemaDiff again = Differ.diff(desired, after, step.renames(), step.drops());
    assertEquals(List.of(), again.changes());
    assertEquals(diff.orphans(), again.orphans());
    if (diff.problems().isEmpty()) {
      assertEquals(List.of(), again.problems());
    }
    diff.changes()
        .forEach(
            change ->
                assertTrue(
                    change instanceof DropTable || after.tables().contains(change.table()),
                    () -> change + " is of a table that there is not"));
    nothingIsLost(current, after, diff.changes());
    offersLeaveNoOffers(desired, after, step, again);
    planned(
        db,
        current,
        diff,
        new PlanOptions(Set.of(), Set.of(), random.nextBoolean(), random.nextBoolean()));
  }

  /** The column as the first script creates it. */
  private static SchemaState created(SchemaState desired) {
    SchemaDiff diff = Differ.diff(desired, SchemaState.EMPTY, Renames.NONE, Set.of());
    assertEquals(List.of(), diff.problems());
    SchemaState created = AppliedState.of(SchemaState.EMPTY, diff.changes());
    assertEquals(desired, created);
    return created;
  }

  /** Every earlier column still exists, by its new name, or its drop is among the changes. */
  private static void nothingIsLost(SchemaState before, SchemaState after, List<Change> changes) {
    Map<String, TableState> now = new HashMap<>();
    after.tables().forEach(t -> now.put(t.feature(), t));
    Map<String, String> keys = new HashMap<>();
    Set<String> droppedTables = new HashSet<>();
    for (Change change : changes) {
      if (change instanceof RenameTable rename) {
        keys.put(rename.from().feature(), rename.table().feature());
      } else if (change instanceof DropTable drop) {
        droppedTables.add(drop.table().feature());
      }
    }
    for (TableState table : before.tables()) {
      if (droppedTables.contains(table.feature())) {
        continue;
      }
      TableState there = now.get(keys.getOrDefault(table.feature(), table.feature()));
      assertTrue(there != null, () -> "lost table " + table.feature());
      List<String> columns = new ArrayList<>();
      table.columns().forEach(c -> columns.add(c.name()));
      for (Change change : changes) {
        if (change.table().feature().equals(there.feature())) {
          if (change instanceof RenameColumn rename) {
            columns.replaceAll(c -> c.equals(rename.from()) ? rename.column().name() : c);
          } else if (change instanceof DropColumn drop) {
            columns.remove(drop.column().name());
          } else if (change instanceof AddColumn add) {
            columns.add(add.column().name());
          }
        }
      }
      assertEquals(columns, there.columns().stream().map(ColumnState::name).toList());
    }
  }

  private static void offersLeaveNoOffers(
      SchemaState desired, SchemaState after, RandomSpecs.Step step, SchemaDiff diff) {
    SchemaState strict = AppliedState.of(after, diff.offers());
    SchemaDiff again = Differ.diff(desired, strict, step.renames(), step.drops());
    assertEquals(List.of(), again.offers());
    assertEquals(List.of(), again.changes());
  }

  private static void planned(
      MigrationDatabase db, SchemaState current, SchemaDiff diff, PlanOptions options) {
    MigrationPlan plan = Planner.plan(diff, current, db, options);
    Set<Change> written = new HashSet<>();
    for (PlannedScript script : plan.scripts()) {
      assertTrue(script.transactional() || script.statements().size() == 1);
      for (PlannedStatement statement : script.statements()) {
        written.add(statement.change());
        assertTrue(statement.rule().risk() != Risk.FORBIDDEN);
        assertTrue(!statement.sql().isBlank() && !statement.sql().endsWith(";"));
        assertEquals(
            statement.sql().contains(" concurrently "), !script.transactional(), script::verb);
      }
    }
    boolean refuses =
        plan.scripts().stream()
            .flatMap(s -> s.statements().stream())
            .anyMatch(s -> s.rule().risk().compareTo(Risk.ONLINE) > 0);
    assertTrue(!refuses || !plan.refused().isEmpty());
    for (Change change : diff.changes()) {
      boolean silent =
          change instanceof Change.ChangeValues
              || change instanceof Change.RenamePrimaryKey
              || change instanceof Change.RenameIndex
              || change instanceof RenameTable;
      boolean forbidden =
          plan.refused().stream().anyMatch(p -> p.code().equals(SafetyRule.CONVERT_TYPE.code()));
      assertTrue(silent || forbidden || written.contains(change), () -> "unwritten " + change);
    }
  }
}
