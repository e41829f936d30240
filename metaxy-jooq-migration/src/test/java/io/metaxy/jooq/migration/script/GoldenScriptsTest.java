package io.metaxy.jooq.migration.script;

import static io.metaxy.jooq.migration.fixture.SpecSet.column;
import static io.metaxy.jooq.migration.fixture.SpecSet.commented;
import static io.metaxy.jooq.migration.fixture.SpecSet.constants;
import static io.metaxy.jooq.migration.fixture.SpecSet.decimal;
import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.migration.FlywaySettings;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.PlanOptions;
import io.metaxy.jooq.migration.change.AppliedState;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.diff.Differ;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.fixture.SpecSet.Feature;
import io.metaxy.jooq.migration.fixture.StateText;
import io.metaxy.jooq.migration.plan.MigrationPlan;
import io.metaxy.jooq.migration.plan.PlannedScript;
import io.metaxy.jooq.migration.plan.Planner;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.spec.ColumnType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The scripts of a project's life, compared with the files of {@code
 * src/test/resources/golden/scripts}; then Flyway runs the files, and they make the tables of the
 * specs. Run with {@code -Dmetaxy.golden=write} to rewrite them.
 */
class GoldenScriptsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/scripts");

  /** The next version of the specs. */
  private record Step(SpecSet specs, Renames renames, Set<String> allow, Set<String> drops) {
    static Step to(SpecSet specs) {
      return new Step(specs, Renames.NONE, Set.of(), Set.of());
    }
  }

  private static final Feature VIDEO =
      feature("video", text("video_id"), text("path"), column("seconds?", ColumnType.FLOAT32))
          .withFields("audio", "frames")
          .described("What was recorded; it's raw");

  private static final Feature EVERYTHING =
      feature(
          "types/everything",
          column("take", ColumnType.INT64),
          commented(text("title", 80), "As \"shown\""),
          column("good", ColumnType.BOOLEAN),
          column("tiny", ColumnType.INT8),
          column("small", ColumnType.INT16),
          column("whole", ColumnType.INT32),
          column("real", ColumnType.FLOAT32),
          column("exact", ColumnType.FLOAT64),
          column("amount?", ColumnType.DECIMAL),
          decimal("price?", 10, 2),
          column("token", ColumnType.UUID),
          column("bytes", ColumnType.BINARY),
          column("at", ColumnType.INSTANT),
          column("zoned", ColumnType.OFFSET_DATE_TIME),
          column("day", ColumnType.LOCAL_DATE),
          column("clock", ColumnType.LOCAL_DATE_TIME),
          column("hour", ColumnType.LOCAL_TIME),
          constants("mood", "CALM", "WILD"),
          column("doc?", ColumnType.JSON),
          SpecSet.list("words", ColumnType.STRING),
          SpecSet.list("vector?", ColumnType.FLOAT32, 512));

  private static final Feature LONGER =
      feature(
              "video",
              text("video_id"),
              text("file"),
              column("seconds", ColumnType.FLOAT64),
              commented(text("codec"), "Four letters"))
          .withFields("audio", "frames", "audio/french")
          .described("What was recorded");

  private static final Feature CLIP =
      new Feature(
          "clip", LONGER.ids(), LONGER.columns(), LONGER.fields(), LONGER.description(), null, "1");

  private static final Feature SHORTER =
      feature("clip", text("video_id"), column("seconds", ColumnType.FLOAT64), text("codec"))
          .withFields("audio", "frames", "audio/french")
          .described("What was recorded");

  private static final List<Step> STEPS =
      List.of(
          Step.to(SpecSet.of(VIDEO, EVERYTHING).prefixed("mx_")),
          new Step(
              SpecSet.of(LONGER, EVERYTHING).prefixed("mx_"),
              new Renames(Map.of(), Map.of("video", Map.of("file", "path"))),
              Set.of("rewrite-table"),
              Set.of()),
          Step.to(SpecSet.of(LONGER, EVERYTHING).prefixed("mx_").withIndex()),
          new Step(
              SpecSet.of(CLIP, EVERYTHING).prefixed("mx_").withIndex(),
              new Renames(Map.of("clip", "video"), Map.of()),
              Set.of(),
              Set.of()),
          new Step(
              SpecSet.of(CLIP, EVERYTHING).prefixed("mx_").withIndex().withPrimaryKey(),
              Renames.NONE,
              Set.of("add-primary-key"),
              Set.of()),
          new Step(
              SpecSet.of(SHORTER).prefixed("mx_").withPrimaryKey(),
              Renames.NONE,
              Set.of("drop-column:clip.file"),
              Set.of("types/everything")));

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void aProjectsLife(MigrationDatabase kind) throws Exception {
    Map<String, String> scripts = new TreeMap<>();
    SchemaState state = SchemaState.EMPTY;
    for (Step step : STEPS) {
      PlanOptions options = new PlanOptions(step.allow(), step.drops(), false, false);
      SchemaState desired = step.specs().on(kind);
      SchemaDiff diff = Differ.diff(desired, state, step.renames(), SafetyRule.drops(options));
      MigrationPlan plan = Planner.plan(diff, state, kind, options);
      assertEquals(List.of(), diff.problems());
      assertEquals(List.of(), plan.refused());
      plan.scripts().forEach(script -> add(script, scripts));
      state = AppliedState.of(state, diff.changes());
    }
    Path folder = GOLDEN.resolve(kind.folder());
    if ("write".equals(System.getProperty("metaxy.golden"))) {
      write(folder, scripts);
    }
    assertEquals(scripts, files(folder));
    assertEquals(
        StateText.of(state),
        StateText.of(
            Replay.replay(
                List.of(folder),
                kind,
                FlywaySettings.DEFAULT,
                state,
                null,
                getClass().getClassLoader())));
  }

  private static void add(PlannedScript script, Map<String, String> scripts) {
    long number = scripts.keySet().stream().filter(name -> name.endsWith(".sql")).count() + 1;
    String name =
        String.format(Locale.ROOT, "V%02d__%s.sql", number, ScriptText.description(script));
    scripts.put(name, ScriptText.of(script, FlywaySettings.DEFAULT));
    if (!ScriptText.configuration(script).isEmpty()) {
      scripts.put(name + ".conf", ScriptText.configuration(script));
    }
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (Path file : list(folder)) {
      files.put(String.valueOf(file.getFileName()), FileText.plain(Files.readString(file)));
    }
    return files;
  }

  private static void write(Path folder, Map<String, String> files) throws IOException {
    Files.createDirectories(folder);
    for (Path file : list(folder)) {
      Files.delete(file);
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.toList());
    }
  }
}
