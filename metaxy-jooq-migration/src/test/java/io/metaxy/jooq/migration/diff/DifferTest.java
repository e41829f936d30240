package io.metaxy.jooq.migration.diff;

import static io.metaxy.jooq.migration.MigrationDatabase.DUCKDB;
import static io.metaxy.jooq.migration.MigrationDatabase.H2;
import static io.metaxy.jooq.migration.MigrationDatabase.MARIADB;
import static io.metaxy.jooq.migration.MigrationDatabase.POSTGRESQL;
import static io.metaxy.jooq.migration.fixture.SpecSet.column;
import static io.metaxy.jooq.migration.fixture.SpecSet.commented;
import static io.metaxy.jooq.migration.fixture.SpecSet.constants;
import static io.metaxy.jooq.migration.fixture.SpecSet.decimal;
import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.index;
import static io.metaxy.jooq.migration.fixture.SpecSet.named;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.change.AppliedState;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Form;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What counts as a difference, what does not, and what blocks: one pair of specs each. */
class DifferTest {

  private static final ColumnSpec ID = text("id");
  private static final ColumnSpec PATH = text("path?");
  private static final SpecSet VIDEO = SpecSet.of(feature("video", ID, PATH));

  private static SchemaDiff diff(SpecSet before, SpecSet after) {
    return diff(after.on(H2), before.on(H2), Renames.NONE);
  }

  /** Compares, and checks that no difference is left once the changes are made. */
  private static SchemaDiff diff(
      SchemaState desired, SchemaState current, Renames renames, String... drops) {
    SchemaDiff diff = Differ.diff(desired, current, renames, Set.of(drops));
    SchemaState after = AppliedState.of(current, diff.changes());
    assertEquals(
        List.of(), Differ.diff(desired, after, renames, Set.of(drops)).changes(), "after it");
    return diff;
  }

  private static void assertChanges(SchemaDiff diff, String... changes) {
    assertEquals(List.of(), diff.problems());
    assertEquals(List.of(changes), texts(diff.changes()));
  }

  private static List<String> texts(List<Change> changes) {
    return changes.stream().map(ChangeText::of).toList();
  }

  private static void assertProblem(SchemaDiff diff, String problem) {
    assertEquals(List.of(problem), diff.problems().stream().map(Problem::toString).toList());
  }

  private static Renames renamed(String feature, String... toFrom) {
    Map<String, String> names = new TreeMap<>();
    for (int i = 0; i < toFrom.length; i += 2) {
      names.put(toFrom[i], toFrom[i + 1]);
    }
    return new Renames(Map.of(), Map.of(feature, names));
  }

  private static Renames renamedFeature(String to, String from) {
    return new Renames(Map.of(to, from), Map.of());
  }

  /** The tables with every column changed. */
  private static SchemaState with(SchemaState state, UnaryOperator<ColumnState> change) {
    return new SchemaState(
        state.tables().stream()
            .map(t -> columns(t, t.columns().stream().map(change).toList()))
            .toList());
  }

  private static TableState columns(TableState table, List<ColumnState> columns) {
    return new TableState(
        table.feature(),
        table.name(),
        table.comment(),
        columns,
        table.idColumns(),
        table.primaryKey(),
        table.indexes());
  }

  /** A table as the peer creates it: all columns nullable, no key, no comment, another order. */
  private static SchemaState madeByPeer(SchemaState state) {
    return new SchemaState(
        state.tables().stream()
            .map(
                t -> {
                  List<ColumnState> columns = new ArrayList<>();
                  t.columns().forEach(c -> columns.add(c.nullable(true).commented(null)));
                  Collections.reverse(columns);
                  return new TableState(
                      t.feature(), t.name(), null, columns, t.idColumns(), null, List.of());
                })
            .toList());
  }

  @Nested
  class Tables {

    @Test
    void ofANewFeatureAreCreated() {
      assertChanges(diff(SpecSet.of(), VIDEO), "create table video");
    }

