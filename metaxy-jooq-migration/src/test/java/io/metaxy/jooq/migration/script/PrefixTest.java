package io.metaxy.jooq.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.PlanOptions;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.diff.Differ;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.fixture.MigratedDatabase;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.fixture.StateText;
import io.metaxy.jooq.migration.plan.PlannedScript;
import io.metaxy.jooq.migration.plan.PlannedStatement;
import io.metaxy.jooq.migration.plan.Planner;
import io.metaxy.jooq.migration.schema.SchemaState;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One set of scripts serves stores with and without a prefix, even when the prefix changes. */
class PrefixTest {

  private static final SpecSet PLAIN =
      SpecSet.of(SpecSet.feature("clip", SpecSet.text("id"))).withIndex().withPrimaryKey();
  private static final SpecSet PREFIXED = PLAIN.prefixed("p_");

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void comesIn(MigrationDatabase kind) throws Exception {
    for (String prefix : List.of("", "p_")) {
      migrate(kind, prefix, PLAIN, PREFIXED);
    }
  }

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void goes(MigrationDatabase kind) throws Exception {
    for (String prefix : List.of("", "p_")) {
      migrate(kind, prefix, PREFIXED, PLAIN);
    }
  }

  private static void migrate(MigrationDatabase kind, String prefix, SpecSet first, SpecSet second)
      throws Exception {
    try (MigratedDatabase database = new MigratedDatabase(kind, prefix)) {
      SchemaState state = SchemaState.EMPTY;
      for (SpecSet specs : List.of(first, second)) {
        SchemaState desired = specs.on(kind);
        SchemaDiff diff = Differ.diff(desired, state, Renames.NONE, Set.of());
        for (PlannedScript script : Planner.plan(diff, state, kind, PlanOptions.NONE).scripts()) {
          database.script(
              script.statements().stream().map(PlannedStatement::sql).toList(),
              script.transactional());
        }
        database.migrate();
        state = desired;
        SchemaState expected = prefix.isEmpty() ? PLAIN.on(kind) : state;
        assertEquals(StateText.of(expected), StateText.of(database.read(expected)));
      }
    }
  }
}
