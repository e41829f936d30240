package io.metaxy.jooq.migration.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.fixture.Evolution;
import io.metaxy.jooq.migration.fixture.ModelTable;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.LogicalType.Json;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.JsonConverter;
import io.metaxy.jooq.table.JsonForms;
import io.metaxy.jooq.table.JsonShapes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store reads the nested records that it wrote to the columns that migrations made for them. */
class NestedRecordsTest {

  private static final JsonConverter<List<Everything>> CONVERTER = new JsonConverter<>() {};

  /** A kind of value. */
  public enum Mood {
    CALM,
    TENSE
  }

  /** Every type that a member can have, as Java writes them to JSON. */
  public record Everything(
      @Nullable String text,
      char letter,
      boolean flag,
      byte tiny,
      short small,
      int whole,
      long big,
      float real,
      double precise,
      @Nullable UUID uuid,
      @Nullable Instant instant,
      @Nullable LocalDate date,
      @Nullable LocalDateTime dateTime,
      @Nullable LocalTime time,
      @Nullable Mood mood,
      Optional<Integer> maybe,
      @Nullable List<@Nullable String> words,
      @Nullable List<List<Double>> matrix,
      @Nullable Map<String, Float> scores,
      @Nullable Map<Mood, @Nullable Inner> byMood,
      @Nullable Inner inner) {}

  /** A record in a record. */
  public record Inner(int left, @Nullable List<Inner2> more) {}

  /** A record in a list in a record. */
  public record Inner2(String label) {}

  private static final Everything NOTHING =
      new Everything(
          null,
          'x',
          false,
          (byte) 0,
          (short) 0,
          0,
          0,
          0,
          0,
          null,
          null,
          null,
          null,
          null,
          null,
          Optional.empty(),
          null,
          null,
          null,
          null,
          null);

  private static Everything filled(int row) {
    Map<String, Float> scores = new LinkedHashMap<>();
    scores.put("z \"quoted\"", -1.5f);
    scores.put("", Float.MIN_VALUE);
    scores.put("a", Float.MAX_VALUE);
    Map<Mood, Inner> byMood = new LinkedHashMap<>();
    byMood.put(Mood.TENSE, new Inner(row, List.of(new Inner2("\u00FC'\"\\{}[]"), new Inner2(""))));
    byMood.put(Mood.CALM, null);
    return new Everything(
        "o'\"\\ \uD83D\uDE00\n null",
        '\'',
        true,
        Byte.MIN_VALUE,
        Short.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE - row,
        0.1f,
        row % 2 == 0 ? Double.MIN_VALUE : Math.PI * 1e300,
        new UUID(row, -1),
        Instant.parse("2026-05-01T12:00:00.123456Z"),
        LocalDate.of(1, 1, 1),
        LocalDateTime.of(2026, 5, 1, 12, 0),
        LocalTime.of(10, 15),
        Mood.TENSE,
        Optional.of(row),
        Arrays.asList("null", null, "", "1"),
        List.of(List.of(), List.of(1.0, -0.5)),
        scores,
        byMood,
        new Inner(1, null));
  }

  private static SpecSet specs() {
    java.lang.reflect.Type type =
        ((java.lang.reflect.ParameterizedType) CONVERTER.getClass().getGenericSuperclass())
            .getActualTypeArguments()[0];
    Json json =
        new Json(true, "List", JsonShapes.of(type).shape(), JsonForms.of(type).orElseThrow());
    return SpecSet.of(
        SpecSet.feature("clip", SpecSet.text("id"), new ColumnSpec("values", json, true, null)));
  }

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void ofEveryTypeAreReadAsTheyWereWritten(MigrationDatabase kind) throws Exception {
    try (Evolution evolution = new Evolution(kind)) {
      evolution.to(specs(), Renames.NONE);
      FeatureGraph graph =
          FeatureGraph.of(
              specs().model().features().stream().map(FeaturePlan::definition).toList());
      MetadataStore store =
          MetadataStore.of(DSL.using(evolution.database().connection(), kind.dialect()), graph);
      ModelTable table = new ModelTable(graph.plans().iterator().next());
      List<@Nullable List<@Nullable Everything>> values = new ArrayList<>();
      for (int rows : new int[] {1, 100}) {
        List<ModelTable.Row> records = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
          List<@Nullable Everything> value =
              i % 7 == 3 ? null : Arrays.asList(filled(i), NOTHING, null);
          ModelTable.Row row = new ModelTable.Row(table);
          set(row, table.field("id"), "%03d".formatted(values.size()));
          set(row, table.field("values"), CONVERTER.to(value));
          set(row, table.field(SystemColumns.PROVENANCE_BY_FIELD), Map.of("default", "h"));
          records.add(row);
          values.add(value);
        }

        store.write(table, records);
      }

      List<@Nullable List<@Nullable Everything>> found = new ArrayList<>();
      for (JSON json :
          DSL.using(evolution.database().connection(), kind.dialect())
              .select(table.field("values", JSON.class))
              .from(store.read(table).asTable())
              .orderBy(table.field("id"))
              .fetch(table.field("values", JSON.class))) {
        found.add(CONVERTER.from(json));
      }
      assertEquals(values, found);
    }
  }

  private static <T> void set(ModelTable.Row row, Field<T> field, @Nullable Object value) {
    row.set(field, field.getType().cast(value));
  }
}
