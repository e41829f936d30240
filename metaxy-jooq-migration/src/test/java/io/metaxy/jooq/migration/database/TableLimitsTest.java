package io.metaxy.jooq.migration.database;

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
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.PlanOptions;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.diff.Differ;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.fixture.Evolution;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.plan.Planner;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSettings.OfIndex;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What just fits is created on the real database; one more is refused before a script exists. */
class TableLimitsTest {

  private static final ColumnSpec ID = text("id");
  private static final Set<String> EVERY_CODE =
      Stream.of(SafetyRule.values()).map(SafetyRule::code).collect(Collectors.toSet());

  private static SpecSet clip(ColumnSpec... more) {
    List<ColumnSpec> columns = new ArrayList<>(List.of(ID));
    columns.addAll(List.of(more));
    return SpecSet.of(feature("clip", columns.toArray(ColumnSpec[]::new)));
  }

  private static void assertRefused(MigrationDatabase kind, SpecSet specs, String problem) {
    assertRefused(kind, specs, "too-large", problem);
  }

  private static void assertRefused(
      MigrationDatabase kind, SpecSet specs, String code, String problem) {
    assertEquals(
        List.of("[" + code + "] " + problem),
        assertThrows(SpecException.class, () -> specs.on(kind)).problems().stream()
            .map(Problem::toString)
            .toList());
  }

  private static void assertMade(MigrationDatabase kind, SpecSet specs) throws Exception {
    try (Evolution evolution = new Evolution(kind)) {
      evolution.to(specs, Renames.NONE);
    }
  }

  @Test
  void decimalsHaveDigits() throws Exception {
    assertMade(DUCKDB, clip(decimal("p?", 38, 38)));
    assertMade(MARIADB, clip(decimal("p?", 65, 38)));
    assertMade(POSTGRESQL, clip(decimal("p?", 1000, 1000)));
    assertRefused(
        DUCKDB,
        clip(decimal("p?", 45, 5)),
        "clip, column p: Cannot create column p of table clip on DuckDB, because decimal(45, 5)"
            + " exceeds the maximum of 38 digits, 38 of them after the decimal point; declare fewer"
            + " digits, or a"
            + " text column");
    assertRefused(
        MARIADB,
        clip(decimal("p?", 65, 39)),
        "clip, column p: Cannot create column p of table clip on MariaDB, because decimal(65, 39)"
            + " exceeds the maximum of 65 digits, 38 of them after the decimal point; declare fewer"
            + " digits, or a"
            + " text column");
    assertRefused(
        POSTGRESQL,
        clip(decimal("p?", 1001, 0)),
        "clip, column p: Cannot create column p of table clip on PostgreSQL, because decimal(1001,"
            + " 0) exceeds the maximum of 1000 digits, 1000 of them after the decimal point;"
            + " declare"
            + " fewer digits,"
            + " or a text column");
  }

  @Test
  void commentsHaveALength() throws Exception {
    String key = "Feature clip: ";
    String ofTable = "\u6620".repeat(2048 - key.length());
    SpecSet.Feature plain = feature("clip", ID, commented(text("p?"), "\u00FC".repeat(1024)));
    assertMade(MARIADB, SpecSet.of(plain.described(ofTable)));
    assertRefused(
        MARIADB,
        SpecSet.of(plain.described(ofTable + "x")),
        "clip: Cannot comment on table clip on MariaDB, because its comment has 2049 characters,"
            + " more than 2048; shorten the feature's description");
    assertRefused(
        MARIADB,
        clip(commented(text("p?"), "\uD83C\uDFAC")),
        "clip, column p: Cannot comment on column p of table clip on MariaDB, because its"
            + " comments cannot hold characters of four bytes, such as emoji; remove them");
    assertRefused(
        MARIADB,
        clip(commented(text("p?"), "y".repeat(1025))),
        "clip, column p: Cannot comment on column p of table clip on MariaDB, because its comment"
            + " has 1025 characters, more than 1024; shorten it");
  }

