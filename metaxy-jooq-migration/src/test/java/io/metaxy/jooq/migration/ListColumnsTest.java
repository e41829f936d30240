package io.metaxy.jooq.migration;

import static io.metaxy.jooq.migration.fixture.SpecSet.column;
import static io.metaxy.jooq.migration.fixture.SpecSet.commented;
import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.list;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.database.SqlText;
import io.metaxy.jooq.migration.diff.Differ;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.fixture.Evolution;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.fixture.SpecSet.Feature;
import io.metaxy.jooq.migration.fixture.StateText;
import io.metaxy.jooq.migration.plan.MigrationPlan;
import io.metaxy.jooq.migration.plan.PlannedStatement;
import io.metaxy.jooq.migration.plan.Planner;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Decimal;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.LogicalType.Json;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.spec.LogicalType.Text;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.spec.SpecException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Columns of lists and vectors on every database: their types, what changes them, and rows. */
@ParameterizedClass(name = "{0}")
@EnumSource(MigrationDatabase.class)
class ListColumnsTest {

  private static final ColumnSpec ID = text("id");

  /** The types that an element can have. */
  private static final List<LogicalType> ELEMENTS =
      Stream.concat(
              Stream.of(ColumnType.values())
                  .filter(type -> type != ColumnType.LIST && type != ColumnType.JSON)
                  .filter(type -> type != ColumnType.ENUM)
                  .map(LogicalType::of),
              Stream.of(new Text(20), new Decimal(new Digits(20, 4))))
          .toList();

  private static final SpecSet NARROW =
      clip(
              list("whole?", ColumnType.INT32),
              list("real?", ColumnType.FLOAT32),
              list("fixed?", ColumnType.INT16, 2),
              list("words?", new Text(5), null),
              list("price?", new Decimal(new Digits(6, 2)), null))
          .withPrimaryKey()
          .withIndex();

  private static final SpecSet WIDE =
      clip(
              list("whole?", ColumnType.INT64),
              list("real?", ColumnType.FLOAT64),
              list("fixed?", ColumnType.INT64, 2),
              list("words?", new Text(10), null),
              list("price?", new Decimal(new Digits(10, 2)), null))
          .withPrimaryKey()
          .withIndex();

  @Parameter MigrationDatabase kind;

  private Evolution evolution;

  @BeforeEach
  void open() throws Exception {
    evolution = new Evolution(kind);
  }

  @AfterEach
  void close() throws Exception {
    evolution.close();
  }

  private static SpecSet clip(ColumnSpec... columns) {
    List<ColumnSpec> all = new ArrayList<>(List.of(ID));
    all.addAll(List.of(columns));
    return SpecSet.of(feature("clip", all.toArray(ColumnSpec[]::new)));
  }

  private static ColumnSpec json(String name) {
    return new ColumnSpec(name, new Json(true, null), true, null);
  }

  private static ColumnSpec nested(String name) {
    return list(name, ListOf.of(ColumnType.FLOAT64), null);
  }

  /** Whether the database has lists of its own. */
  private boolean hasLists() {
    return Databases.of(kind).types().hasLists();
  }

  private boolean hasNestedLists() {
    return hasLists() && Databases.of(kind).types().onlyJson(nested("n").type()).isEmpty();
  }

  /** A list as a literal. */
  private String literal(String values) {
    return switch (kind) {
      case H2 -> "array[" + values + "]";
      case DUCKDB -> "[" + values + "]";
      case POSTGRESQL -> "'{" + values.replace("'", "\"") + "}'";
      case MARIADB -> "'[" + values.replace("'", "\"") + "]'";
    };
  }

  private void insert(String column, String... values) throws Exception {
    for (int i = 0; i < values.length; i++) {
      String value = values[i].equals("null") ? "null" : literal(values[i]);
      evolution.insert("clip", List.of("id", column), "'" + i + "', " + value);
    }
  }

  /** The lists of all rows, without brackets and quotes. */
  private List<String> lists(String column) throws Exception {
    return evolution.rows("clip", "id", column).stream()
        .map(row -> row.substring(1, row.length() - 1))
        .sorted()
        .map(row -> row.replaceFirst("^\\w+, ", "").replaceAll("[\\[\\]{}'\" ]", ""))
        .toList();
  }