    @Test
    void ofTheSameSpecsAreNoDifference() {
      SchemaDiff diff =
          diff(VIDEO.withPrimaryKey().withIndex(), VIDEO.withPrimaryKey().withIndex());
      assertTrue(diff.isEmpty());
      assertEquals(List.of(), diff.offers());
    }

    @Test
    void ofAFeatureThatLeftTheSpecsAreOrphans() {
      SchemaDiff diff = diff(VIDEO, SpecSet.of());
      assertChanges(diff);
      assertEquals(VIDEO.on(H2).tables(), diff.orphans());
    }

    @Test
    void areDroppedWhenTheirFeatureIsNamed() {
      SchemaDiff diff = diff(SpecSet.of().on(H2), VIDEO.on(H2), Renames.NONE, "video");
      assertChanges(diff, "drop table video");
      assertEquals(List.of(), diff.orphans());
    }

    @Test
    void areRenamedWithTheirFeatureWhenThatIsDeclared() {
      SpecSet clip = SpecSet.of(feature("clip", ID, PATH)).withPrimaryKey().withIndex();
      SchemaState before = VIDEO.withPrimaryKey().withIndex().on(H2);
      assertChanges(
          diff(clip.on(H2), before, renamedFeature("clip", "video")),
          "rename table video to clip",
          "rename index video_metaxy_idx of clip",
          "rename the primary key of clip",
          "change the comment on table clip");
    }

    @Test
    void areRenamedWhenTheirSpecNamesThemOtherwise() {
      assertChanges(
          diff(VIDEO, SpecSet.of(feature("video", ID, PATH).in("films"))),
          "rename table video to films");
    }

    @Test
    void areRenamedWhenNamesGetAPrefix() {
      SchemaDiff diff = diff(VIDEO, VIDEO.prefixed("mx_"));
      assertChanges(diff, "rename table video to video");
      assertEquals("${metaxyTablePrefix}video", diff.changes().get(0).table().name());
    }

    @Test
    void giveTheirNamesToOthersOneAfterTheOther() {
      SpecSet before = SpecSet.of(feature("a", ID).in("one"), feature("b", ID).in("two"));
      SpecSet after = SpecSet.of(feature("a", ID).in("two"), feature("b", ID).in("three"));
      assertChanges(diff(before, after), "rename table two to three", "rename table one to two");
    }

    @Test
    void areDroppedBeforeAnotherGetsTheirName() {
      SchemaState before = SpecSet.of(feature("video", ID, PATH).in("films")).on(H2);
      SchemaState after = SpecSet.of(feature("clip", ID, text("file")).in("films")).on(H2);
      assertChanges(
          diff(after, before, Renames.NONE, "video"), "drop table films", "create table films");
    }

    @Test
    void doNotGetANameThatAnotherKeeps() {
      SchemaState before = SpecSet.of(feature("video", ID, PATH).in("films")).on(H2);
      SchemaState after = SpecSet.of(feature("clip", ID, text("file")).in("films")).on(H2);
      assertProblem(
          Differ.diff(after, before, Renames.NONE, Set.of()),
          "[table-name-taken] clip: Cannot give feature clip the table films, because it belongs"
              + " to feature video; declare @RenamedFrom(\"video\") on the new feature, name video"
              + " in metaxy.drop, or choose another table with .table(\"...\")");
    }

    @Test
    void haveComments() {
      assertChanges(
          diff(VIDEO, SpecSet.of(feature("video", ID, PATH).described("Raw."))),
          "change the comment on table video");
    }
  }

  @Nested
  class Columns {

    @Test
    void thatAreNewMayBeNullForTheRowsThatThereAre() {
      SchemaDiff diff = diff(VIDEO, SpecSet.of(feature("video", ID, PATH, text("codec"))));
      assertChanges(diff, "add column codec to video");
      assertTrue(((Change.AddColumn) diff.changes().get(0)).column().nullable());
      assertEquals(List.of("forbid nulls in column codec of video"), texts(diff.offers()));
    }

