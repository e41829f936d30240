package io.metaxy.jooq.migration.database;

import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.diff.Differ;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.fixture.Evolution;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.spec.SpecException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * DuckDB and MariaDB treat names that differ only in case as the same, so no script relies on two.
 */
class NamesInAnyCaseTest {

  private static final SpecSet SMALL = SpecSet.of(feature("clip", text("id"), text("path?")));
  private static final SpecSet LARGE = SpecSet.of(feature("clip", text("id"), text("Path?")));

  private static List<String> problems(
      MigrationDatabase kind, SpecSet before, SpecSet after, Renames renames, String... drops) {
    return Differ.diff(after.on(kind), before.on(kind), renames, Set.of(drops)).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void aColumnDoesNotGoWhileOneOfItsNameComes(MigrationDatabase kind) throws Exception {
    assertEquals(
        List.of(
            "[column-name-clash] clip, column Path: Cannot drop column path from table clip while"
                + " column Path is added, because some databases treat them as the same;"
                + " declare"
                + " @RenamedFrom(\"path\") on the new column, or drop the old one in an earlier"
                + " migration"),
        problems(kind, SMALL, LARGE, Renames.NONE, "clip.path"));

    try (Evolution evolution = new Evolution(kind)) {
      evolution.to(SMALL, Renames.NONE);
      evolution.insert("clip", List.of("id", "path"), "'1', 'p'");
      evolution.to(LARGE, new Renames(Map.of(), Map.of("clip", Map.of("Path", "path"))));
      assertEquals(List.of("[p]"), evolution.rows("clip", "Path"));
      evolution.to(SpecSet.of(feature("clip", text("id"))), Renames.NONE, "drop-column:clip.Path");
      evolution.to(SMALL, Renames.NONE);
      assertEquals(List.of("[null]"), evolution.rows("clip", "path"));
    }
  }

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void twoTablesHaveNamesThatDifferInMoreThanCase(MigrationDatabase kind) throws Exception {
    SpecSet both = SpecSet.of(feature("clip", text("id")), feature("other", text("id")).in("Clip"));
    assertEquals(
        List.of(
            "[key-name-clash] other: Cannot use the name Clip twice, ignoring case, for tables,"
                + " primary keys or indexes of features clip and other; rename one of the"
                + " features, or name its table with .table(\"...\")"),
        assertThrows(SpecException.class, () -> both.on(kind)).problems().stream()
            .map(Problem::toString)
            .toList());
    assertEquals(
        List.of(
            "[table-name-taken] other: Cannot give feature other the table Clip, because it"
                + " belongs to feature clip; declare @RenamedFrom(\"clip\") on the new feature,"
                + " name clip in metaxy.drop, or choose another table with"
                + " .table(\"...\")"),
        problems(kind, SMALL, SpecSet.of(feature("other", text("key")).in("Clip")), Renames.NONE));

    try (Evolution evolution = new Evolution(kind)) {
      evolution.to(SMALL, Renames.NONE);
      evolution.to(SpecSet.of(feature("clip", text("id"), text("path?")).in("Clip")), Renames.NONE);
    }
  }

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void aTableIsDroppedBeforeOneOfItsNameIsMade(MigrationDatabase kind) {
    SchemaState other = SpecSet.of(feature("other", text("key")).in("Clip")).on(kind);
    assertEquals(
        List.of("drop table clip", "create table Clip"),
        Differ.diff(other, SMALL.on(kind), Renames.NONE, Set.of("clip")).changes().stream()
            .map(ChangeText::of)
            .toList());
  }
}