  /** The statements of a migration, without those that only check that it can be made. */
  private List<String> to(SpecSet specs, Renames renames, String... allowed) throws Exception {
    return evolution.to(specs, renames, allowed).stream()
        .filter(sql -> !sql.startsWith("set variable"))
        .toList();
  }

  /** What a database with lists says of three elements where there must be two. */
  private void assertOtherLength(@Nullable String message) {
    String says =
        switch (kind) {
          case H2 -> "Value too long for column \"vector REAL ARRAY[2]\"";
          case DUCKDB -> "Cannot cast list with length 3 to array with length 2";
          case POSTGRESQL -> "check constraint \"vector_metaxy_elements\"";
          case MARIADB -> throw new AssertionError("MariaDB has no lists");
        };
    assertTrue(String.valueOf(message).contains(says), message);
  }

  private MigrationPlan plan(SpecSet before, SpecSet after, String... allowed) {
    SchemaState current = before.on(kind);
    SchemaDiff diff = Differ.diff(after.on(kind), current, Renames.NONE, Set.of());
    return Planner.plan(
        diff, current, kind, new PlanOptions(Set.of(allowed), Set.of(), false, false));
  }

  /** The rule of the only change between two types of a column; null for no change. */
  private String rule(ColumnSpec before, ColumnSpec after) {
    SchemaState current = clip(before).on(kind);
    SchemaDiff diff = Differ.diff(clip(after).on(kind), current, Renames.NONE, Set.of());
    if (diff.changes().isEmpty()) {
      return "";
    }
    Set<String> all = new TreeSet<>();
    Stream.of(SafetyRule.values()).forEach(rule -> all.add(rule.code()));
    MigrationPlan plan =
        Planner.plan(diff, current, kind, new PlanOptions(all, Set.of(), false, false));
    List<String> codes = new ArrayList<>();
    plan.refused().forEach(problem -> codes.add(problem.code()));
    plan.scripts()
        .forEach(
            script -> script.statements().forEach(statement -> codes.add(statement.rule().code())));
    return String.join(" ", Set.copyOf(codes));
  }

  private static ColumnSpec second(SpecSet specs) {
    return specs.features().get(0).columns().get(1);
  }

  /**
   * What is expected on every database: where lists are JSON, their number of elements is reported.
   */
  private void assertNumberRule(String expected, ColumnSpec before, ColumnSpec after) {
    assertEquals(
        hasLists() ? List.of() : List.of(expected),
        plan(clip(before), clip(after), expected).recorded().stream()
            .map(change -> change.rule().code())
            .toList());
    assertRule(expected, before, after);
  }

  /** What is expected on a database with lists; nothing changes where they are JSON. */
  private void assertRule(String expected, ColumnSpec before, ColumnSpec after) {
    assertEquals(hasLists() ? expected : "", rule(before, after));
  }

  @Test
  void everyElementIsFoundAgain() throws Exception {
    List<ColumnSpec> columns = new ArrayList<>();
    for (LogicalType element : ELEMENTS) {
      String name = "c" + columns.size();
      columns.add(commented(list(name + "?", element, null), element.kind().name()));
      columns.add(list(name + "_fixed?", element, 3));
      if (hasNestedLists() || !hasLists()) {
        columns.add(list(name + "_nested?", new ListOf(element, true, null, null), null));
        columns.add(list(name + "_vectors?", new ListOf(element, true, 2, null), 4));
      }
    }
    SpecSet specs = clip(columns.toArray(ColumnSpec[]::new)).withPrimaryKey();

    evolution.to(specs, Renames.NONE);

    SchemaState desired = specs.on(kind);
    assertEquals(StateText.of(desired), StateText.of(evolution.database().read(desired)));
    assertEquals(StateText.of(desired), StateText.of(evolution.database().read(SchemaState.EMPTY)));
  }

  @Test
  void aNewTableHasThem() {
    assertEquals(
        switch (kind) {
          case H2 ->
              """
              "words" varchar array not null,
              "whole" bigint array,
              "vector" real array[512] not null,""";
          case DUCKDB ->
              """
              "words" varchar[] not null,
              "whole" bigint[],
              "vector" float[512] not null,""";
          case POSTGRESQL ->
              """
              "words" varchar[] not null,
              "whole" bigint[],
              "vector" real[] not null constraint "vector_metaxy_elements" check\
               (cardinality("vector") = 512),""";
          case MARIADB ->
              """
              `words` json not null,
              `whole` json,
              `vector` json not null,""";
        },
        created()
            .lines()
            .skip(2)
            .limit(3)
            .map(String::strip)
            .reduce((a, b) -> a + "\n" + b)
            .orElseThrow());
  }