    @Test
    void thatLeftTheSpecAreDropped() {
      assertChanges(diff(VIDEO, SpecSet.of(feature("video", ID))), "drop column path from video");
    }

    @Test
    void areInAnyOrder() {
      SpecSet.Feature before = feature("video", ID, PATH, text("codec"));
      SpecSet.Feature after = feature("video", ID, text("codec"), PATH);
      assertChanges(diff(SpecSet.of(before), SpecSet.of(after)));
    }

    @Test
    void areRenamedWhenThatIsDeclared() {
      SpecSet file = SpecSet.of(feature("video", ID, text("file?")));
      assertChanges(
          diff(file.on(H2), VIDEO.on(H2), renamed("video", "file", "path")),
          "rename column path of video to file");
    }

    @Test
    void areRenamedInKeysAndIndexesToo() {
      SpecSet renamed = SpecSet.of(feature("video", text("video_id"), PATH));
      assertChanges(
          diff(
              renamed.withPrimaryKey().withIndex().on(H2),
              VIDEO.withPrimaryKey().withIndex().on(H2),
              renamed("video", "video_id", "id")),
          "rename column id of video to video_id");
    }

    @Test
    void areRenamedAndThenChanged() {
      SpecSet before = SpecSet.of(feature("video", ID, column("n?", ColumnType.INT32)));
      SpecSet after = SpecSet.of(feature("video", ID, column("frames?", ColumnType.INT64)));
      assertChanges(
          diff(after.on(H2), before.on(H2), renamed("video", "frames", "n")),
          "rename column n of video to frames",
          "change the type of column frames of video from int32 to int64");
    }

    @Test
    void makeRoomForEachOther() {
      SpecSet before = SpecSet.of(feature("video", ID, text("a?"), text("b?")));
      SpecSet after = SpecSet.of(feature("video", ID, text("b?"), text("c?")));
      assertChanges(
          diff(after.on(H2), before.on(H2), renamed("video", "b", "a", "c", "b")),
          "rename column b of video to c",
          "rename column a of video to b");
    }

    @Test
    void thatWereRenamedStayDeclared() {
      SpecSet file = SpecSet.of(feature("video", ID, text("file?")));
      assertChanges(diff(file.on(H2), file.on(H2), renamed("video", "file", "path")));
    }

    @Test
    void ofANewTableMayBeDeclaredToBeRenamed() {
      SchemaState desired = VIDEO.on(H2);
      assertChanges(
          diff(desired, SchemaState.EMPTY, renamed("video", "path", "file")), "create table video");
    }

    @Test
    void haveComments() {
      SpecSet after = SpecSet.of(feature("video", ID, commented(PATH, "Where it lies")));
      assertChanges(diff(VIDEO, after), "change the comment on column path of video");
      assertChanges(diff(after, VIDEO), "change the comment on column path of video");
    }

    @Test
    void mayBecomeNullable() {
      SpecSet strict = SpecSet.of(feature("video", ID, text("path")));
      assertChanges(diff(strict, VIDEO), "allow nulls in column path of video");
    }

    @Test
    void thatAreRequiredFromNowAreAnOfferOnly() {
      SpecSet strict = SpecSet.of(feature("video", ID, text("path")));
      SchemaDiff diff = diff(VIDEO, strict);
      assertChanges(diff);
      assertEquals(List.of("forbid nulls in column path of video"), texts(diff.offers()));
    }

    @Test
    void ofTheSystemThatAreMissingAreAdded() {
      SchemaState desired = VIDEO.on(H2);
      TableState table = desired.tables().get(0);
      List<ColumnState> columns =
          table.columns().stream()
              .filter(c -> !c.name().equals("metaxy_materialization_id"))
              .toList();
      assertChanges(
          diff(desired, new SchemaState(List.of(columns(table, columns))), Renames.NONE),
          "add column metaxy_materialization_id to video");
    }