  @Test
  void keysHaveBytes() throws Exception {
    assertMade(MARIADB, SpecSet.of(feature("clip", text("id", 702))).withIndex().withPrimaryKey());
    String reason =
        " of table clip on MariaDB, because it takes 3076 bytes, more than 3072, with four per"
            + " character; shorten the text columns of the key, or omit the key";
    assertRefused(
        MARIADB,
        SpecSet.of(feature("clip", text("id", 703))).withIndex(),
        "clip: Cannot create index clip_metaxy_idx" + reason);
    assertRefused(
        MARIADB,
        SpecSet.of(feature("clip", text("id", 703))).withPrimaryKey(),
        "clip: Cannot create the primary key" + reason);
    SpecSet two = SpecSet.of(feature("clip", text("i", 661), text("j")).withIds("i", "j"));
    assertMade(MARIADB, two);
    assertRefused(
        MARIADB,
        two.withPrimaryKey(),
        "clip, column j: Cannot use column j in the primary key of table clip on MariaDB, because"
            + " its keys cannot hold text columns without a length; declare a length for the"
            + " column, or"
            + " omit the key");
  }

  /** A declared index changes no type: a text, an enum or bytes without a length are errors. */
  @Test
  void indexesHaveColumnsThatMariaDbCanHold() throws Exception {
    SpecSet.Feature clip =
        feature(
            "clip",
            ID,
            text("p?", 768),
            text("q?"),
            constants("e?", "CALM"),
            column("b?", ColumnType.BINARY));
    assertMade(MARIADB, SpecSet.of(clip.indexed(index("p"))));
    assertRefused(
        MARIADB,
        SpecSet.of(clip.indexed(index("p", "id"))),
        "clip: Cannot create index clip_p_id_metaxy_idx of table clip on MariaDB, because it"
            + " takes 4092 bytes, more than 3072, with four per character; shorten the text columns"
            + " of the key, or omit the key");
    assertRefused(
        MARIADB,
        SpecSet.of(clip.indexed(index("q"))),
        "clip, column q: Cannot use column q in index clip_q_metaxy_idx of table clip on MariaDB,"
            + " because its keys cannot hold text columns without a length; declare a length for"
            + " the column, or omit the key");
    assertRefused(
        MARIADB,
        SpecSet.of(clip.indexed(index("e"))),
        "clip, column e: Cannot use column e in index clip_e_metaxy_idx of table clip on MariaDB,"
            + " because its keys cannot hold enums, which are stored as text without a length;"
            + " replace the enum by a text column with a length, or omit the key");
    assertRefused(
        MARIADB,
        SpecSet.of(clip.indexed(index("b"))),
        "clip, column b: Cannot use column b in index clip_b_metaxy_idx of table clip on MariaDB,"
            + " because its keys cannot hold bytes without a length; add a text column, with"
            + " a length, for a hash of the bytes, or omit the key");
  }

  @Test
  void someNamesOfIndexesAreRefused() {
    SpecSet.Feature clip = feature("clip", ID, column("p?", ColumnType.INT32));
    String onMariaDb = " of table clip on MariaDB, because ";
    Map<String, String> reasons =
        Map.of(
            "Primary", "this name is reserved for primary keys",
            "blank ", "index names cannot end with a space",
            "\ud83d\ude00", "index names cannot hold characters of four bytes, such as emoji");
    for (Map.Entry<String, String> reason : reasons.entrySet()) {
      String name = reason.getKey();
      assertRefused(
          MARIADB,
          SpecSet.of(clip.indexed(named(name, index("p")))),
          "index",
          "clip, index "
              + name
              + ": Cannot create index "
              + name
              + onMariaDb
              + reason.getValue()
              + "; give the index another name");
    }
    for (String end : List.of("", "_pk", "_s_idx")) {
      String name = "flyway_schema_history" + end;
      SpecSet taken = SpecSet.of(clip.indexed(named(name, index("p"))));
      for (MigrationDatabase kind : MigrationDatabase.values()) {
        if (kind == POSTGRESQL || (kind == H2 && end.equals("_s_idx"))) {
          assertRefused(
              kind,
              taken,
              "index",
              "clip, index "
                  + name
                  + ": Cannot name an index "
                  + name
                  + ", because the table of Flyway's history, its key or its index has this name;"
                  + " give the index another name");
        } else {
          assertEquals(1, taken.on(kind).tables().size());
        }
      }
    }
  }

  @Test
  void aTableHasAMaximumOfIndexes() throws Exception {
    List<ColumnSpec> columns = new ArrayList<>(List.of(ID));
    for (int i = 0; i < 64; i++) {
      columns.add(column("c" + i + "?", ColumnType.INT32));
    }
    SpecSet.Feature clip = feature("clip", columns.toArray(ColumnSpec[]::new));
    SpecSet full =
        SpecSet.of(
            clip.indexed(
                IntStream.range(0, 64).mapToObj(i -> index("c" + i)).toArray(OfIndex[]::new)));
    assertMade(MARIADB, full);
    assertRefused(
        MARIADB,
        full.withPrimaryKey(),
        "index",
        "clip: Cannot create the indexes of table clip on MariaDB, because its 65 indexes exceed"
            + " the maximum of 64, with the primary key; declare fewer indexes");
  }