  private String created() {
    SpecSet specs =
        clip(
            list("words", ColumnType.STRING),
            list("whole?", ColumnType.INT64),
            list("vector", ColumnType.FLOAT32, 512));
    SchemaDiff diff = Differ.diff(specs.on(kind), SchemaState.EMPTY, Renames.NONE, Set.of());
    return Planner.plan(diff, SchemaState.EMPTY, kind, PlanOptions.NONE)
        .scripts()
        .get(0)
        .statements()
        .get(0)
        .sql();
  }

  @Test
  void aNewColumnIsOneStatementAndItsRowsAreKept() throws Exception {
    evolution.to(clip(), Renames.NONE);
    evolution.insert("clip", List.of("id"), "'a'");

    List<String> statements =
        evolution.to(
            clip(commented(list("vector", ColumnType.FLOAT32, 2), "An embedding")), Renames.NONE);

    assertEquals(
        switch (kind) {
          case H2 ->
              List.of(
                  "alter table \"clip\" add column \"vector\" real array[2]",
                  "comment on column \"clip\".\"vector\" is 'An embedding'");
          case DUCKDB ->
              List.of(
                  "alter table \"clip\" add column \"vector\" float[2]",
                  "comment on column \"clip\".\"vector\" is 'An embedding'");
          case POSTGRESQL ->
              List.of(
                  "alter table \"clip\" add column \"vector\" real[] constraint"
                      + " \"vector_metaxy_elements\" check (cardinality(\"vector\") = 2)",
                  "comment on column \"clip\".\"vector\" is 'An embedding'");
          case MARIADB ->
              List.of("alter table `clip` add column `vector` json comment 'An embedding'");
        },
        statements);
    assertEquals(List.of("null"), lists("vector"));
    evolution.to(clip(), Renames.NONE, "drop-column");
  }

  /** Rows with a list of each kind, and one without any. */
  private void insertLists() throws Exception {
    evolution.insert(
        "clip",
        List.of("id", "whole", "real", "fixed", "words", "price"),
        "'0', "
            + String.join(
                ", ",
                literal("1, null, 3"),
                literal("0.5, -1.5"),
                literal("7, 8"),
                literal("'a', 'bc'"),
                literal("1234.56")));
    evolution.insert("clip", List.of("id"), "'1'");
  }

  private void assertLists() throws Exception {
    assertEquals(List.of("1,null,3", "null"), lowered("whole"));
    assertEquals(List.of("0.5,-1.5", "null"), lowered("real"));
    assertEquals(List.of("7,8", "null"), lowered("fixed"));
    assertEquals(List.of("a,bc", "null"), lowered("words"));
    assertEquals(List.of("1234.56", "null"), lowered("price"));
  }

  @Test
  void elementsWiden() throws Exception {
    evolution.to(NARROW, Renames.NONE);
    insertLists();

    evolution.to(WIDE, Renames.NONE, "rewrite-table");

    assertLists();
  }

  @Test
  void elementsNarrowWithPermission() throws Exception {
    evolution.to(WIDE, Renames.NONE);
    insertLists();

    evolution.to(NARROW, Renames.NONE, "narrow-type", "round-values", "narrow-json");

    assertLists();
  }

  private List<String> lowered(String column) throws Exception {
    return lists(column).stream().map(list -> list.toLowerCase(Locale.ROOT)).toList();
  }

  @Test
  void whatAnotherElementMeansIsWhatItMeansForAValue() {
    assertRule("rewrite-table", list("c", ColumnType.INT32), list("c", ColumnType.INT64));
    assertRule("rewrite-table", list("c", ColumnType.FLOAT32), list("c", ColumnType.FLOAT64));
    assertRule("narrow-type", list("c", ColumnType.INT64), list("c", ColumnType.INT32));
    assertRule("round-values", list("c", ColumnType.FLOAT64), list("c", ColumnType.FLOAT32));
    assertRule("convert-type", list("c", ColumnType.STRING), list("c", ColumnType.INT32));
    assertRule("convert-type", list("c", ColumnType.INSTANT), list("c", ColumnType.LOCAL_DATE));
    boolean limits = kind == MigrationDatabase.H2 || kind == MigrationDatabase.POSTGRESQL;
    assertRule(
        limits ? "rewrite-table" : "", list("c", new Text(5), null), list("c", new Text(9), null));
    assertRule(
        limits ? "narrow-type" : "", list("c", new Text(9), null), list("c", new Text(5), null));
  }

