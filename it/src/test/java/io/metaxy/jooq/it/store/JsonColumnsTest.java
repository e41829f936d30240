package io.metaxy.jooq.it.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.it.database.ByFieldForm;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecJson;
import io.metaxy.jooq.table.FeatureData;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.FeatureTables;
import io.metaxy.jooq.table.JsonConverter;
import io.metaxy.jooq.table.PlanTable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.JSON;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;
import org.jooq.impl.TableRecordImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written to a JSON column can be read, by this and by later versions of its type. */
class JsonColumnsTest extends OnEveryDatabase {

  private static final Scenes SCENE = new Scenes();

  JsonColumnsTest() {
    super(FeatureTables.graph(GraphOptions.DEFAULT, SCENE), SCENE);
  }

  /** The kind of a span. */
  public enum Kind {
    CUT,
    FADE
  }

  /** A part of a scene, with methods in addition to its components. */
  public record Span(
      double start,
      double end,
      BigDecimal cost,
      long frames,
      Kind kind,
      Optional<String> label,
      OffsetDateTime at,
      Map<UUID, Set<Integer>> marks,
      List<Span> parts) {

    public boolean isEmpty() {
      return end <= start;
    }

    public double getLength() {
      return end - start;
    }
  }

  /** A converter as generated code has it. */
  private static final class Spans extends JsonConverter<List<Span>> {
    private static final long serialVersionUID = 1L;
  }

  private static final class Facts extends JsonConverter<Map<String, Object>> {
    private static final long serialVersionUID = 1L;
  }

  private static final class Scenes extends TableImpl<Scene> implements FeatureTable<Scene> {

    private static final long serialVersionUID = 1L;

    private static final FeatureSpec SPEC =
        FeatureSpec.of("scene").id("scene_id").fields("cut").build();

    final TableField<Scene, String> sceneId =
        createField(DSL.name("scene_id"), SQLDataType.VARCHAR.notNull(), this);
    final TableField<Scene, List<Span>> spans =
        createField(DSL.name("spans"), SQLDataType.JSON.notNull(), this, "", new Spans());
    final TableField<Scene, Map<String, Object>> facts =
        createField(DSL.name("facts"), SQLDataType.JSON.notNull(), this, "", new Facts());

    final TableField<Scene, Map<String, String>> provenance;

    @SuppressWarnings("unchecked") // The type of a by-field column.
    Scenes() {
      super(DSL.name("scene"));
      for (String name : SystemColumns.ALL) {
        createField(DSL.name(name), PlanTable.systemType(name), this);
      }
      provenance =
          (TableField<Scene, Map<String, String>>) field(SystemColumns.PROVENANCE_BY_FIELD);
    }

    @Override
    public Class<Scene> getRecordType() {
      return Scene.class;
    }

    @Override
    public FeatureData featureData() {
      List<ColumnSpec> columns =
          List.of(
              ColumnSpec.of("scene_id", ColumnType.STRING, false),
              ColumnSpec.of("spans", ColumnType.JSON, false),
              ColumnSpec.of("facts", ColumnType.JSON, false));
      return new FeatureData(
          FeatureData.GENERATOR_VERSION,
          "scene",
          List.of("cut"),
          SpecJson.write(SPEC),
          SchemaJson.text(SchemaJson.write(columns, "Scene")),
          "it",
          "");
    }
  }

  /** A record as generated code has it. */
  public static final class Scene extends TableRecordImpl<Scene> implements FeatureRecord<Scene> {

    private static final long serialVersionUID = 1L;

    public Scene() {
      super(SCENE);
    }
  }

  private static Span span(int number) {
    BigDecimal cost =
        List.of(
                new BigDecimal("0.10"),
                new BigDecimal("1234567890123456789.01234567890123456789"),
                new BigDecimal("-0.00000000000000000000000000001"),
                new BigDecimal("100"))
            .get(number % 4);
    return new Span(
        number,
        Math.PI * number,
        cost,
        Long.MAX_VALUE - number,
        Kind.FADE,
        number % 2 == 0 ? Optional.empty() : Optional.of("a\"\\'\u00e4\n\uD83D\uDE00"),
        OffsetDateTime.parse("2026-01-31T10:00:00.123456789+05:30"),
        Map.of(new UUID(1, number), Set.of(number)),
        number == 0 ? null : List.of(span(number - 1)));
  }

