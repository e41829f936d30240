package io.metaxy.jooq.migration.database;

import static io.metaxy.jooq.migration.fixture.SpecSet.constants;
import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.diff.Differ;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.fixture.Evolution;
import io.metaxy.jooq.migration.fixture.MigratedDatabase;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.spec.Problem;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A column that is an enum in the database holds the constants of the spec. */
class EnumConstantsTest {

  private static List<String> problems(MigratedDatabase database, String... constants) {
    SchemaState desired =
        SpecSet.of(feature("clip", text("id"), constants("mood?", constants))).on(database.kind());
    SchemaDiff diff = Differ.diff(desired, database.read(desired), Renames.NONE, Set.of());
    return diff.problems().stream().map(Problem::toString).toList();
  }

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void allOfThem(MigrationDatabase kind) throws Exception {
    try (Evolution evolution = new Evolution(kind)) {
      evolution.to(SpecSet.of(feature("clip", text("id"))), Renames.NONE);
      String type = "enum ('CALM', 'it''s')";
      if (kind == MigrationDatabase.POSTGRESQL) {
        evolution.database().execute("create type \"Mood\" as " + type);
        type = "\"Mood\"";
      }
      String table = new SqlText(kind.dialect()).name("clip");
      String column = new SqlText(kind.dialect()).name("mood");
      evolution.database().execute("alter table " + table + " add column " + column + " " + type);

      assertEquals(List.of(), problems(evolution.database(), "CALM", "it's"));
      assertEquals(List.of(), problems(evolution.database(), "it's"));
      assertEquals(
          List.of(
              "[enum-constant-missing] clip, column mood: Cannot write WILD or ODD to column mood"
                  + " of table clip, because its enum lacks constants of the spec; add them to the"
                  + " type in a script of your own, and record it: run generate with"
                  + " -Dmetaxy.current=scripts"),
          problems(evolution.database(), "CALM", "WILD", "ODD"));
    }
  }
}