  @Test
  void aNumberOfElementsIsFixed() throws Exception {
    SpecSet free = clip(list("vector?", ColumnType.FLOAT32));
    SpecSet fixed = clip(list("vector?", ColumnType.FLOAT32, 2));
    assertNumberRule("fix-elements", second(free), second(fixed));
    evolution.to(free, Renames.NONE);
    insert("vector", "1.5, 2.5", "null");

    List<String> statements = to(fixed, Renames.NONE, "fix-elements");

    assertEquals(
        switch (kind) {
          case H2 ->
              List.of("alter table \"clip\" alter column \"vector\" set data type real array[2]");
          case DUCKDB ->
              List.of("alter table \"clip\" alter column \"vector\" set data type float[2]");
          case POSTGRESQL ->
              List.of(
                  "alter table \"clip\" add constraint \"vector_metaxy_elements\" check"
                      + " (cardinality(\"vector\") = 2) not valid",
                  "alter table \"clip\" validate constraint \"vector_metaxy_elements\"");
          case MARIADB -> List.of();
        },
        statements);
    assertEquals(List.of("1.5,2.5", "null"), lists("vector"));
    if (hasLists()) {
      assertOtherLength(
          assertThrows(SQLException.class, () -> insert("vector", "1.5, 2.5, 3.5")).getMessage());
    }
  }

  @Test
  void aNumberOfElementsThatRowsDoNotHaveFails() throws Exception {
    evolution.to(clip(list("vector?", ColumnType.FLOAT32)), Renames.NONE);
    insert("vector", "1.5, 2.5, 3.5");
    SpecSet fixed = clip(list("vector?", ColumnType.FLOAT32, 2));

    if (hasLists()) {
      assertOtherLength(
          assertThrows(
                  FlywayException.class, () -> evolution.to(fixed, Renames.NONE, "fix-elements"))
              .getMessage());
    } else {
      assertEquals(List.of(), evolution.to(fixed, Renames.NONE, "fix-elements"));
    }
    assertEquals(List.of("1.5,2.5,3.5"), lists("vector"));
  }

  @Test
  void aNumberOfElementsNeedsPermission() {
    assertEquals(
        List.of(
            "[fix-elements] clip, column c: Cannot change "
                + (hasLists()
                    ? "the type of column c of clip from float32[2] to float32[3]"
                    : "the possible values of column c of clip ($ has 3 elements instead of 2"
                        + " elements)")
                + " without permission, because it fails when a row has a list of another length,"
                + " and every row is checked; where the column is JSON, no row is checked, and such"
                + " lists are read unchanged; allow fix-elements:clip.c, or add a column of the"
                + " new type under another name"),
        refused(
            plan(clip(list("c", ColumnType.FLOAT32, 2)), clip(list("c", ColumnType.FLOAT32, 3)))));
  }

  @Test
  void aNumberOfElementsIsNoLongerFixed() throws Exception {
    SpecSet fixed = clip(list("vector?", ColumnType.FLOAT32, 2));
    SpecSet free = clip(list("vector?", ColumnType.FLOAT32));
    assertRule(
        kind == MigrationDatabase.POSTGRESQL ? "widen-type" : "rewrite-table",
        second(fixed),
        second(free));
    evolution.to(fixed, Renames.NONE);
    insert("vector", "1.5, 2.5");

    List<String> statements = to(free, Renames.NONE, "rewrite-table");

    assertEquals(
        switch (kind) {
          case H2 ->
              List.of("alter table \"clip\" alter column \"vector\" set data type real array");
          case DUCKDB ->
              List.of("alter table \"clip\" alter column \"vector\" set data type float[]");
          case POSTGRESQL ->
              List.of("alter table \"clip\" drop constraint \"vector_metaxy_elements\"");
          case MARIADB -> List.of();
        },
        statements);
    evolution.insert("clip", List.of("id", "vector"), "'1', " + literal("3.5"));
    assertEquals(List.of("1.5,2.5", "3.5"), lists("vector"));
  }

