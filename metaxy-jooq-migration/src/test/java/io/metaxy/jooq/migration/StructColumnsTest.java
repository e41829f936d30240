package io.metaxy.jooq.migration;

import static io.metaxy.jooq.migration.fixture.SpecSet.column;
import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.list;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.metaxy.jooq.json.JsonException;
import io.metaxy.jooq.json.JsonText;
import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.database.SqlText;
import io.metaxy.jooq.migration.diff.Differ;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.fixture.Evolution;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.fixture.StateText;
import io.metaxy.jooq.migration.plan.MigrationPlan;
import io.metaxy.jooq.migration.plan.Planner;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.Nested;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Json;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecException;
import io.metaxy.jooq.table.JsonForms;
import io.metaxy.jooq.table.JsonShapes;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Columns of nested records, of lists of them and of maps: structs and maps where the database has
 * them, JSON where it does not; what changes them, and rows.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(MigrationDatabase.class)
@SuppressWarnings("ArrayRecordComponent")
class StructColumnsTest {

  private static final ColumnSpec ID = text("id");

  /** Every type that a member can have. */
  public record Everything(
      String text,
      boolean flag,
      byte tiny,
      short small,
      int whole,
      long big,
      float real,
      double precise,
      UUID uuid,
      byte[] bytes,
      Instant instant,
      LocalDate date,
      LocalDateTime dateTime,
      LocalTime time,
      ColumnType constant,
      List<String> words,
      double[][] matrix,
      Map<String, List<Integer>> counts,
      Map<String, Box> boxes,
      List<List<Box>> rows,
      Box box) {}

  public record Box(int left, String label) {}

  public record WiderBox(long left, String label, @Nullable Box inner) {}

  public record LongBox(long left, String label) {}

  public record LabelOnly(String label) {}

  public record TitledBox(int left, @JsonAlias("label") String title) {}

  public record AnyBox(int left, String label, Object more) {}

  public record TimedBox(int left, Duration label, long count, List<AnyBox> inner) {}

  public record NumberedBox(int left, int label) {}

  public record CaseBox(int left, String Label) {}

  public record Deep(List<Box> boxes, Map<String, Box> byName, Box one) {}

  public record DeepWide(
      List<WiderBox> boxes, Map<String, WiderBox> byName, WiderBox one, List<String> tags) {}

  public record DeepMore(List<MoreBox> boxes, Map<String, MoreBox> byName, MoreBox one) {}

  public record MoreBox(int left, String label, @Nullable Double score) {}

  /** The Java types of the tests. */
  record Types(
      Everything everything,
      List<Everything> list,
      Map<String, Double> scores,
      List<Box> boxes,
      Map<String, Box> byName,
      List<Map<String, Integer>> counts,
      Set<String> texts,
      Map<String, Object> any) {}

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

  /** A nullable column as a component of this type has it. */
  private static ColumnSpec nested(String name, Type type) {
    boolean array = type.getTypeName().startsWith(List.class.getName());
    Json json =
        new Json(array, "Box", JsonShapes.of(type).shape(), JsonForms.of(type).orElse(null));
    return new ColumnSpec(name, json, true, null);
  }

  private static ColumnSpec nested(String component) {
    return Stream.of(Types.class.getRecordComponents())
        .filter(c -> c.getName().equals(component))
        .map(RecordComponent::getGenericType)
        .map(type -> nested(component, type))
        .findFirst()
        .orElseThrow();
  }

  /** The same as JSON, as earlier versions of the library made it. */
  private static ColumnSpec json(ColumnSpec column) {
    Json json = (Json) column.type();
    return new ColumnSpec(column.name(), new Json(json.array(), "Box", json.shape()), true, null);
  }

  private boolean hasStructs() {
    return Databases.of(kind).canonical(StoredType.of(nested("boxes"))) instanceof Nested;
  }

  private void insert(String id, String column, String json) throws Exception {
    String value = "'" + json + "'";
    if (hasStructs()) {
      String type = typeOf(column);
      value = "cast(" + value + "::json as " + type + ")";
    } else if (kind == MigrationDatabase.H2) {
      value = "json " + value;
    }
    evolution.insert("clip", List.of("id", column), "'" + id + "', " + value);
  }

  private String typeOf(String column) throws Exception {
    String row =
        evolution
            .database()
            .rows(
                "select data_type from duckdb_columns() where table_name = 'clip' and column_name ="
                    + " '"
                    + column
                    + "'")
            .get(0);
    return row.substring(1, row.length() - 1);
  }