    @Test
    void ofANewerLibraryStay() {
      SchemaState desired = VIDEO.on(H2);
      TableState table = desired.tables().get(0);
      List<ColumnState> columns = new ArrayList<>(table.columns());
      columns.add(new ColumnState("metaxy_later", Scalar.of(ColumnType.STRING), true, null, null));
      assertChanges(diff(desired, new SchemaState(List.of(columns(table, columns))), Renames.NONE));
    }
  }

  @Nested
  class Types {

    private void assertType(ColumnSpec before, ColumnSpec after, String change) {
      assertChanges(
          diff(SpecSet.of(feature("video", ID, before)), SpecSet.of(feature("video", ID, after))),
          "change the type of column c of video " + change);
    }

    @Test
    void haveALength() {
      assertType(text("c?", 10), text("c?", 20), "from string(10) to string(20)");
      assertType(text("c?", 10), text("c?"), "from string(10) to string");
    }

    @Test
    void haveAPrecisionAndAScale() {
      assertType(
          decimal("c?", 10, 2), decimal("c?", 12, 2), "from decimal(10, 2) to decimal(12, 2)");
      assertType(
          decimal("c?", 10, 2), decimal("c?", 10, 3), "from decimal(10, 2) to decimal(10, 3)");
    }

    @Test
    void areOthers() {
      assertType(column("c?", ColumnType.JSON), column("c?", ColumnType.UUID), "from json to uuid");
    }

    @Test
    void ofEnumsAreTexts() {
      SpecSet text = SpecSet.of(feature("video", ID, text("c")));
      SpecSet few = SpecSet.of(feature("video", ID, constants("c", "SAD")));
      SpecSet more = SpecSet.of(feature("video", ID, constants("c", "SAD", "GLAD")));
      assertChanges(
          diff(few, more), "change the possible values of column c of video (it also allows GLAD)");
      assertChanges(
          diff(more, few),
          "change the possible values of column c of video (it no longer allows GLAD)");
      assertChanges(diff(text, few));
      assertChanges(diff(few, text));
    }

    @Test
    void ofInstantsAreOne() {
      assertChanges(
          diff(
              SpecSet.of(feature("video", ID, column("c", ColumnType.INSTANT))),
              SpecSet.of(feature("video", ID, column("c", ColumnType.OFFSET_DATE_TIME)))));
    }

    @Test
    void ofADecimalWithoutDigitsAreThoseOfGeneratedCode() {
      assertChanges(
          diff(
              SpecSet.of(feature("video", ID, column("c", ColumnType.DECIMAL))),
              SpecSet.of(feature("video", ID, decimal("c", 38, 18)))));
    }

    @Test
    void areComparedAsTheDatabaseTellsThemApart() {
      SpecSet ten = SpecSet.of(feature("video", ID, text("c", 10)));
      SpecSet twenty = SpecSet.of(feature("video", ID, text("c", 20)));
      assertChanges(diff(twenty.on(DUCKDB), ten.on(DUCKDB), Renames.NONE));
      SpecSet bytes = SpecSet.of(feature("video", ID, column("c", ColumnType.INT8)));
      SpecSet shorts = SpecSet.of(feature("video", ID, column("c", ColumnType.INT16)));
      assertChanges(diff(shorts.on(POSTGRESQL), bytes.on(POSTGRESQL), Renames.NONE));
      SpecSet instant = SpecSet.of(feature("video", ID, column("c", ColumnType.INSTANT)));
      SpecSet clock = SpecSet.of(feature("video", ID, column("c", ColumnType.LOCAL_DATE_TIME)));
      assertChanges(diff(clock.on(MARIADB), instant.on(MARIADB), Renames.NONE));
    }