  @Test
  void anotherNumberOfElementsNeedsRowsWithoutLists() throws Exception {
    SpecSet two = clip(list("vector?", ColumnType.FLOAT32, 2));
    SpecSet three = clip(list("vector?", ColumnType.FLOAT64, 3));
    assertNumberRule("fix-elements", second(two), second(three));
    evolution.to(two, Renames.NONE);
    insert("vector", "null");

    evolution.to(three, Renames.NONE, "fix-elements", "change-json");

    evolution.insert("clip", List.of("id", "vector"), "'1', " + literal("1.5, 2.5, 3.5"));
    assertEquals(List.of("null", "1.5,2.5,3.5"), lists("vector"));
  }

  @Test
  void aNumberOfElementsKeepsItsNameWhenTheColumnIsRenamed() throws Exception {
    evolution.to(clip(list("vector?", ColumnType.FLOAT32, 2)), Renames.NONE);
    insert("vector", "1.5, 2.5");

    evolution.to(
        clip(list("embedding?", ColumnType.FLOAT32, 2)),
        new Renames(Map.of(), Map.of("clip", Map.of("embedding", "vector"))));
    assertEquals(List.of("1.5,2.5"), lists("embedding"));

    evolution.to(clip(list("embedding?", ColumnType.FLOAT32)), Renames.NONE, "rewrite-table");
    evolution.to(clip(), Renames.NONE, "drop-column");
  }

  @Test
  void theNumberOfElementsMayBeTooLarge() {
    SpecSet specs = clip(list("vector", ColumnType.FLOAT32, 200_000));
    String limit =
        switch (kind) {
          case H2 -> "H2, because a list of 200000 elements exceeds the maximum of 65536";
          case DUCKDB -> "DuckDB, because a list of 200000 elements exceeds the maximum of 100000";
          case POSTGRESQL, MARIADB -> "";
        };
    if (limit.isEmpty()) {
      assertEquals(1, specs.on(kind).tables().size());
    } else {
      assertEquals(
          "[too-large] clip, column vector: Cannot create column vector of table clip on "
              + limit
              + "; declare fewer elements, or @Column(type = JSON)",
          assertThrows(SpecException.class, () -> specs.on(kind)).problems().get(0).toString());
    }
  }

  private static List<String> refused(MigrationPlan plan) {
    return plan.refused().stream().map(Problem::toString).toList();
  }

  @Test
  void aListIsNotMadeFromAValueNorAValueFromAList() {
    String because =
        ", because no conversion works for every value on every database; add a column of the new"
            + " type under another name, fill it by recomputing the feature, and drop the old one"
            + " in a later migration";
    String list = hasLists() ? "int32[]" : "json";
    assertEquals(
        List.of(
            "[convert-type] clip, column c: Cannot change the type of column c of clip from int32"
                + " to "
                + list
                + because),
        refused(plan(clip(column("c", ColumnType.INT32)), clip(list("c", ColumnType.INT32)))));
    assertEquals(
        List.of(
            "[convert-type] clip, column c: Cannot change the type of column c of clip from "
                + list
                + " to int32"
                + because),
        refused(plan(clip(list("c", ColumnType.INT32)), clip(column("c", ColumnType.INT32)))));
  }

  @Test
  void jsonIsNotMadeFromAList() {
    assertEquals(
        hasLists()
            ? List.of(
                "[convert-type] clip, column c: Cannot change the type of column c of clip from"
                    + " float32[4] to json, because no conversion works for every value on every"
                    + " database; add a column of the new type under another name, fill it by"
                    + " recomputing the feature, and drop the old one in a later migration")
            : List.of(),
        refused(plan(clip(list("c", ColumnType.FLOAT32, 4)), clip(json("c")))));
  }

  @Test
  void jsonStaysJson() throws Exception {
    evolution.to(clip(json("scores")), Renames.NONE);
    String value = kind == MigrationDatabase.H2 ? "json '[1.5]'" : "'[1.5]'";
    evolution.insert("clip", List.of("id", "scores"), "'0', " + value);
    SpecSet lists = clip(list("scores?", ColumnType.FLOAT64));

    assertEquals(List.of(), evolution.to(lists, Renames.NONE));

    assertEquals(List.of(), plan(clip(json("scores")), lists).scripts());
    evolution.to(
        clip(list("marks?", ColumnType.FLOAT64)),
        new Renames(Map.of(), Map.of("clip", Map.of("marks", "scores"))));
    assertEquals(
        ColumnType.JSON.toString().toLowerCase(Locale.ROOT),
        ChangeText.type(
            evolution
                .database()
                .read(lists.on(kind))
                .tables()
                .get(0)
                .column("marks")
                .orElseThrow()
                .type()));
  }

