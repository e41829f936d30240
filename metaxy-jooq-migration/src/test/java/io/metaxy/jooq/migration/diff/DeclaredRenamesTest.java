package io.metaxy.jooq.migration.diff;

import static io.metaxy.jooq.migration.MigrationDatabase.H2;
import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.fixture.Evolution;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Chains and circles of declared renames: no value moves to a column that it does not belong to.
 */
class DeclaredRenamesTest {

  private static SpecSet clip(String... columns) {
    ColumnSpec[] all = new ColumnSpec[columns.length + 1];
    all[0] = text("id");
    for (int i = 0; i < columns.length; i++) {
      all[i + 1] = text(columns[i] + "?");
    }
    return SpecSet.of(feature("clip", all));
  }

  private static SpecSet features(String... keys) {
    SpecSet.Feature[] all = new SpecSet.Feature[keys.length];
    for (int i = 0; i < keys.length; i++) {
      all[i] = feature(keys[i], text("id"), text("v?"));
    }
    return SpecSet.of(all);
  }

  private static Renames columns(Map<String, String> toFrom) {
    return new Renames(Map.of(), Map.of("clip", toFrom));
  }

  private static Renames keys(Map<String, String> toFrom) {
    return new Renames(toFrom, Map.of());
  }

  private static SchemaDiff diff(SpecSet before, SpecSet after, Renames renames) {
    return Differ.diff(after.on(H2), before.on(H2), renames, Set.of());
  }

  private static List<String> changes(SchemaDiff diff) {
    assertEquals(List.of(), diff.problems());
    return diff.changes().stream().map(ChangeText::of).toList();
  }

  private static void assertProblem(String problem, SchemaDiff diff) {
    assertEquals(List.of(problem), diff.problems().stream().map(Problem::toString).toList());
  }

  @Nested
  class OfColumns {

    @Test
    void haveOldNamesThatWereThereBefore() {
      SchemaDiff diff =
          diff(clip("path"), clip("file", "name"), columns(Map.of("file", "path", "name", "file")));

      assertProblem(
          "[unused-rename] clip, column name: Cannot rename column file of table clip to name,"
              + " because the table has neither; correct or remove @RenamedFrom(\"file\")",
          diff);
      assertEquals(
          List.of("rename column path of clip to file", "add column name to clip"),
          diff.changes().stream().map(ChangeText::of).toList());
    }

    @Test
    void doNotMakeTwoColumnsOfOne() {
      assertProblem(
          "[unused-rename] clip, column name: Cannot rename column path of table clip to name,"
              + " because another column was renamed from it; correct or remove"
              + " @RenamedFrom(\"path\")",
          diff(
              clip("path"), clip("file", "name"), columns(Map.of("file", "path", "name", "path"))));
    }

    @Test
    void doNotGoInACircle() {
      String problem =
          "[rename-circle] clip, column end: Cannot rename columns end and start of table clip to"
              + " each other's names, because that cannot be distinguished from a rename that is"
              + " already done; rename end to a third name in one migration, then it and the"
              + " others in"
              + " the next";
      Renames swap = columns(Map.of("start", "end", "end", "start"));

      assertProblem(problem, diff(clip("start", "end"), clip("start", "end"), swap));
      assertProblem(problem, diff(clip("start"), clip("start", "end"), swap));
    }

    @ParameterizedTest
    @EnumSource(MigrationDatabase.class)
    void swapByAThirdName(MigrationDatabase kind) throws Exception {
      try (Evolution evolution = new Evolution(kind)) {
        evolution.to(clip("start", "end"), Renames.NONE);
        evolution.insert("clip", List.of("id", "start", "end"), "'1', 'first', 'last'");

        evolution.to(clip("start", "later"), columns(Map.of("later", "end")));
        evolution.to(clip("start", "end"), columns(Map.of("start", "later", "end", "start")));

        assertEquals(List.of("[last, first]"), evolution.rows("clip", "start", "end"));
      }
    }

    @Test
    void mayBeDoneWhileTheOldNameIsUsedAgain() {
      Renames done = columns(Map.of("file", "path"));

      assertEquals(
          List.of("rename column path of clip to file", "add column path to clip"),
          changes(diff(clip("path"), clip("file", "path"), done)));
      assertEquals(
          List.of("add column path to clip"),
          changes(diff(clip("file"), clip("file", "path"), done)));
      assertEquals(List.of(), changes(diff(clip("file", "path"), clip("file", "path"), done)));
    }
  }

  @Nested
  class OfFeatures {

    @Test
    void haveOldKeysThatWereThereBefore() {
      assertProblem(
          "[unused-rename] film: Cannot rename feature video to film, because neither has a"
              + " table; correct or remove @RenamedFrom(\"video\")",
          diff(
              features("clip"),
              features("video", "film"),
              keys(Map.of("video", "clip", "film", "video"))));
    }

    @Test
    void doNotMakeTwoFeaturesOfOne() {
      assertProblem(
          "[unused-rename] video: Cannot rename feature clip to video, because another feature"
              + " was renamed from it; correct or remove @RenamedFrom(\"clip\")",
          diff(
              features("clip"),
              features("video", "film"),
              keys(Map.of("video", "clip", "film", "clip"))));
    }

    @Test
    void doNotGoInACircle() {
      Renames circle = keys(Map.of("a", "b", "b", "c", "c", "a"));

      assertProblem(
          "[rename-circle] a: Cannot rename features a and b and c to each other's names,"
              + " because that cannot be distinguished from a rename that is already done;"
              + " rename a to a third"
              + " name in one"
              + " migration, then it and the others in the next",
          diff(features("a", "b", "c"), features("a", "b", "c"), circle));
      assertEquals(
          List.of("create table a", "create table b", "create table c"),
          changes(
              Differ.diff(features("a", "b", "c").on(H2), SchemaState.EMPTY, circle, Set.of())));
    }

    @Test
    void makeRoomForEachOther() {
      assertEquals(
          List.of(
              "rename table b to c",
              "change the comment on table c",
              "rename table a to b",
              "change the comment on table b"),
          changes(diff(features("a", "b"), features("b", "c"), keys(Map.of("b", "a", "c", "b")))));
    }
  }
}