    @Test
    void ofTheSystemAreUpgradedWhenTheyAreNoneOfTheAccepted() {
      SchemaState desired = VIDEO.on(H2);
      SchemaState current =
          with(desired, c -> c.name().equals("metaxy_provenance") ? c.typed(Scalar.text(8)) : c);
      assertChanges(
          diff(desired, current, Renames.NONE),
          "change the type of column metaxy_provenance of video from string(8) to string");
    }

    @Test
    void ofTheSystemMayHoldAClockWithoutZoneAndTextsThatAreLongEnough() {
      SchemaState desired = VIDEO.on(H2);
      SchemaState current =
          with(
              desired,
              c ->
                  c.name().endsWith("_at")
                      ? c.typed(Scalar.of(ColumnType.LOCAL_DATE_TIME))
                      : c.name().startsWith("metaxy_") && c.type() instanceof Scalar
                          ? c.typed(Scalar.text(64))
                          : c);
      assertChanges(diff(desired, current, Renames.NONE));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void ofByFieldColumnsAreAccepted(Form form) {
      for (MigrationDatabase db : MigrationDatabase.values()) {
        SchemaState desired = VIDEO.on(db);
        List<String> keys = form == Form.STRUCT ? List.of("default") : List.of();
        SchemaState current =
            with(desired, c -> c.type() instanceof ByField ? c.typed(new ByField(form, keys)) : c);
        assertChanges(diff(desired, current, Renames.NONE));
      }
    }

    @Test
    void ofByFieldColumnsThatHoldNoHashesAreADifference() {
      SchemaState desired = VIDEO.on(H2);
      SchemaState current =
          with(desired, c -> c.type() instanceof ByField ? c.typed(new Foreign("blob")) : c);
      assertChanges(
          diff(desired, current, Renames.NONE),
          "change the type of column metaxy_provenance_by_field of video from blob to json",
          "change the type of column metaxy_data_version_by_field of video from blob to json");
    }
  }

  @Nested
  class Fields {

    private final SpecSet one = SpecSet.of(feature("video", ID).withFields("audio"));
    private final SpecSet two = SpecSet.of(feature("video", ID).withFields("audio", "frames"));

    @Test
    void thatAreNewAreKeysOfBothStructs() {
      assertChanges(
          diff(two.on(DUCKDB), one.on(DUCKDB), Renames.NONE),
          "add frames to column metaxy_provenance_by_field of video",
          "add frames to column metaxy_data_version_by_field of video");
    }

    @Test
    void thatLeftTheSpecKeepTheirKeys() {
      assertChanges(diff(one.on(DUCKDB), two.on(DUCKDB), Renames.NONE));
    }

    @Test
    void areNoDifferenceElsewhere() {
      for (MigrationDatabase db : List.of(H2, POSTGRESQL, MARIADB)) {
        assertChanges(diff(two.on(db), one.on(db), Renames.NONE));
      }
    }
  }

  @Nested
  class Keys {

    @Test
    void areAddedWhenSwitchedOn() {
      assertChanges(
          diff(VIDEO, VIDEO.withPrimaryKey().withIndex()),
          "add the primary key to video",
          "create index video_metaxy_idx on video");
    }

    @Test
    void areDroppedWhenSwitchedOff() {
      assertChanges(
          diff(VIDEO.withPrimaryKey().withIndex(), VIDEO),
          "drop index video_metaxy_idx of video",
          "drop the primary key of video");
    }

    @Test
    void areReplacedWhenTheirColumnsAreOthers() {
      SpecSet before = SpecSet.of(feature("video", ID, text("part")).withIds("id"));
      SpecSet after = SpecSet.of(feature("video", ID, text("part")).withIds("id", "part"));
      assertChanges(
          diff(before.withPrimaryKey().withIndex(), after.withPrimaryKey().withIndex()),
          "drop index video_metaxy_idx of video",
          "drop the primary key of video",
          "add the primary key to video",
          "create index video_metaxy_idx on video");
    }