  /** The column keeps its type, but rows of older versions cannot be read as lists. */
  @Test
  void documentsThatBecomeListsAreRefusedUnlessAllowed() throws Exception {
    SpecSet documents = clip(new ColumnSpec("scores", new Json(false, null), true, null));
    evolution.to(documents, Renames.NONE);
    String value = kind == MigrationDatabase.H2 ? "json '{\"a\": 1}'" : "'{\"a\": 1}'";
    evolution.insert("clip", List.of("id", "scores"), "'0', " + value);
    SpecSet lists = clip(list("scores?", ColumnType.FLOAT64));

    assertEquals(
        List.of(
            "[narrow-json] clip, column scores: Cannot change the possible values of column scores"
                + " of clip ($ becomes array instead of document) without permission, because"
                + " reading a row of an older version fails if it lacks a value that must exist"
                + " now, or if its value does not fit the new type; allow"
                + " narrow-json:clip.scores, or make new components nullable, and give components"
                + " whose type changes a new name"),
        plan(documents, lists).refused().stream().map(Object::toString).toList());
    assertEquals(List.of(), evolution.to(lists, Renames.NONE, "narrow-json"));
    assertEquals(List.of(), plan(lists, lists).recorded());
    assertEquals(List.of(), plan(documents, documents).recorded());
  }

  @Test
  void jsonStaysJsonWhereListsOfListsHaveNoType() throws Exception {
    evolution.to(clip(json("scores")), Renames.NONE);

    assertEquals(
        List.of(),
        evolution.to(clip(new ColumnSpec("scores", nested("n").type(), true, null)), Renames.NONE));
  }

  @Test
  void listsOfListsAreRefusedWhereTheyHaveNoType() {
    SpecSet specs = clip(nested("scores"));
    List<String> refused =
        hasNestedLists() || !hasLists()
            ? List.of()
            : List.of(
                "[unsupported-type] clip, column scores: Cannot create column scores of table clip,"
                    + " because it is a list of lists, which can differ in length, but the"
                    + " arrays of this database are rectangular; declare @Column(type = JSON) on the"
                    + " component");

    assertEquals(refused, refused(plan(clip(), specs)));
    SchemaDiff diff = Differ.diff(specs.on(kind), SchemaState.EMPTY, Renames.NONE, Set.of());
    assertEquals(refused, refused(Planner.plan(diff, SchemaState.EMPTY, kind, PlanOptions.NONE)));
  }

  /** Also where the spec has lists of texts. */
  @Test
  void listsOfTypesOfOthersAreForeign() throws Exception {
    Map<String, String> foreign = new LinkedHashMap<>();
    evolution.to(clip(), Renames.NONE);
    switch (kind) {
      case H2 -> {
        foreign.put("enum('A', 'b') array", "enum('A', 'b') array[65536]");
        foreign.put("interval year(3) array[5]", "interval year(3) array[5]");
      }
      case DUCKDB -> {
        foreign.put("enum('A', 'b')[]", "enum('A', 'b')[]");
        foreign.put("struct(A integer)[2]", "struct(A int32)[2]");
        foreign.put("map(varchar, integer)[]", "map(string, int32)[]");
        foreign.put("hugeint[][]", "hugeint[][]");
      }
      case POSTGRESQL -> {
        evolution.database().execute("create type \"Box\" as (a int)");
        evolution.database().execute("create type mood as enum ('A')");
        evolution.database().execute("create domain counter as bigint");
        foreign.put("\"Box\"[]", "type \"Box\"[]");
        foreign.put("mood[]", "type mood[]");
        foreign.put("counter[]", "type counter[]");
        foreign.put("interval[]", "interval[]");
      }
      case MARIADB -> {}
    }
    SqlText text = new SqlText(kind.dialect());
    List<ColumnSpec> columns = new ArrayList<>();
    for (String type : foreign.keySet()) {
      String name = "c" + columns.size();
      columns.add(list(name, ColumnType.STRING));
      evolution
          .database()
          .execute("alter table " + text.name("clip") + " add " + text.name(name) + " " + type);
    }
    SchemaState specs = clip(columns.toArray(ColumnSpec[]::new)).on(kind);
    TableState found = evolution.database().read(specs).tables().get(0);

    assertEquals(
        List.copyOf(foreign.values()),
        columns.stream()
            .map(column -> ChangeText.type(found.column(column.name()).orElseThrow().type()))
            .toList());
  }