  /** PostgreSQL orders the keys. */
  private static String sorted(String json) {
    try {
      return JsonText.write(JsonText.parse(json));
    } catch (JsonException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> values(String column) throws Exception {
    String name = new SqlText(kind.dialect()).name(column);
    String value = hasStructs() ? "to_json(" + name + ")" : name;
    return evolution.database().rows("select " + value + " from " + table()).stream()
        .map(row -> row.replaceAll("\\s", ""))
        .toList();
  }

  private String table() {
    return new SqlText(kind.dialect()).name("clip");
  }

  private StoredType live(SpecSet specs, String column) throws Exception {
    return evolution
        .database()
        .read(specs.on(kind))
        .tables()
        .get(0)
        .column(column)
        .orElseThrow()
        .type();
  }

  /** The statements of a migration, without those that only check that it can be made. */
  private List<String> to(SpecSet specs, String... allowed) throws Exception {
    return evolution.to(specs, Renames.NONE, allowed).stream()
        .filter(sql -> !sql.startsWith("set variable"))
        .toList();
  }

  private MigrationPlan plan(SpecSet before, SpecSet after, String... allowed) {
    SchemaState current = before.on(kind);
    SchemaDiff diff = Differ.diff(after.on(kind), current, Renames.NONE, Set.of());
    assertEquals(List.of(), diff.problems());
    return Planner.plan(
        diff, current, kind, new PlanOptions(Set.of(allowed), Set.of(), false, false));
  }

  private List<String> blocked(ColumnSpec before, ColumnSpec after) {
    return Differ.diff(clip(after).on(kind), clip(before).on(kind), Renames.NONE, Set.of())
        .problems()
        .stream()
        .map(Problem::toString)
        .toList();
  }

  private List<String> refused(ColumnSpec before, ColumnSpec after) {
    return plan(clip(before), clip(after)).refused().stream().map(Problem::toString).toList();
  }

  @Test
  void aNewTableHasThem() {
    String json = Databases.of(kind).types().ddl(LogicalType.of(ColumnType.JSON));
    SpecSet specs =
        clip(
            nested("box", Box.class),
            nested("boxes"),
            nested("scores"),
            nested("byName"),
            nested("counts"),
            nested("texts"),
            nested("any"));
    TableState table = specs.on(kind).tables().get(0);
    List<String> types =
        table.columns().subList(1, 8).stream()
            .map(column -> Databases.of(kind).ddl().typeName(column.type()))
            .toList();

    assertEquals(
        hasStructs()
            ? List.of(
                "struct(\"left\" integer, \"label\" varchar)",
                "struct(\"left\" integer, \"label\" varchar)[]",
                "map(varchar, double)",
                "map(varchar, struct(\"left\" integer, \"label\" varchar))",
                "map(varchar, integer)[]",
                "json",
                "json")
            : List.of(json, json, json, json, json, json, json),
        types);
  }

  @Test
  void everyTypeIsFoundAgain() throws Exception {
    SpecSet specs =
        clip(nested("everything"), nested("list"), nested("scores"), nested("counts"))
            .withPrimaryKey();

    evolution.to(specs, Renames.NONE);

    SchemaState desired = specs.on(kind);
    assertEquals(StateText.of(desired), StateText.of(evolution.database().read(desired)));
    assertEquals(StateText.of(desired), StateText.of(evolution.database().read(SchemaState.EMPTY)));
  }

  @Test
  void aColumnIsAddedToATable() throws Exception {
    evolution.to(clip().withIndex(), Renames.NONE);

    List<String> statements = to(clip(nested("scores")).withIndex());

    String type = hasStructs() ? "map(varchar, double)" : json();
    SqlText text = new SqlText(kind.dialect());
    assertEquals(
        List.of("alter table " + table() + " add column " + text.name("scores") + " " + type),
        statements);
  }

  private String json() {
    return Databases.of(kind).types().ddl(LogicalType.of(ColumnType.JSON));
  }

  @Test
  void newMembersAreAdded() throws Exception {
    evolution.to(clip(nested("deep", Deep.class)).withIndex(), Renames.NONE);
    String box = "{\"left\":1,\"label\":\"a\"}";
    String older = "{\"boxes\":[" + box + "],\"byName\":{\"k\":" + box + "},\"one\":" + box + "}";
    insert("0", "deep", older);

    List<String> statements =
        to(clip(nested("deep", DeepMore.class)).withIndex()).stream()
            .filter(sql -> sql.startsWith("alter"))
            .toList();

    assertEquals(
        hasStructs()
            ? List.of(
                "alter table \"clip\" add column \"deep\".\"boxes\".\"element\".\"score\" double",
                "alter table \"clip\" add column \"deep\".\"byName\".\"value\".\"score\" double",
                "alter table \"clip\" add column \"deep\".\"one\".\"score\" double")
            : List.of(),
        statements);
    String more = hasStructs() ? older.replace("\"a\"}", "\"a\",\"score\":null}") : older;
    assertEquals(
        List.of(sorted("[" + more + "]")),
        values("deep").stream().map(StructColumnsTest::sorted).toList());
  }

  @Test
  void membersAreAddedAndWidened() throws Exception {
    evolution.to(clip(nested("deep", Deep.class)).withPrimaryKey(), Renames.NONE);
    String box = "{\"left\":1,\"label\":\"a\"}";
    String older =
        "{\"boxes\":[" + box + ",null],\"byName\":{\"k\":" + box + "},\"one\":" + box + "}";
    insert("0", "deep", older);
    SpecSet wide = clip(nested("deep", DeepWide.class)).withPrimaryKey();

    assertEquals(
        hasStructs() ? List.of("rewrite-table") : List.of(),
        plan(clip(nested("deep", Deep.class)), clip(nested("deep", DeepWide.class)))
            .refused()
            .stream()
            .map(Problem::code)
            .toList());
    List<String> statements = to(wide, "rewrite-table");

    String wider =
        "struct(\"left\" bigint, \"label\" varchar, \"inner\" struct(\"left\" integer, \"label\""
            + " varchar))";
    assertEquals(
        hasStructs()
            ? List.of(
                "alter table \"clip\" alter column \"deep\" set data type struct(\"boxes\" "
                    + wider
                    + "[], \"byName\" map(varchar, "
                    + wider
                    + "), \"one\" "
                    + wider
                    + ", \"tags\" varchar[])")
            : List.of(),
        statements);
    String more =
        hasStructs()
            ? older.replace("\"a\"}", "\"a\",\"inner\":null}").replaceAll("}$", ",\"tags\":null}")
            : older;
    assertEquals(
        List.of(sorted("[" + more + "]")),
        values("deep").stream().map(StructColumnsTest::sorted).toList());
  }

  @Test
  void membersOfOthersAreNotLost() throws Exception {
    evolution.to(clip(nested("box", Box.class)), Renames.NONE);
    if (hasStructs()) {
      evolution.database().execute("alter table clip add column box.score double");
      insert("0", "box", "{\"left\":1,\"label\":\"a\",\"score\":1.5}");

      Exception e =
          assertThrows(
              FlywayException.class, () -> to(clip(nested("box", LongBox.class)), "rewrite-table"));
      assertTrue(
          String.valueOf(e.getMessage())
              .contains(
                  "Cannot change the type of column box of table clip, because it is no longer the"
                      + " type that the last script left, but STRUCT(\"left\" INTEGER, \"label\""
                      + " VARCHAR, score DOUBLE); undo that change, or record it: run generate with"
                      + " -Dmetaxy.current=scripts"),
          e.getMessage());
      assertEquals(List.of("[{\"left\":1,\"label\":\"a\",\"score\":1.5}]"), values("box"));
    } else {
      assertEquals(List.of(), to(clip(nested("box", LongBox.class))));
    }
  }

  @Test
  void aRemovedMemberStays() throws Exception {
    evolution.to(clip(nested("box", Box.class)), Renames.NONE);
    insert("0", "box", "{\"left\":1,\"label\":\"a\"}");
    SpecSet less = clip(nested("box", LabelOnly.class));

    assertEquals(List.of(), to(less));

    assertEquals(List.of("[{\"left\":1,\"label\":\"a\"}]"), values("box"));
    assertEquals(
        hasStructs() ? "struct(left int32, label string)" : "json",
        ChangeText.type(live(less, "box")));
    assertEquals(List.of(), to(clip(nested("box", Box.class)), "narrow-json"));
  }

  @Test
  void aRenamedMemberIsRenamedByHand() throws Exception {
    evolution.to(clip(nested("boxes")), Renames.NONE);
    insert("0", "boxes", "[{\"left\":1,\"label\":\"a\"}]");
    SpecSet titled = clip(nested("boxes", listOf(TitledBox.class)));

    SchemaDiff diff = Differ.diff(titled.on(kind), evolution.state(), Renames.NONE, Set.of());

    assertEquals(
        hasStructs()
            ? List.of(
                "[member-renamed] clip, column boxes: Cannot read title in column boxes of table"
                    + " clip from its old name label, because the column holds structs, in which"
                    + " the new member would be null in existing rows; rename the member at $[] in"
                    + " a script of your own, and record it: run generate with"
                    + " -Dmetaxy.current=scripts")
            : List.of(),
        diff.problems().stream().map(Problem::toString).toList());
    if (hasStructs()) {
      evolution.database().execute("alter table clip rename column boxes.element.label to title");
      evolution.look(titled);
      assertEquals(List.of(), to(titled));
      assertEquals(List.of("[[{\"left\":1,\"title\":\"a\"}]]"), values("boxes"));
    }
  }

  private static Type listOf(Class<?> element) {
    return new ListType(element);
  }

  /** {@code List} of a class. */
  private record ListType(Class<?> element) implements ParameterizedType {

    @Override
    public Type[] getActualTypeArguments() {
      return new Type[] {element};
    }

    @Override
    public Type getRawType() {
      return List.class;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return null;
    }

    @Override
    public String getTypeName() {
      return "java.util.List<" + element.getName() + ">";
    }
  }

  @Test
  void whatBecomesSomethingElseIsRefused() {
    String because =
        ", because no conversion works for every value on every database; add a column of the new"
            + " type under another name, fill it by recomputing the feature, and drop the old one"
            + " in a later migration";
    String start = "[convert-type] clip, column box: Cannot change the type of column box of clip";
    String box = " from struct(left int32, label string) to ";
    ColumnSpec before = nested("box", Box.class);

    for (Map.Entry<ColumnSpec, String> after :
        Map.of(
                nested("box", listOf(Box.class)), "struct(left int32, label string)[]",
                nested("box", NumberedBox.class), "struct(left int32, label int32)",
                nested("box", CaseBox.class), "struct(left int32, Label string)",
                column("box?", ColumnType.STRING), "string",
                list("box?", ColumnType.FLOAT32), "float32[]")
            .entrySet()) {
      List<String> refused = refused(before, after.getKey());
      if (hasStructs()) {
        assertTrue(refused.contains(start + box + after.getValue() + because), refused::toString);
      } else {
        assertTrue(refused.stream().noneMatch(p -> p.contains("struct")), refused::toString);
      }
    }
    assertEquals(
        hasStructs()
            ? List.of(
                "[member-unfit] clip, column box: Cannot store $.more (any) in column box of table"
                    + " clip, because the column has type struct(left int32, label string), and a"
                    + " struct cannot hold these members as the spec now declares them; give them"
                    + " types that a struct can hold, such as long for a Duration, or add a"
                    + " component with another name, whose column is JSON")
            : List.of(),
        blocked(before, nested("box", AnyBox.class)));
    assertEquals(
        hasStructs() ? List.of("$.label (java.time.Duration)", "$.inner[].more (any)") : List.of(),
        blocked(before, nested("box", TimedBox.class)).stream()
            .map(problem -> problem.replaceFirst(".*Cannot store (.*) in column box.*", "$1"))
            .flatMap(members -> Stream.of(members.split(" and ")))
            .toList());
  }

  @Test
  void jsonStaysJson() throws Exception {
    ColumnSpec boxes = nested("boxes");
    evolution.to(clip(json(boxes)), Renames.NONE);
    String name = new SqlText(kind.dialect()).name("boxes");
    String value = "'[{\"left\":1,\"label\":\"a\"}]'";
    evolution.insert(
        "clip",
        List.of("id", "boxes"),
        "'0', " + (kind == MigrationDatabase.H2 ? "json " : "") + value);

    assertEquals(List.of(), to(clip(boxes)));

    assertEquals(List.of(), plan(clip(json(boxes)), clip(boxes)).scripts());
    assertEquals("json", ChangeText.type(live(clip(boxes), "boxes")));
    assertEquals(1, evolution.database().rows("select " + name + " from " + table()).size());
    evolution.to(
        clip(nested("marks", listOf(Box.class))),
        new Renames(Map.of(), Map.of("clip", Map.of("marks", "boxes"))));
    assertEquals("json", ChangeText.type(live(clip(nested("marks", listOf(Box.class))), "marks")));
  }

  @Test
  void aStructStaysWhereTheSpecHasJson() throws Exception {
    ColumnSpec boxes = nested("boxes");
    evolution.to(clip(boxes), Renames.NONE);

    assertEquals(List.of(), to(clip(json(boxes))));

    assertEquals(
        hasStructs() ? "struct(left int32, label string)[]" : "json",
        ChangeText.type(live(clip(boxes), "boxes")));
  }

  @Test
  void aRenamedColumnIsRecognized() {
    SchemaState before = clip(nested("boxes")).on(kind);
    ColumnSpec other = nested("marks", listOf(Box.class));
    for (ColumnSpec marks : List.of(other, json(other))) {
      assertTrue(
          Differ.diff(clip(marks).on(kind), before, Renames.NONE, Set.of())
              .problems()
              .get(0)
              .toString()
              .startsWith("[look-alike] clip, column boxes: "));
    }
  }

  /** As the Python original creates them, from what a class of Pydantic declares. */
  @Test
  void structsOfOthersAreAdopted() throws Exception {
    String schema =
        """
        {"$defs": {"Box": {"properties": {"left": {"type": "integer"},
                                          "label": {"anyOf": [{"type": "string"}, {"type": "null"}],
                                                    "default": null},
                                          "at": {"format": "date-time", "type": "string"},
                                          "uid": {"format": "uuid", "type": "string"},
                                          "scores": {"additionalProperties": {"type": "number"},
                                                     "type": "object"}},
                           "type": "object"}},
         "properties": {"box": {"$ref": "#/$defs/Box"},
                        "boxes": {"items": {"$ref": "#/$defs/Box"}, "type": "array"},
                        "scores": {"additionalProperties": {"type": "number"}, "type": "object"},
                        "by_name": {"additionalProperties": {"$ref": "#/$defs/Box"},
                                    "type": "object"},
                        "loose": {"type": "object"}},
         "required": [], "type": "object"}""";
    List<ColumnSpec> columns = new ArrayList<>();
    for (ColumnSpec column : SchemaJson.read("clip", SchemaJson.parse(schema, "clip"))) {
      columns.add(new ColumnSpec(column.name(), column.type(), true, null));
    }
    SpecSet specs = clip(columns.toArray(ColumnSpec[]::new));
    String made =
        "struct(left int64, label string, at instant, uid uuid, scores map(string, float64))";
    List<String> json = List.of("json", "json", "json", "json", "json");
    assertEquals(
        hasStructs()
            ? List.of(
                made, made + "[]", "map(string, float64)", "map(string, " + made + ")", "json")
            : json,
        specs.on(kind).tables().get(0).columns().subList(1, 6).stream()
            .map(column -> ChangeText.type(column.type()))
            .toList());
    evolution.to(clip(), Renames.NONE);
    String box =
        "struct(label varchar, \"left\" bigint, \"at\" timestamp, uid varchar, more hugeint, scores"
            + " map(varchar, double))";
    String text = hasStructs() ? "" : json();
    for (String column :
        hasStructs()
            ? List.of(
                "box " + box,
                "boxes " + box + "[]",
                "scores map(varchar, double)",
                "by_name map(varchar, " + box + ")",
                "loose " + box)
            : Stream.of("box", "boxes", "scores", "by_name", "loose")
                .map(name -> new SqlText(kind.dialect()).name(name) + " " + text)
                .toList()) {
      evolution.database().execute("alter table " + table() + " add column " + column);
    }
    evolution
        .database()
        .execute(
            kind == MigrationDatabase.MARIADB
                ? "alter table clip comment = ''"
                : "comment on table " + table() + " is null");

    SchemaState found = evolution.database().read(specs.on(kind));
    SchemaDiff diff = Differ.diff(specs.on(kind), found, Renames.NONE, Set.of());

    assertEquals(List.of(), diff.changes());
    assertEquals(List.of(), diff.problems());
  }

  @Test
  void aPlaceholderInTheNameOfAMemberIsRefused() {
    String schema =
        """
        {"properties": {"box": {"properties": {"${a}": {"type": "integer"}}, "type": "object"}},
         "type": "object"}""";
    List<ColumnSpec> columns = SchemaJson.read("clip", SchemaJson.parse(schema, "clip"));
    SpecSet specs = clip(columns.toArray(ColumnSpec[]::new));
    if (hasStructs()) {
      assertEquals(
          "[flyway-placeholder] clip, column box: Cannot write the member's name \"${a}\" to a"
              + " script, because Flyway would take \"${\" for a placeholder; change it",
          assertThrows(SpecException.class, () -> specs.on(kind)).problems().get(0).toString());
    } else {
      assertEquals(1, specs.on(kind).tables().size());
    }
  }
}
