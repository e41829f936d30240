package io.metaxy.jooq.migration.diff;

import static io.metaxy.jooq.migration.MigrationDatabase.H2;
import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.fixture.SpecSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What recomputes without a migration, and what is migrated without recomputing. */
class RecomputeTest {

  private static final SpecSet VIDEO =
      SpecSet.of(feature("audio", text("id")), feature("video", text("id")));

  private static List<String> notes(SpecSet before, SpecSet after, Renames renames) {
    Map<String, String> versions = new TreeMap<>();
    before
        .model()
        .features()
        .forEach(f -> versions.put(f.key().toString(), f.versions().feature()));
    SchemaDiff diff = Differ.diff(after.on(H2), before.on(H2), renames, Set.of());
    return Recompute.of(after.model(), versions).notes(diff);
  }

  @Test
  void nothingIsSaidOfNothing() {
    assertEquals(List.of(), notes(VIDEO, VIDEO, Renames.NONE));
  }

  @Test
  void aCodeVersionRecomputesWithoutAMigration() {
    SpecSet next =
        SpecSet.of(feature("audio", text("id")), feature("video", text("id")).withCode("2"));
    assertEquals(
        List.of("No migration needed; 1 feature will be recomputed: video"),
        notes(VIDEO, next, Renames.NONE));
    SpecSet both =
        SpecSet.of(
            feature("audio", text("id")).withCode("2"), feature("video", text("id")).withCode("2"));
    assertEquals(
        List.of("No migration needed; 2 features will be recomputed: audio, video"),
        notes(VIDEO, both, Renames.NONE));
  }

  @Test
  void aColumnIsAddedWithoutRecomputing() {
    SpecSet next =
        SpecSet.of(feature("audio", text("id")), feature("video", text("id"), text("path?")));
    assertEquals(List.of("Altered without recomputing: video"), notes(VIDEO, next, Renames.NONE));
  }

  @Test
  void aFieldDoesBoth() {
    SpecSet next =
        SpecSet.of(
            feature("audio", text("id"), text("path?")),
            feature("video", text("id"), text("path?")).withFields("default", "frames"));
    assertEquals(
        List.of("1 feature will be recomputed: video", "Altered without recomputing: audio"),
        notes(VIDEO, next, Renames.NONE));
  }

  @Test
  void aNewKeyRecomputesEverySample() {
    SpecSet next = SpecSet.of(feature("audio", text("id")), feature("clip", text("id")));
    assertEquals(
        List.of("1 feature will be recomputed: clip"),
        notes(VIDEO, next, new Renames(Map.of("clip", "video"), Map.of())));
  }

  @Test
  void aNewFeatureIsNotComputedAgain() {
    SpecSet one = SpecSet.of(feature("audio", text("id")));
    assertEquals(List.of(), notes(one, VIDEO, Renames.NONE));
  }

  private static List<String> otherIds(SpecSet before, SpecSet after, Renames renames) {
    SchemaDiff diff = Differ.diff(after.on(H2), before.on(H2), renames, Set.of());
    return Recompute.otherIds(after.on(H2), before.on(H2), diff);
  }

  @Test
  void otherIdsAreSaidAlthoughNoTableChanges() {
    SpecSet before = SpecSet.of(feature("clip", text("id"), text("path")));
    SpecSet after = SpecSet.of(feature("clip", text("id"), text("path")).withIds("id", "path"));
    assertEquals(
        List.of(
            "Rows of clip will be identified by [id, path] instead of [id]: existing rows will"
                + " look orphaned, and their samples new"),
        otherIds(before, after, Renames.NONE));
  }

  @Test
  void idsOfAnotherNameAreTheSameIds() {
    SpecSet before = SpecSet.of(feature("clip", text("id"), text("path")));
    SpecSet after = SpecSet.of(feature("video", text("code"), text("path")));
    Renames renames = new Renames(Map.of("video", "clip"), Map.of("video", Map.of("code", "id")));
    assertEquals(List.of(), otherIds(before, after, renames));
  }
}