  /** A table as the Python original creates it, with its columns and no keys. */
  private void peer(String... columns) throws Exception {
    SqlText text = new SqlText(kind.dialect());
    evolution.to(clip(), Renames.NONE);
    for (String column : columns) {
      evolution.database().execute("alter table " + text.name("clip") + " add column " + column);
    }
    evolution
        .database()
        .execute(
            kind == MigrationDatabase.MARIADB
                ? "alter table clip comment = ''"
                : "comment on table " + text.name("clip") + " is null");
  }

  @Test
  void listsOfOthersAreAdopted() throws Exception {
    switch (kind) {
      case DUCKDB ->
          peer(
              "words varchar[]",
              "whole bigint[]",
              "real float[]",
              "vector float[2]",
              "days date[]",
              "price decimal(20, 4)[]",
              "flags boolean[]",
              "loose float[]");
      case POSTGRESQL ->
          peer(
              "words varchar[]",
              "whole bigint[]",
              "real real[]",
              "vector real[]",
              "days date[]",
              "price numeric(20, 4)[]",
              "flags boolean[]",
              "loose real[]");
      case H2 ->
          peer(
              "\"words\" varchar array",
              "\"whole\" bigint array",
              "\"real\" real array",
              "\"vector\" real array[2]",
              "\"days\" date array",
              "\"price\" numeric(20, 4) array",
              "\"flags\" boolean array",
              "\"loose\" real array");
      case MARIADB ->
          peer(
              "words json",
              "whole json",
              "`real` json",
              "vector json",
              "days json",
              "price json",
              "flags json",
              "loose json");
    }
    SpecSet specs =
        clip(
            list("words?", ColumnType.STRING),
            list("whole", ColumnType.INT64),
            list("real?", ColumnType.FLOAT32),
            list("vector?", ColumnType.FLOAT32, 2),
            list("days?", ColumnType.LOCAL_DATE),
            list("price?", new Decimal(new Digits(20, 4)), null),
            list("flags?", ColumnType.BOOLEAN),
            list("loose?", ColumnType.FLOAT32, 2));

    SchemaState found = evolution.database().read(specs.on(kind));
    SchemaDiff diff = Differ.diff(specs.on(kind), found, Renames.NONE, Set.of());

    assertEquals(List.of(), diff.changes());
    assertEquals(List.of(), diff.problems());
    MigrationPlan strict =
        Planner.plan(
            diff,
            found,
            kind,
            new PlanOptions(Set.of("fix-elements", "set-not-null"), Set.of(), true, false));
    assertEquals(List.of(), strict.refused());
    assertEquals(
        switch (kind) {
          case POSTGRESQL -> 2L;
          case DUCKDB, H2 -> 1L;
          case MARIADB -> 0L;
        },
        strict.scripts().stream()
            .flatMap(script -> script.statements().stream())
            .filter(statement -> statement.rule() == SafetyRule.FIX_ELEMENTS)
            .map(PlannedStatement::change)
            .distinct()
            .count());
    for (var script : strict.scripts()) {
      for (PlannedStatement statement : script.statements()) {
        evolution.database().execute(statement.sql());
      }
    }
    SchemaState desired = specs.on(kind);
    assertEquals(
        List.of(),
        Differ.diff(desired, evolution.database().read(desired), Renames.NONE, Set.of()).offers());
  }

  @Test
  void aRenamedFeatureOrColumnIsRecognizedAlthoughItsListsAreJson() {
    Feature film = feature("film", ID, list("scores?", ColumnType.FLOAT64));
    SchemaState before = clip(json("scores")).on(kind);
    List<String> codes =
        Differ.diff(SpecSet.of(film).on(kind), before, Renames.NONE, Set.of()).problems().stream()
            .map(Problem::code)
            .toList();
    assertEquals(List.of("look-alike"), codes);
    assertTrue(
        Differ.diff(
                clip(list("marks?", ColumnType.FLOAT64)).on(kind), before, Renames.NONE, Set.of())
            .problems()
            .get(0)
            .toString()
            .startsWith("[look-alike] clip, column scores: "));
  }
}