    @Test
    void areReplacedWhenTheirColumnsAreInAnotherOrder() {
      SpecSet before = SpecSet.of(feature("video", ID, text("part")).withIds("id", "part"));
      SpecSet after = SpecSet.of(feature("video", ID, text("part")).withIds("part", "id"));
      assertChanges(
          diff(before.withPrimaryKey(), after.withPrimaryKey()),
          "drop the primary key of video",
          "add the primary key to video");
      assertChanges(
          diff(before.withIndex(), after.withIndex()),
          "drop index video_metaxy_idx of video",
          "create index video_metaxy_idx on video");
      assertChanges(diff(before, after));
    }

    @Test
    void ofTwoTablesCannotExchangeTheirNames() {
      SpecSet before =
          SpecSet.of(
              feature("clip", ID).indexed(named("first", index("id"))),
              feature("shot", ID).indexed(named("second", index("id"))));
      SpecSet after =
          SpecSet.of(
              feature("clip", ID).indexed(named("second", index("id"))),
              feature("shot", ID).indexed(named("first", index("id"))));
      assertEquals(
          List.of(
              "[key-name-clash] clip: Cannot give an index of table clip the name second, because"
                  + " an index of feature shot has it; choose another name, or give the index of"
                  + " feature shot another name in an earlier migration",
              "[key-name-clash] shot: Cannot give an index of table shot the name first, because"
                  + " an index of feature clip has it; choose another name, or give the index of"
                  + " feature clip another name in an earlier migration"),
          clashes(before, after));
      assertEquals(
          clashes(before, after), clashes(before.prefixed("p_"), after.prefixed("p_")), "a prefix");
    }

    private List<String> clashes(SpecSet before, SpecSet after) {
      return Differ.diff(after.on(H2), before.on(H2), Renames.NONE, Set.of()).problems().stream()
          .map(Problem::toString)
          .toList();
    }

    @Test
    void cannotHaveTheNamesOfTablesAndPrimaryKeys() {
      SpecSet before =
          SpecSet.of(feature("clip", ID).indexed(named("First", index("id"))), feature("shot", ID));
      SpecSet after =
          SpecSet.of(
              feature("clip", ID).indexed(named("Shot", index("id"))),
              feature("shot", ID).in("first"));
      assertEquals(
          List.of(
              "[key-name-clash] clip: Cannot give an index of table clip the name Shot, because"
                  + " the table of feature shot has it; choose another name, or give the table of"
                  + " feature shot another name in an earlier migration",
              "[key-name-clash] shot: Cannot give the table of feature shot the name first,"
                  + " because an index of feature clip has it; choose another name, or give the"
                  + " index of feature clip another name in an earlier migration"),
          clashes(before, after));

      SpecSet keyed =
          SpecSet.of(
              feature("clip", ID).in("one"),
              feature("shot", ID).indexed(named("old", index("id"))));
      SpecSet changed =
          SpecSet.of(
              feature("clip", ID).in("old"),
              feature("shot", ID).indexed(named("one_metaxy_pk", index("id"))));
      assertEquals(
          List.of(
              "[key-name-clash] clip: Cannot give the table of feature clip the name old, because"
                  + " an index of feature shot has it; choose another name, or give the index of"
                  + " feature shot another name in an earlier migration",
              "[key-name-clash] shot: Cannot give an index of table shot the name one_metaxy_pk,"
                  + " because the primary key of feature clip has it; choose another name, or give"
                  + " the primary key of feature clip another name in an earlier migration"),
          clashes(keyed.withPrimaryKey(), changed.withPrimaryKey()));
    }

    @Test
    void haveNoColumnThatMayBeNull() {
      SpecSet before = SpecSet.of(feature("video", ID, text("part?")));
      SpecSet after = SpecSet.of(feature("video", ID, text("part")).withIds("id", "part"));
      assertChanges(
          diff(before, after.withPrimaryKey()),
          "forbid nulls in column part of video",
          "add the primary key to video");
    }
  }

