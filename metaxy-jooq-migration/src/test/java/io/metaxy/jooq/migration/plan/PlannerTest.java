package io.metaxy.jooq.migration.plan;

import static io.metaxy.jooq.migration.MigrationDatabase.DUCKDB;
import static io.metaxy.jooq.migration.MigrationDatabase.H2;
import static io.metaxy.jooq.migration.MigrationDatabase.MARIADB;
import static io.metaxy.jooq.migration.MigrationDatabase.POSTGRESQL;
import static io.metaxy.jooq.migration.fixture.SpecSet.column;
import static io.metaxy.jooq.migration.fixture.SpecSet.commented;
import static io.metaxy.jooq.migration.fixture.SpecSet.constants;
import static io.metaxy.jooq.migration.fixture.SpecSet.decimal;
import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.list;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static io.metaxy.jooq.migration.fixture.SpecSet.unique;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.PlanOptions;
import io.metaxy.jooq.migration.change.AppliedState;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.database.Dependents;
import io.metaxy.jooq.migration.diff.Differ;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.diff.TypeChange;
import io.metaxy.jooq.migration.fixture.MigratedDatabase;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.JsonForm;
import io.metaxy.jooq.spec.JsonShape;
import io.metaxy.jooq.spec.JsonShape.Part;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.Problem;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each safety rule, with one pair of specs each; how statements are distributed over scripts. */
class PlannerTest {

  private static final ColumnSpec ID = text("id");
  private static final ColumnSpec PATH = text("path?");
  private static final SpecSet VIDEO = SpecSet.of(feature("video", ID, PATH));
  private static final PlanOptions HARDEN = new PlanOptions(Set.of(), Set.of(), true, false);

  private static MigrationPlan plan(
      MigrationDatabase db, SpecSet before, SpecSet after, PlanOptions options) {
    return plan(db, before.on(db), after.on(db), Renames.NONE, options);
  }

  private static MigrationPlan plan(
      MigrationDatabase db,
      SchemaState before,
      SchemaState after,
      Renames renames,
      PlanOptions options) {
    SchemaDiff diff = Differ.diff(after, before, renames, SafetyRule.drops(options));
    assertEquals(List.of(), diff.problems());
    return Planner.plan(diff, before, db, options);
  }

  private static PlanOptions allow(String... codes) {
    return new PlanOptions(Set.of(codes), Set.of(), false, false);
  }

  private static SpecSet video(ColumnSpec... columns) {
    return SpecSet.of(feature("video", columns));
  }

  /** The table with one column changed. */
  private static SchemaState with(
      SchemaState state, String column, UnaryOperator<ColumnState> change) {
    TableState table = state.tables().get(0);
    return new SchemaState(
        List.of(
            new TableState(
                table.feature(),
                table.name(),
                table.comment(),
                table.columns().stream()
                    .map(c -> c.name().equals(column) ? change.apply(c) : c)
                    .toList(),
                table.idColumns(),
                table.primaryKey(),
                table.indexes())));
  }