  private static Map<String, Object> facts(int number) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("nothing", null);
    facts.put("text", "t" + number);
    facts.put("int", number);
    facts.put("long", 9_007_199_254_740_993L);
    facts.put("big", new BigInteger("123456789012345678901234567890"));
    facts.put("double", 0.1 + number);
    facts.put("decimal", new BigDecimal("0.12345678901234567890123"));
    facts.put("list", Arrays.asList(true, null, Map.of("x", 1.5)));
    return facts;
  }

  private static Scene scene(int number) {
    Scene scene = new Scene();
    scene.set(SCENE.sceneId, "s" + (1000 + number));
    scene.set(SCENE.spans, number == 0 ? List.of() : Arrays.asList(span(number % 5), null));
    scene.set(SCENE.facts, facts(number));
    scene.set(SCENE.provenance, Map.of("cut", "a" + number));
    return scene;
  }

  private List<Scene> read() {
    return store.read(SCENE).fetch().stream()
        .sorted(Comparator.comparing(scene -> scene.get(SCENE.sceneId)))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100})
  void valuesAreReadAsTheyWereWritten(int rows) {
    List<Scene> scenes = IntStream.range(0, rows).mapToObj(JsonColumnsTest::scene).toList();
    store.write(SCENE, scenes);
    List<Scene> read = read();
    assertEquals(rows, read.size());
    for (int i = 0; i < rows; i++) {
      assertEquals(scenes.get(i).get(SCENE.spans), read.get(i).get(SCENE.spans));
      assertEquals(scenes.get(i).get(SCENE.facts), read.get(i).get(SCENE.facts));
    }
  }

  /** The forms that tables of others have. */
  @Test
  void valuesAreReadFromColumnsOfOtherTypes() throws Exception {
    for (ByFieldForm form : fixture.byFieldForms()) {
      if (form == ByFieldForm.JSONB || form == ByFieldForm.TEXT) {
        try (TestDatabase own = fixture.open()) {
          own.create(SCENE);
          for (String column : List.of("spans", "facts")) {
            own.execute("alter table \"scene\" drop column \"" + column + "\"");
            own.execute("alter table \"scene\" add column \"" + column + "\" " + form.name());
          }
          store = storeOf(own.dsl(), FeatureTables.graph(GraphOptions.DEFAULT, SCENE));
          valuesAreReadAsTheyWereWritten(1);
          valuesAreReadAsTheyWereWritten(100);
        }
      }
    }
  }

  /** Rows that an earlier version of the record wrote, or this library with its derived getters. */
  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void rowsOfOtherVersionsOfTheRecordAreRead(int rows) {
    store.write(SCENE, IntStream.range(0, rows).mapToObj(JsonColumnsTest::scene).toList());
    overwrite(
        "[{\"start\": 1, \"end\": 2.5, \"cost\": 1.50, \"frames\": 3.0, \"empty\": false,"
            + " \"length\": 1.5, \"left\": {\"the\": [\"record\"]}}]");
    Span span =
        new Span(1, 2.5, new BigDecimal("1.50"), 3, null, Optional.empty(), null, null, null);
    List<Scene> read = read();
    assertEquals(rows, read.size());
    read.forEach(scene -> assertEquals(List.of(span), scene.get(SCENE.spans)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{"start": 1, "end": 2, "frames": 3, "kind": "WIPE"}]  | WIPE at $[0].kind is not a constant of io.metaxy.jooq.it.store.JsonColumnsTest$Kind (must be one of CUT, FADE); keep the constant in the enum, or correct the row
          [{"start": 1, "end": 2}]                               | there is no value at $[0].frames; make it nullable (such as Integer for int), annotate it with @JsonSetter(nulls = Nulls.AS_EMPTY) for zero or false, or correct the row
          [{"start": 1, "end": 2, "frames": 9223372036854775808}]| 9223372036854775808 is not a value of long at $[0].frames; correct the row or the type
          [{"start": 1, "end": 2, "frames": 2.5}]                | 2.5 is not a value of a long at $[0].frames; correct the row or the type
          """)
  void whatTheTypeCannotHoldIsAnErrorWithItsPlace(String json, String reason) {
    store.write(SCENE, List.of(scene(0)));
    overwrite(json);
    RuntimeException thrown = assertThrows(RuntimeException.class, this::read);
    assertEquals(
        "Cannot read a JSON column as java.util.List<" + Span.class.getName() + ">: " + reason,
        ofConverter(thrown));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void whatJsonCannotHoldIsRejectedBeforeAnythingIsWritten(int rows) {
    List<Scene> scenes =
        new ArrayList<>(IntStream.range(0, rows).mapToObj(JsonColumnsTest::scene).toList());
    scenes.get(rows - 1).set(SCENE.facts, Map.of("list", List.of(1, Double.NaN)));
    RuntimeException thrown =
        assertThrows(RuntimeException.class, () -> store.write(SCENE, scenes));
    assertEquals(
        "Cannot write a JSON column from java.util.Map<java.lang.String,java.lang.Object>: NaN is"
            + " not a number in JSON at $.list[1]; set null, or declare a column that is not JSON",
        ofConverter(thrown));
    assertEquals(0, dsl.fetchCount(SCENE));
  }

  /** The converter's own sentence. */
  private static String ofConverter(Throwable thrown) {
    Throwable cause = thrown;
    while (!String.valueOf(cause.getMessage()).matches("Cannot (read|write) a JSON column.*")) {
      cause = cause.getCause();
    }
    return cause.getMessage();
  }

  private void overwrite(String json) {
    dsl.update(SCENE)
        .set(DSL.field(DSL.name("spans"), SQLDataType.JSON), JSON.valueOf(json))
        .execute();
  }
}