  @Nested
  class TablesOfThePeer {

    private final SpecSet strict =
        SpecSet.of(feature("video", ID, commented(text("path"), "Where it lies")))
            .withPrimaryKey()
            .withIndex();

    @Test
    void areNoDifferenceAndHardeningThemIsOffered() {
      SchemaState desired = strict.on(H2);
      SchemaDiff diff = diff(desired, madeByPeer(desired), Renames.NONE);
      assertChanges(diff);
      assertEquals(
          List.of(
              "forbid nulls in column id of video",
              "forbid nulls in column path of video",
              "forbid nulls in column metaxy_provenance_by_field of video",
              "forbid nulls in column metaxy_provenance of video",
              "forbid nulls in column metaxy_data_version_by_field of video",
              "forbid nulls in column metaxy_data_version of video",
              "forbid nulls in column metaxy_feature_version of video",
              "forbid nulls in column metaxy_project_version of video",
              "forbid nulls in column metaxy_created_at of video",
              "forbid nulls in column metaxy_updated_at of video",
              "change the comment on table video",
              "change the comment on column path of video",
              "add the primary key to video",
              "create index video_metaxy_idx on video"),
          texts(diff.offers()));
    }

    @Test
    void areOursOnceHardened() {
      SchemaState desired = strict.on(H2);
      SchemaState peers = madeByPeer(desired);
      SchemaDiff offered = Differ.diff(desired, peers, Renames.NONE, Set.of());
      SchemaDiff after =
          Differ.diff(desired, AppliedState.of(peers, offered.offers()), Renames.NONE, Set.of());
      assertTrue(after.isEmpty());
      assertEquals(List.of(), after.offers());
    }

    @Test
    void getNewColumnsAsOursDo() {
      SchemaState peers = madeByPeer(VIDEO.on(H2));
      SpecSet more = SpecSet.of(feature("video", ID, PATH, text("codec?")));
      assertChanges(diff(more.on(H2), peers, Renames.NONE), "add column codec to video");
    }

    @Test
    void keepTheirOwnKeyAndIndexes() {
      SchemaState desired = VIDEO.on(H2);
      TableState ours = VIDEO.withPrimaryKey().withIndex().on(H2).tables().get(0);
      TableState peers =
          new TableState(
              ours.feature(),
              ours.name(),
              null,
              ours.columns(),
              ours.idColumns(),
              ours.primaryKey(),
              ours.indexes());
      SchemaDiff diff = diff(desired, new SchemaState(List.of(peers)), Renames.NONE);
      assertChanges(diff);
      assertEquals(
          List.of(
              "drop index video_metaxy_idx of video",
              "drop the primary key of video",
              "change the comment on table video"),
          texts(diff.offers()));
    }

    @Test
    void ofTheSystemAreUsedAsTheyAre() {
      SchemaState desired = DesiredSchema.system(POSTGRESQL);
      SchemaDiff diff = diff(desired, madeByPeer(desired), Renames.NONE);
      assertChanges(diff);
      assertTrue(texts(diff.offers()).contains("add the primary key to metaxy_system__events"));
    }
  }

  @Nested
  class Blocked {

    @Test
    void isADroppedColumnThatLooksLikeANewOne() {
      SchemaState after = SpecSet.of(feature("video", ID, text("file"), text("name?"))).on(H2);
      assertProblem(
          diff(after, VIDEO.on(H2), Renames.NONE),
          "[look-alike] video, column path: Cannot tell whether column path of table video was"
              + " renamed to file or name, which has the same type; declare"
              + " @RenamedFrom(\"path\") on the new column, or allow the loss of the old one with"
              + " drop-column:video.path");
    }

    @Test
    void isNoDropThatIsAllowedByName() {
      SchemaState after = SpecSet.of(feature("video", ID, text("file?"))).on(H2);
      assertChanges(
          diff(after, VIDEO.on(H2), Renames.NONE, "video.path"),
          "add column file to video",
          "drop column path from video");
    }