  private static Set<SafetyRule> rules(MigrationPlan plan) {
    return plan.scripts().stream()
        .flatMap(script -> script.statements().stream())
        .map(PlannedStatement::rule)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<String> refused(MigrationPlan plan) {
    return plan.refused().stream().map(Problem::toString).toList();
  }

  private static void assertAllowed(MigrationPlan plan, SafetyRule... rules) {
    assertEquals(List.of(), plan.refused());
    assertEquals(new LinkedHashSet<>(Arrays.asList(rules)), rules(plan));
  }

  private static void assertRefused(MigrationPlan plan, String... problems) {
    assertEquals(List.of(problems), refused(plan));
  }

  /** Each script as its verb and statements. */
  private static String written(MigrationPlan plan) {
    StringBuilder text = new StringBuilder();
    for (PlannedScript script : plan.scripts()) {
      text.append(script.verb()).append(script.transactional() ? "" : " alone").append('\n');
      script.statements().forEach(s -> text.append("  ").append(s.sql()).append('\n'));
    }
    return text.toString();
  }

  /** An unforeseen change is not mistaken for a comment. */
  @Test
  void everyChangeHasARuleOfItsOwn() {
    TableState table = VIDEO.withPrimaryKey().withIndex().on(POSTGRESQL).tables().get(0);
    ColumnState column = table.columns().get(0);
    KeyState key = table.indexes().get(0);
    List<Change> changes =
        List.of(
            new Change.CreateTable(table),
            new Change.DropTable(table),
            new Change.RenameTable(table, table),
            new Change.AddColumn(table, column),
            new Change.DropColumn(table, column),
            new Change.RenameColumn(table, "old", column),
            new Change.ChangeType(table, column, column.typed(Scalar.of(ColumnType.JSON))),
            new Change.ChangeNullability(table, column, column.nullable(true)),
            new Change.ChangeRequired(table, column.required(true)),
            new Change.ChangeValues(table, column, column.holding(List.of("A"), null)),
            new Change.AddStructKeys(table, column, List.of("a")),
            new Change.AddPrimaryKey(table, key),
            new Change.DropPrimaryKey(table, key),
            new Change.CreateIndex(table, key),
            new Change.DropIndex(table, key),
            new Change.RenamePrimaryKey(table, key, key),
            new Change.RenameIndex(table, key, key),
            new Change.CommentOnTable(table, null),
            new Change.CommentOnColumn(table, column));
    assertEquals(
        Stream.of(Change.class.getDeclaredClasses())
            .filter(Class::isRecord)
            .collect(Collectors.toSet()),
        changes.stream().map(Object::getClass).collect(Collectors.toSet()));
    Safety safety = new Safety(Databases.of(POSTGRESQL), PlanOptions.NONE, changes);
    assertEquals(
        List.of("comment-on-table", "comment-on-column"),
        changes.stream()
            .filter(change -> safety.rule(change) == SafetyRule.COMMENT)
            .map(ChangeText::kind)
            .toList());
  }

  @Test
  void everyRuleHasATestOfItsName() {
    List<String> tests = Stream.of(Rules.class.getDeclaredMethods()).map(Method::getName).toList();
    for (SafetyRule rule : SafetyRule.values()) {
      assertTrue(
          tests.stream().anyMatch(test -> test.equalsIgnoreCase(rule.name().replace("_", ""))),
          rule::code);
    }
  }

  @Nested
  class Rules {

    private void assertRecorded(MigrationPlan plan, SafetyRule rule) {
      assertAllowed(plan);
      assertEquals(List.of(rule), plan.recorded().stream().map(RecordedChange::rule).toList());
    }

    private SpecSet json(Part... members) {
      List<Part> parts = new ArrayList<>();
      parts.add(new Part("$", "object", false, List.of(), List.of()));
      parts.addAll(List.of(members));
      LogicalType type = new LogicalType.Json(false, "Box", new JsonShape(parts));
      return video(ID, new ColumnSpec("box", type, true, null));
    }

    private Part member(String path, boolean required, String... aliases) {
      return new Part(path, "int32", required, List.of(), List.of(aliases));
    }

    @Test
    void addConstant() {
      SpecSet before = video(ID, constants("c?", "SAD"));
      SpecSet after = video(ID, constants("c?", "GLAD", "SAD"));
      for (MigrationDatabase db : MigrationDatabase.values()) {
        assertRecorded(
            plan(db, before.withIndex(), after.withIndex(), PlanOptions.NONE),
            SafetyRule.ADD_CONSTANT);
      }
    }

    @Test
    void dropConstant() {
      SpecSet before = video(ID, constants("c?", "GLAD", "SAD"));
      SpecSet after = video(ID, constants("c?", "SAD"));
      assertRefused(
          plan(H2, before, after, PlanOptions.NONE),
          "[drop-constant] video, column c: Cannot change the possible values of column c of video"
              + " (it no longer allows GLAD) without permission, because rows may hold the"
              + " constant, and reading such a row fails; allow drop-constant:video.c, or keep the"
              + " constant in the enum");
      for (MigrationDatabase db : MigrationDatabase.values()) {
        assertRecorded(
            plan(db, before, after, allow("drop-constant:video.c")), SafetyRule.DROP_CONSTANT);
      }
    }

    @Test
    void changeJson() {
      SpecSet before = json(member("$.left", true));
      SpecSet after = json(member("$.left", false), member("$.top", false));
      assertRecorded(plan(DUCKDB, before, after, PlanOptions.NONE), SafetyRule.CHANGE_JSON);
    }

    @Test
    void renameJsonKey() {
      SpecSet before = json(member("$.left", false));
      SpecSet after = json(member("$.start", false));
      assertRefused(
          plan(H2, before, after, PlanOptions.NONE),
          "[rename-json-key] video, column box: Cannot change the possible values of column box of"
              + " video ($.left is removed, or renamed to $.start; $.start is new) without"
              + " permission, because a key was removed and another of the same type is new: if it"
              + " was renamed, its value in rows of older versions is no longer read; allow"
              + " rename-json-key:video.box, or declare @JsonAlias with the old key on the"
              + " component");
      assertRecorded(plan(H2, before, after, allow("rename-json-key")), SafetyRule.RENAME_JSON_KEY);
      MigrationPlan declared =
          plan(H2, before, json(member("$.start", false, "left")), PlanOptions.NONE);
      assertAllowed(declared);
      assertEquals(List.of(), declared.recorded());
    }

    @Test
    void narrowJson() {
      SpecSet before = json(member("$.left", true));
      SpecSet after = json(member("$.left", true), member("$.top", true));
      assertRefused(
          plan(H2, before, after, PlanOptions.NONE),
          "[narrow-json] video, column box: Cannot change the possible values of column box of"
              + " video ($.top is new, and must have a value) without permission, because reading a"
              + " row of an older version fails if it lacks a value that must exist now, or if its"
              + " value does not fit the new type; allow narrow-json:video.box, or make new"
              + " components nullable, and give components whose type changes a new name");
      assertRecorded(plan(H2, before, after, allow("narrow-json")), SafetyRule.NARROW_JSON);
    }

    @Test
    void createTable() {
      assertAllowed(
          plan(H2, SpecSet.of(), VIDEO.withIndex(), PlanOptions.NONE), SafetyRule.CREATE_TABLE);
    }

    @Test
    void dropTable() {
      PlanOptions options = new PlanOptions(Set.of(), Set.of("video"), false, false);
      assertAllowed(plan(H2, VIDEO, SpecSet.of(), options), SafetyRule.DROP_TABLE);
      SchemaDiff diff =
          Differ.diff(SchemaState.EMPTY, VIDEO.on(H2), Renames.NONE, SafetyRule.drops(options));
      assertRefused(
          Planner.plan(diff, VIDEO.on(H2), H2, allow("drop-table")),
          "[drop-table] video: Cannot drop table video without permission, because all samples of"
              + " the feature are lost, with their history; name the feature in metaxy.drop");
    }

    @Test
    void renameTable() {
      SchemaState clip = SpecSet.of(feature("clip", ID, PATH)).on(H2);
      Renames renames = new Renames(Map.of("clip", "video"), Map.of());
      assertAllowed(
          plan(H2, VIDEO.on(H2), clip, renames, PlanOptions.NONE),
          SafetyRule.RENAME_TABLE,
          SafetyRule.COMMENT);
    }

    @Test
    void addColumn() {
      assertAllowed(plan(H2, video(ID), VIDEO, PlanOptions.NONE), SafetyRule.ADD_COLUMN);
    }

    @Test
    void addStructKeys() {
      SpecSet more = SpecSet.of(feature("video", ID, PATH).withFields("default", "audio"));
      assertAllowed(plan(DUCKDB, VIDEO, more, PlanOptions.NONE), SafetyRule.ADD_STRUCT_KEYS);
    }

    @Test
    void addMembers() {
      JsonForm before = new JsonForm.Members(Map.of("left", new JsonForm.Value(INT)));
      Map<String, JsonForm> both = new TreeMap<>(Map.of("left", new JsonForm.Value(INT)));
      both.put("top", new JsonForm.Entries(new JsonForm.Value(INT)));
      assertAllowed(
          plan(
              DUCKDB,
              video(ID, formed(before)),
              video(ID, formed(new JsonForm.Members(both))),
              PlanOptions.NONE),
          SafetyRule.ADD_MEMBERS);
    }

    private static final LogicalType INT = LogicalType.of(ColumnType.INT32);

    private ColumnSpec formed(JsonForm form) {
      return new ColumnSpec("box", new LogicalType.Json(false, "Box", null, form), true, null);
    }

    @Test
    void dropColumn() {
      assertRefused(
          plan(H2, VIDEO, video(ID), PlanOptions.NONE),
          "[drop-column] video, column path: Cannot drop column path from video without"
              + " permission, because"
              + " the values of all versions are lost; allow drop-column:video.path, or keep the"
              + " column in the spec");
      for (String code : List.of("drop-column", "drop-column:video", "drop-column:video.path")) {
        assertAllowed(plan(H2, VIDEO, video(ID), allow(code)), SafetyRule.DROP_COLUMN);
      }
      for (String code : List.of("drop-column:clip", "drop-column:video.id", "narrow-type")) {
        assertEquals(1, plan(H2, VIDEO, video(ID), allow(code)).refused().size());
      }
    }

    @Test
    void renameColumn() {
      Renames renames = new Renames(Map.of(), Map.of("video", Map.of("file", "path")));
      assertAllowed(
          plan(H2, VIDEO.on(H2), video(ID, text("file?")).on(H2), renames, PlanOptions.NONE),
          SafetyRule.RENAME_COLUMN);
    }

    @Test
    void usedByOthers() throws Exception {
      Renames renames = new Renames(Map.of(), Map.of("video", Map.of("file", "path")));
      SchemaState before = VIDEO.on(H2);
      SchemaDiff diff = Differ.diff(video(ID, text("file?")).on(H2), before, renames, Set.of());
      try (MigratedDatabase database = new MigratedDatabase(H2)) {
        database.execute("create table \"video\" (\"path\" varchar)");
        database.execute("create view \"v\" as select \"path\" from \"video\"");
        Dependents view = Dependents.read(database.connection(), H2, "");

        assertRefused(
            Planner.plan(diff, before, H2, PlanOptions.NONE, view),
            "[used-by-others] video, column file: Cannot rename column path of video to file"
                + " without permission, because the database refuses it, or it breaks what uses the"
                + " table: view v; allow used-by-others:video.file, or drop the objects in a script"
                + " of your own that runs earlier, and create them again in one that runs later");
        assertAllowed(
            Planner.plan(diff, before, H2, allow("used-by-others"), view),
            SafetyRule.USED_BY_OTHERS);
      }
    }

    @Test
    void widenType() {
      SpecSet ten = video(ID, text("c?", 10));
      SpecSet twenty = video(ID, text("c?", 20));
      assertAllowed(plan(POSTGRESQL, ten, twenty, PlanOptions.NONE), SafetyRule.WIDEN_TYPE);
      assertAllowed(plan(H2, ten, video(ID, text("c?")), PlanOptions.NONE), SafetyRule.WIDEN_TYPE);
      assertAllowed(
          plan(
              POSTGRESQL,
              video(ID, decimal("c?", 10, 2)),
              video(ID, decimal("c?", 12, 2)),
              PlanOptions.NONE),
          SafetyRule.WIDEN_TYPE);
    }

    @Test
    void rewriteTable() {
      SpecSet narrow = video(ID, column("c?", ColumnType.INT32));
      SpecSet wide = video(ID, column("c?", ColumnType.INT64));
      assertRefused(
          plan(POSTGRESQL, narrow, wide, PlanOptions.NONE),
          "[rewrite-table] video, column c: Cannot change the type of column c of video from"
              + " int32 to int64 without permission, because every row is rewritten while nobody"
              + " can use the table, which takes a long time and room for a copy if it is large;"
              + " allow"
              + " rewrite-table:video.c, or schedule it off-peak");
      for (MigrationDatabase db : MigrationDatabase.values()) {
        assertAllowed(
            plan(db, narrow, wide, allow("rewrite-table:video.c")), SafetyRule.REWRITE_TABLE);
      }
      assertAllowed(
          plan(MARIADB, video(ID, text("c?", 10)), video(ID, text("c?")), allow("rewrite-table")),
          SafetyRule.REWRITE_TABLE);
      assertEquals(SafetyRule.WIDEN_TYPE, textsOnMariaDb(10, 63));
      assertEquals(SafetyRule.REWRITE_TABLE, textsOnMariaDb(10, 64));
      assertEquals(SafetyRule.WIDEN_TYPE, textsOnMariaDb(64, 200));
    }

    private SafetyRule textsOnMariaDb(int from, int to) {
      return TypeChange.rule(Scalar.text(from), Scalar.text(to), Databases.of(MARIADB));
    }

    @Test
    void rewriteTableForAKeyThatDuckDbCannotDrop() {
      assertAllowed(
          plan(DUCKDB, VIDEO.withPrimaryKey(), VIDEO, allow("rewrite-table")),
          SafetyRule.REWRITE_TABLE);
      assertEquals(
          1, plan(DUCKDB, VIDEO.withPrimaryKey(), VIDEO, PlanOptions.NONE).refused().size());
    }

    @Test
    void narrowType() {
      SpecSet wide = video(ID, column("c?", ColumnType.INT64));
      SpecSet narrow = video(ID, column("c?", ColumnType.INT32));
      assertRefused(
          plan(H2, wide, narrow, PlanOptions.NONE),
          "[narrow-type] video, column c: Cannot change the type of column c of video from int64 to"
              + " int32 without permission, because it fails when a value does not fit, and every"
              + " row is"
              + " checked while nobody can use the table; allow narrow-type:video.c, or check for"
              + " values that are too large first");
      assertAllowed(plan(H2, wide, narrow, allow("narrow-type")), SafetyRule.NARROW_TYPE);
      assertAllowed(
          plan(H2, video(ID, text("c?")), video(ID, text("c?", 9)), allow("narrow-type")),
          SafetyRule.NARROW_TYPE);
    }

    @Test
    void fixElements() {
      SpecSet loose = video(ID, list("c?", ColumnType.FLOAT32));
      SpecSet fixed = video(ID, list("c?", ColumnType.FLOAT32, 3));
      assertRefused(
          plan(DUCKDB, loose, fixed, PlanOptions.NONE),
          "[fix-elements] video, column c: Cannot change the type of column c of video from float32[]"
              + " to float32[3] without permission, because it fails when a row has a list of"
              + " another length, and every row is checked; where the column is JSON, no row is"
              + " checked, and such lists are read unchanged; allow fix-elements:video.c, or add a column of the new type under"
              + " another name");
      assertAllowed(plan(DUCKDB, loose, fixed, allow("fix-elements")), SafetyRule.FIX_ELEMENTS);
      assertAllowed(plan(DUCKDB, fixed, loose, allow("rewrite-table")), SafetyRule.REWRITE_TABLE);
    }

    @Test
    void roundValues() {
      SpecSet exact = video(ID, column("c?", ColumnType.FLOAT64));
      SpecSet rounded = video(ID, column("c?", ColumnType.FLOAT32));
      assertRefused(
          plan(H2, exact, rounded, allow("narrow-type")),
          "[round-values] video, column c: Cannot change the type of column c of video from"
              + " float64 to"
              + " float32 without permission, because values are rounded to what the new type"
              + " holds; allow round-values:video.c, or add a column of the new type under"
              + " another name, and keep the old one");
      assertAllowed(plan(H2, exact, rounded, allow("round-values")), SafetyRule.ROUND_VALUES);
    }

    @Test
    void convertType() {
      SpecSet before = video(ID, column("c?", ColumnType.JSON));
      SpecSet after = video(ID, column("c?", ColumnType.UUID));
      MigrationPlan plan = plan(H2, before, after, allow("convert-type", "convert-type:video.c"));
      assertRefused(
          plan,
          "[convert-type] video, column c: Cannot change the type of column c of video from json to"
              + " uuid, because no conversion works for every value on every database; add a"
              + " column of the new type under another name, fill it by recomputing the feature,"
              + " and drop the old one in a later migration");
      assertEquals(List.of(), plan.scripts());
    }

    @Test
    void dropNotNull() {
      assertAllowed(
          plan(H2, video(ID, text("path")), VIDEO, PlanOptions.NONE), SafetyRule.DROP_NOT_NULL);
    }

    @Test
    void setNotNull() {
      SpecSet strict = video(ID, text("path"));
      assertAllowed(plan(H2, VIDEO, strict, PlanOptions.NONE));
      assertRefused(
          plan(H2, VIDEO, strict, HARDEN),
          "[set-not-null] video, column path: Cannot forbid nulls in column path of video without"
              + " permission, because it fails when a row has no value, which may be the case"
              + " for rows of older feature versions; allow set-not-null:video.path, or give"
              + " those rows a"
              + " value first");
    }

    @Test
    void comment() {
      assertAllowed(
          plan(H2, VIDEO, video(ID, commented(PATH, "Where")), PlanOptions.NONE),
          SafetyRule.COMMENT);
    }

    @Test
    void addPrimaryKey() {
      assertRefused(
          plan(H2, VIDEO, VIDEO.withPrimaryKey(), PlanOptions.NONE),
          "[add-primary-key] video: Cannot add the primary key to video without permission,"
              + " because it fails when two rows have the same key, or when a part of a key is"
              + " null; allow add-primary-key:video, or check for such rows first");
      assertAllowed(
          plan(H2, VIDEO, VIDEO.withPrimaryKey(), allow("add-primary-key")),
          SafetyRule.ADD_PRIMARY_KEY);
    }

    @Test
    void addPrimaryKeyOnColumnsThatMayBeNull() {
      SpecSet before = video(ID, text("part?"));
      SpecSet after = SpecSet.of(feature("video", ID, text("part")).withIds("id", "part"));
      assertEquals(1, plan(H2, before, after.withPrimaryKey(), PlanOptions.NONE).refused().size());
      assertAllowed(
          plan(H2, before, after.withPrimaryKey(), allow("add-primary-key:video")),
          SafetyRule.ADD_PRIMARY_KEY);
    }

    @Test
    void newKeyColumn() {
      SpecSet before = video(ID).withPrimaryKey();
      SpecSet after =
          SpecSet.of(feature("video", ID, text("part")).withIds("id", "part")).withPrimaryKey();
      assertRefused(
          plan(H2, before, after, allow("add-primary-key")),
          "[new-key-column] video: Cannot add the primary key to video without permission,"
              + " because it"
              + " fails unless the table is empty: existing rows have no value in the new column"
              + " of the primary key; allow new-key-column:video, or give the feature another"
              + " key, and thus a new table");
      assertAllowed(
          plan(H2, before, after, allow("new-key-column")),
          SafetyRule.DROP_PRIMARY_KEY,
          SafetyRule.ADD_COLUMN,
          SafetyRule.NEW_KEY_COLUMN);
    }

    @Test
    void dropPrimaryKey() {
      assertAllowed(
          plan(H2, VIDEO.withPrimaryKey(), VIDEO, PlanOptions.NONE), SafetyRule.DROP_PRIMARY_KEY);
      assertAllowed(
          plan(MARIADB, VIDEO.withPrimaryKey(), VIDEO, allow("rewrite-table")),
          SafetyRule.REWRITE_TABLE);
    }

    @Test
    void renameKey() {
      SpecSet films = SpecSet.of(feature("video", ID, PATH).in("films"));
      assertAllowed(
          plan(H2, VIDEO.withIndex(), films.withIndex(), PlanOptions.NONE),
          SafetyRule.RENAME_TABLE,
          SafetyRule.RENAME_KEY);
    }

    @Test
    void createIndex() {
      for (MigrationDatabase db : MigrationDatabase.values()) {
        assertAllowed(
            plan(db, VIDEO, VIDEO.withIndex(), PlanOptions.NONE), SafetyRule.CREATE_INDEX);
      }
    }

    @Test
    void createUniqueIndex() {
      ColumnSpec shot = text("shot", 20);
      SpecSet before = video(ID, text("path", 20), shot);
      SpecSet after =
          SpecSet.of(feature("video", ID, text("path", 20), shot).indexed(unique("path", "shot")));
      PlanOptions allowed =
          new PlanOptions(Set.of("create-unique-index:video"), Set.of(), false, false);
      for (MigrationDatabase db : MigrationDatabase.values()) {
        String quoted = "\"metaxy_feature_version\", \"path\", \"shot\", \"metaxy_updated_at\"";
        String problem =
            "[create-unique-index] video: Cannot create unique index video_path_shot_metaxy_idx on video"
                + " without permission, because it fails when two rows of a feature version have"
                + " equal values in the columns and were written at the same time; allow"
                + " create-unique-index:video, or check for such rows first: select "
                + quoted
                + ", count(*) from \"video\" where \"path\" is not null and \"shot\" is not null"
                + " group by "
                + quoted
                + " having count(*) > 1";
        assertRefused(
            plan(db, before, after, PlanOptions.NONE),
            db == MARIADB ? problem.replace('"', '`') : problem);
        assertAllowed(plan(db, before, after, allowed), SafetyRule.CREATE_UNIQUE_INDEX);
      }
    }

    /** The query is for the database before the changes. */
    @Test
    void createUniqueIndexOnARenamedColumnOfARenamedTable() throws Exception {
      SpecSet before = SpecSet.of(feature("video", ID, text("path", 20))).prefixed("p_");
      SpecSet after =
          SpecSet.of(feature("film", ID, text("file", 20)).indexed(unique("file"))).prefixed("p_");
      Renames renames =
          new Renames(Map.of("film", "video"), Map.of("film", Map.of("file", "path")));
      String quoted = "\"metaxy_feature_version\", \"path\", \"metaxy_updated_at\"";
      String query =
          "select "
              + quoted
              + ", count(*) from \"p_video\" where \"path\" is not null group by "
              + quoted
              + " having count(*) > 1";
      for (MigrationDatabase db : MigrationDatabase.values()) {
        MigrationPlan plan =
            plan(db, before.on(db), after.on(db), renames, PlanOptions.NONE.prefixed("p_"));
        assertRefused(
            plan,
            "[create-unique-index] film: Cannot create unique index film_file_metaxy_idx on film"
                + " without permission, because it fails when two rows of a feature version have"
                + " equal values in the columns and were written at the same time; allow"
                + " create-unique-index:film, or check for such rows first: "
                + (db == MARIADB ? query.replace('"', '`') : query));
      }
      try (MigratedDatabase database = new MigratedDatabase(H2)) {
        database.execute("create table \"p_video\" (" + quoted.replace(",", " varchar,") + " int)");
        database.execute(query);
      }
    }

    @Test
    void createUniqueIndexOnANewColumnThatIsNullInEveryRow() {
      SpecSet after =
          SpecSet.of(feature("video", ID, text("path?"), text("take", 20)).indexed(unique("take")));
      for (MigrationDatabase db : MigrationDatabase.values()) {
        assertAllowed(
            plan(db, VIDEO, after, PlanOptions.NONE),
            SafetyRule.ADD_COLUMN,
            SafetyRule.CREATE_INDEX);
      }
    }

    @Test
    void dropIndex() {
      assertAllowed(plan(H2, VIDEO.withIndex(), VIDEO, PlanOptions.NONE), SafetyRule.DROP_INDEX);
    }

    @Test
    void rebuildIndex() {
      SpecSet strict = video(ID, text("path"));
      assertAllowed(
          plan(DUCKDB, strict.withIndex(), VIDEO.withIndex(), PlanOptions.NONE),
          SafetyRule.REBUILD_INDEX,
          SafetyRule.DROP_NOT_NULL);
    }

    @Test
    void requireFromNow() {
      PlanOptions options = new PlanOptions(Set.of(), Set.of(), false, true);
      SpecSet strict = video(ID, text("path"));
      assertAllowed(
          plan(POSTGRESQL, video(ID), strict, options),
          SafetyRule.ADD_COLUMN,
          SafetyRule.REQUIRE_FROM_NOW);
      assertAllowed(plan(POSTGRESQL, video(ID), VIDEO, options), SafetyRule.ADD_COLUMN);
      assertAllowed(plan(H2, video(ID), strict, options), SafetyRule.ADD_COLUMN);
    }

    @Test
    void upgradeColumn() {
      SchemaState after = VIDEO.on(H2);
      TableState table = after.tables().get(0);
      Change drop =
          new Change.DropColumn(table, table.column("metaxy_materialization_id").orElseThrow());
      MigrationPlan plan =
          plan(H2, AppliedState.of(after, List.of(drop)), after, Renames.NONE, PlanOptions.NONE);
      assertAllowed(plan, SafetyRule.UPGRADE_COLUMN);
      assertEquals("upgrade", plan.scripts().get(0).verb());
    }

    @Test
    void upgradeType() {
      SchemaState after = VIDEO.on(H2);
      SchemaState before = with(after, "metaxy_provenance", c -> c.typed(Scalar.text(8)));
      assertRefused(
          plan(H2, before, after, Renames.NONE, PlanOptions.NONE),
          "[upgrade-type] video, column metaxy_provenance: Cannot change the type of column"
              + " metaxy_provenance of video from string(8) to string without permission, because"
              + " a newer version of the library stores a system column differently, so every"
              + " row is rewritten; allow upgrade-type:video.metaxy_provenance, or schedule it"
              + " off-peak");
      MigrationPlan plan = plan(H2, before, after, Renames.NONE, allow("upgrade-type"));
      assertAllowed(plan, SafetyRule.UPGRADE_TYPE);
      assertEquals("upgrade", plan.scripts().get(0).verb());
    }
  }

  @Nested
  class Scripts {

    @Test
    void ofPostgresqlBuildAnIndexAlone() {
      assertEquals(
          """
          index alone
            create index concurrently "video_metaxy_idx" on "video" ("metaxy_feature_version", "id", "metaxy_updated_at")
          """,
          written(plan(POSTGRESQL, VIDEO, VIDEO.withIndex(), PlanOptions.NONE)));
    }

    @Test
    void ofPostgresqlBuildAKeyInSteps() {
      SpecSet before = video(ID, text("part?"));
      SpecSet after = SpecSet.of(feature("video", ID, text("part")).withIds("id", "part"));
      assertEquals(
          """
          key
            alter table "video" add constraint "part_metaxy_ck" check ("part" is not null) not valid
          validate
            alter table "video" validate constraint "part_metaxy_ck"
          key alone
            create unique index concurrently "video_metaxy_px" on "video" ("metaxy_feature_version", "id", "part", "metaxy_updated_at")
          key
            alter table "video" alter column "part" set not null
            alter table "video" drop constraint "part_metaxy_ck"
            alter table "video" add constraint "video_metaxy_pk" primary key using index "video_metaxy_px"
          """,
          written(plan(POSTGRESQL, before, after.withPrimaryKey(), allow("add-primary-key"))));
    }

    @Test
    void ofPostgresqlReplaceAKeyWithoutAGap() {
      SpecSet before = SpecSet.of(feature("video", ID, text("part")).withIds("id", "part"));
      SpecSet after = SpecSet.of(feature("video", ID, text("part?"), text("codec?")));
      assertEquals(
          """
          alter
            alter table "video" add column "codec" varchar
          key alone
            create unique index concurrently "video_metaxy_px" on "video" ("metaxy_feature_version", "id", "metaxy_updated_at")
          alter
            alter table "video" drop constraint "video_metaxy_pk"
            alter table "video" alter column "part" drop not null
            alter table "video" add constraint "video_metaxy_pk" primary key using index "video_metaxy_px"
          """,
          written(
              plan(
                  POSTGRESQL,
                  before.withPrimaryKey(),
                  after.withPrimaryKey(),
                  allow("add-primary-key"))));
    }

    @Test
    void ofPostgresqlCheckTheRowsBeforeTheyForbidNulls() {
      PlanOptions options = new PlanOptions(Set.of("set-not-null"), Set.of(), true, false);
      assertEquals(
          """
          alter
            alter table "video" add constraint "path_metaxy_ck" check ("path" is not null) not valid
          validate
            alter table "video" validate constraint "path_metaxy_ck"
          alter
            alter table "video" alter column "path" set not null
            alter table "video" drop constraint "path_metaxy_ck"
          """,
          written(plan(POSTGRESQL, VIDEO, video(ID, text("path")), options)));
    }

    @Test
    void ofPostgresqlRequireAValueFromNow() {
      PlanOptions options = new PlanOptions(Set.of(), Set.of(), false, true);
      assertEquals(
          """
          alter
            alter table "video" add column "path" varchar
            alter table "video" add constraint "path_metaxy_required" check ("path" is not null or "metaxy_deleted_at" is not null) not valid
          """,
          written(plan(POSTGRESQL, video(ID), video(ID, text("path")), options)));
    }

    @Test
    void ofDuckDbMakeIndexesAnew() {
      SpecSet before = video(ID, text("path"));
      assertEquals(
          """
          alter
            drop index "video_metaxy_idx"
            set variable metaxy_checked = (
            select case when count(*) > 0 then error('Cannot alter table video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
            from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = 'video'
          )
            alter table "video" alter column "path" drop not null
            create index "video_metaxy_idx" on "video" ("metaxy_feature_version", "id", "metaxy_updated_at")
          """,
          written(plan(DUCKDB, before.withIndex(), VIDEO.withIndex(), PlanOptions.NONE)));
    }

    @Test
    void ofDuckDbDropIndexesInATransactionOfTheirOwnBeforeAColumnGoes() {
      assertEquals(
          """
          alter
            drop index "video_metaxy_idx"
          alter
            set variable metaxy_checked = (
            select case when count(*) > 0 then error('Cannot alter table video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
            from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = 'video'
          )
            alter table "video" drop column "path"
            create index "video_metaxy_idx" on "video" ("metaxy_feature_version", "id", "metaxy_updated_at")
          """,
          written(plan(DUCKDB, VIDEO.withIndex(), video(ID).withIndex(), allow("drop-column"))));
    }

    @Test
    void haveTheirStatementsInOneOrder() {
      SpecSet before =
          video(ID, PATH, text("codec"), text("c?", 10), column("n?", ColumnType.INT32));
      SpecSet after =
          video(
              ID,
              text("file?"),
              text("codec?"),
              commented(text("c?", 20), "Why"),
              column("at?", ColumnType.INSTANT));
      Renames renames = new Renames(Map.of(), Map.of("video", Map.of("file", "path")));
      assertEquals(
          """
          alter
            alter table "video" alter column "path" rename to "file"
            drop index if exists "video_metaxy_idx"
            alter table "video" add column "at" timestamp(6) with time zone
            alter table "video" alter column "c" set data type varchar(20)
            alter table "video" alter column "codec" drop not null
            comment on column "video"."c" is 'Why'
            alter table "video" add constraint "video_metaxy_pk" primary key ("metaxy_feature_version", "id", "metaxy_updated_at")
            alter table "video" drop column "n"
          """,
          written(
              plan(
                  H2,
                  before.withIndex().on(H2),
                  after.withPrimaryKey().on(H2),
                  renames,
                  allow("drop-column", "add-primary-key"))));
    }

    @Test
    void areOneForEachTable() {
      SpecSet after = SpecSet.of(feature("a", ID), feature("video", ID, PATH, text("codec?")));
      PlanOptions options = new PlanOptions(Set.of(), Set.of("z"), false, false);
      SpecSet before = SpecSet.of(feature("video", ID, PATH), feature("z", ID, text("q")));
      assertEquals(
          List.of("create a", "alter video", "drop z"),
          plan(H2, before, after, options).scripts().stream()
              .map(s -> s.verb() + " " + s.table())
              .toList());
    }
  }

  @Nested
  class Hardening {

    @Test
    void leavesColumnsAloneThatAreBeingAdded() {
      assertAllowed(plan(H2, video(ID), video(ID, text("path")), HARDEN), SafetyRule.ADD_COLUMN);
    }
  }
}