  @Test
  void indexesHaveAMaximumOfColumns() throws Exception {
    List<ColumnSpec> columns = new ArrayList<>(List.of(ID));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 33; i++) {
      columns.add(column("c" + i + "?", ColumnType.INT32));
      names.add("c" + i);
    }
    SpecSet.Feature clip = feature("clip", columns.toArray(ColumnSpec[]::new));
    SpecSet full = SpecSet.of(clip.indexed(index(names.subList(0, 32).toArray(String[]::new))));
    SpecSet more = SpecSet.of(clip.indexed(named("wide", index(names.toArray(String[]::new)))));
    for (MigrationDatabase kind : List.of(POSTGRESQL, MARIADB)) {
      assertMade(kind, full);
      assertRefused(
          kind,
          more,
          "clip, index wide: Cannot create index wide of table clip on "
              + (kind == MARIADB ? "MariaDB" : "PostgreSQL")
              + ", because its 33 columns exceed the maximum of 32; declare fewer columns");
    }
    assertMade(DUCKDB, more);
    assertMade(H2, more);
  }

  @Test
  void rowsHaveBytes() throws Exception {
    ColumnSpec[] columns = {
      text("a?", 4000), text("b?", 4000), text("c?", 4000), text("d?", 1), decimal("e?", 20, 3)
    };
    int left = 65_535 - rowBytes(clip(columns));
    columns[3] = text("d?", 1 + (left - 1) / 4);
    SpecSet full = clip(columns);
    assertMade(MARIADB, full);

    columns[3] = text("d?", 2 + (left - 1) / 4);
    String problem =
        assertThrows(SpecException.class, () -> clip(columns).on(MARIADB))
            .problems()
            .get(0)
            .toString();
    assertEquals(
        "[too-large] clip: Cannot create table clip on MariaDB, because a row takes N bytes, more"
            + " than 65535, with four per character; declare shorter text columns, or text"
            + " columns without a length, which are stored outside the row",
        problem.replaceFirst("takes \\d+ bytes", "takes N bytes"));
  }

  /** The bytes of a row, taken from the refusal of a larger table. */
  private static int rowBytes(SpecSet specs) {
    SpecSet.Feature clip = specs.features().get(0);
    List<ColumnSpec> columns = new ArrayList<>(clip.columns());
    columns.add(text("more", 4000));
    columns.add(text("most", 4000));
    SpecSet large = SpecSet.of(feature("clip", columns.toArray(ColumnSpec[]::new)));
    String sentence =
        assertThrows(SpecException.class, () -> large.on(MARIADB)).problems().get(0).toString();
    return Integer.parseInt(sentence.replaceFirst("(?s).* takes (\\d+) bytes.*", "$1"))
        - 2 * 16_002;
  }

  @Test
  void aTextStaysInAKeyThatSomebodyElseMade() throws Exception {
    SpecSet before =
        SpecSet.of(feature("clip", ID, text("part")).withIds("id", "part")).withPrimaryKey();
    SpecSet after = SpecSet.of(feature("clip", ID, text("part")).withIds("part")).withPrimaryKey();
    try (Evolution evolution = new Evolution(MARIADB)) {
      evolution.to(before, Renames.NONE);
      evolution.database().execute("alter table clip comment = ''");
      evolution.look(before);

      SchemaState desired = after.on(MARIADB);
      SchemaDiff diff = Differ.diff(desired, evolution.state(), Renames.NONE, Set.of());
      PlanOptions all = new PlanOptions(Set.of("rewrite-table"), Set.of(), false, false);
      assertEquals(
          List.of(
              "[too-large] clip, column id: Cannot use column id in the primary key of table clip"
                  + " on MariaDB, because its keys cannot hold text columns without a length;"
                  + " declare a"
                  + " length for the column, or omit the key"),
          Planner.plan(diff, evolution.state(), MARIADB, all).refused().stream()
              .map(Problem::toString)
              .toList());
      PlanOptions harden = new PlanOptions(EVERY_CODE, Set.of(), true, false);
      assertEquals(List.of(), Planner.plan(diff, evolution.state(), MARIADB, harden).refused());
      int length = 255;
      evolution.to(
          SpecSet.of(feature("clip", text("id", length), text("part")).withIds("part"))
              .withPrimaryKey(),
          Renames.NONE);
    }
  }
}