    @Test
    void isNoDroppedColumnOfAnotherType() {
      assertChanges(
          diff(VIDEO, SpecSet.of(feature("video", ID, column("n?", ColumnType.INT32)))),
          "add column n to video",
          "drop column path from video");
    }

    @Test
    void isAFeatureThatLeftAndLooksLikeANewOne() {
      assertProblem(
          diff(VIDEO, SpecSet.of(feature("clip", ID, PATH))),
          "[look-alike] video: Cannot tell whether feature video was renamed to clip, whose table"
              + " has the same columns; declare @RenamedFrom(\"video\") on the new feature, or"
              + " name video in metaxy.drop");
    }

    @Test
    void isARenameOfAColumnThatNobodyKnows() {
      assertProblem(
          diff(
              SpecSet.of(feature("video", ID, PATH, column("n?", ColumnType.INT32))).on(H2),
              VIDEO.on(H2),
              renamed("video", "n", "number")),
          "[unused-rename] video, column n: Cannot rename column number of table video to n,"
              + " because the table has neither; correct or remove @RenamedFrom(\"number\")");
    }

    @Test
    void isARenameToAColumnThatTheSpecDoesNotHave() {
      assertProblem(
          diff(VIDEO.on(H2), VIDEO.on(H2), renamed("video", "file", "path")),
          "[unused-rename] video, column file: Cannot rename column path of table video to file,"
              + " because the spec has no file; correct or remove @RenamedFrom(\"path\")");
    }

    @Test
    void isARenameOfAColumnWhenBothAreThere() {
      SpecSet both = SpecSet.of(feature("video", ID, PATH, text("file?")));
      SpecSet file = SpecSet.of(feature("video", ID, text("file?")));
      assertProblem(
          diff(file.on(H2), both.on(H2), renamed("video", "file", "path")),
          "[rename-clash] video, column file: Cannot rename column path of table video to file,"
              + " because the table has both; remove @RenamedFrom(\"path\") and allow the loss of"
              + " path with drop-column:video.path");
    }

    @Test
    void isARenameOfAFeatureThatNobodyKnows() {
      SpecSet clip = SpecSet.of(feature("video", ID, PATH), feature("clip", ID));
      assertProblem(
          diff(clip.on(H2), VIDEO.on(H2), renamedFeature("clip", "film")),
          "[unused-rename] clip: Cannot rename feature film to clip, because neither has a table;"
              + " correct or remove @RenamedFrom(\"film\")");
    }

    @Test
    void isNoRenameOfAFeatureInAnEmptyFolder() {
      assertChanges(
          diff(VIDEO.on(H2), SchemaState.EMPTY, renamedFeature("video", "film")),
          "create table video");
    }

    @Test
    void isARenameOfAFeatureWhenThereAreTablesOfBoth() {
      SpecSet both = SpecSet.of(feature("video", ID, PATH), feature("clip", ID));
      assertProblem(
          diff(
              SpecSet.of(feature("clip", ID)).on(H2), both.on(H2), renamedFeature("clip", "video")),
          "[rename-clash] clip: Cannot rename feature video to clip, because both have a table;"
              + " remove @RenamedFrom(\"video\") and name video in metaxy.drop");
    }

    @Test
    void isAnIdThatTheDatabaseMakes() {
      SchemaState desired = VIDEO.on(H2);
      SchemaState current =
          with(
              desired,
              c ->
                  new ColumnState(
                      c.name(),
                      c.type(),
                      c.nullable(),
                      c.comment(),
                      c.name().equals("metaxy_provenance") ? null : "is an identity column"));
      assertProblem(
          diff(desired, current, Renames.NONE),
          "[server-generated-id] video, id id: Cannot let the database generate ids: column id of"
              + " table video is an identity column; remove the identity, default or expression,"
              + " because the pipeline supplies the ids of samples");
    }
  }
}
