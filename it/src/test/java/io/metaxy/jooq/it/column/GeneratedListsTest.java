package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.db.tables.Footage.FOOTAGE;
import static io.metaxy.jooq.it.db.tables.FootageCut.FOOTAGE_CUT;
import static io.metaxy.jooq.it.db.tables.FootageGrid.FOOTAGE_GRID;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.ComputationException;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.FootageCutRecord;
import io.metaxy.jooq.it.db.tables.records.FootageGridRecord;
import io.metaxy.jooq.it.db.tables.records.FootageRecord;
import io.metaxy.jooq.it.features.Footage.Box;
import io.metaxy.jooq.it.features.Footage.Mood;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.Record4;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists through generated tables and records: setters, samples, selects and conditions. */
class GeneratedListsTest extends ByEveryEngine {

  private static final UUID TAKE = UUID.fromString("7f1c8a52-0c35-4a5c-9b0e-8f0f6c7ad001");
  private static final LocalDate DAY = LocalDate.of(2026, 5, 1);

  GeneratedListsTest() {
    super(Features.GRAPH, FOOTAGE, FOOTAGE_CUT, FOOTAGE_GRID);
  }

  private static FootageRecord footage(int number) {
    return new FootageRecord()
        .setFootageId("f" + (1_000 + number))
        .setVector(new float[] {number, 0.1f, -1, 4})
        .setLongs(new long[] {number, Long.MAX_VALUE})
        .setLines(new String[] {"a", "it's \"b\""})
        .setTags(Arrays.asList("tag" + number, null))
        .setTakes(List.of(TAKE))
        .setDays(List.of(DAY))
        .setBoxes(List.of(new Box("left", number, 0.5, List.of("x"))))
        .setMetaxyProvenanceByField(Map.of("scene", "s" + number));
  }

  private static int number(String id) {
    return Integer.parseInt(id.substring(1)) - 1_000;
  }

  private static void assertFootage(int number, FootageRecord footage) {
    assertArrayEquals(new float[] {number, 0.1f, -1, 4}, footage.getVector());
    assertArrayEquals(new long[] {number, Long.MAX_VALUE}, footage.getLongs());
    assertArrayEquals(new String[] {"a", "it's \"b\""}, footage.getLines());
    assertEquals(Arrays.asList("tag" + number, null), footage.getTags());
    assertEquals(List.of(TAKE), footage.getTakes());
    assertEquals(List.of(DAY), footage.getDays());
    assertEquals(List.of(new Box("left", number, 0.5, List.of("x"))), footage.getBoxes());
    assertNull(footage.getFloats());
  }

  private static FootageCutRecord cut(Sample<FootageCutRecord> sample) {
    FootageRecord footage = sample.from(FOOTAGE);
    assertFootage(number(footage.getFootageId()), footage);
    float[] mean = footage.getVector().clone();
    mean[3] = mean[0];
    return sample.record().setMean(mean).setLabels(List.of(footage.getTags().get(0), ""));
  }

  private static FootageGridRecord grid(Sample<FootageGridRecord> sample) {
    FootageRecord footage = sample.from(FOOTAGE);
    assertNull(footage.getLines());
    float[] vector = footage.getVector();
    return sample
        .record()
        .setMatrix(new float[][] {vector, {}, {vector[0]}})
        .setVectors(List.of(vector))
        .setWords(List.of(List.of(), List.of(footage.getTags().get(0))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60})
  void listsTravelThroughSetterSampleAndGetter(int rows) {
    store.write(FOOTAGE, IntStream.range(0, rows).mapToObj(i -> footage(i)).toList());
    store.read(FOOTAGE).fetch().forEach(row -> assertFootage(number(row.getFootageId()), row));
    assertEquals(rows, store.resolve(FOOTAGE_CUT).pending(GeneratedListsTest::cut));
    assertEquals(rows, store.resolve(FOOTAGE_GRID).pending(GeneratedListsTest::grid));
    for (FootageCutRecord cut : store.read(FOOTAGE_CUT).fetch()) {
      int number = number(cut.getFootageId());
      assertArrayEquals(new float[] {number, 0.1f, -1, number}, cut.getMean());
      assertEquals(List.of("tag" + number, ""), cut.getLabels());
    }
    for (FootageGridRecord grid : store.read(FOOTAGE_GRID).fetch()) {
      int number = number(grid.getFootageId());
      float[] vector = {number, 0.1f, -1, 4};
      assertArrayEquals(new float[][] {vector, {}, {number}}, grid.getMatrix());
      assertArrayEquals(vector, grid.getVectors().get(0));
      assertEquals(List.of(List.of(), List.of("tag" + number)), grid.getWords());
    }
    assertEquals(
        "new 0, stale 0, orphaned 0, pending 0", store.resolve(FOOTAGE_GRID).counts().toString());
  }

  @Test
  void selectsAndJoinsOfTheDslReadThem() {
    store.write(FOOTAGE, List.of(footage(1), footage(2)));
    store.resolve(FOOTAGE_CUT).pending(GeneratedListsTest::cut);
    var footage = store.current(FOOTAGE);
    var cuts = store.current(FOOTAGE_CUT);
    Record4<float[], String[], List<String>, float[]> row =
        dsl.select(FOOTAGE.VECTOR, FOOTAGE.LINES, FOOTAGE.TAGS, FOOTAGE_CUT.MEAN)
            .from(footage)
            .join(cuts)
            .on(FOOTAGE.FOOTAGE_ID.eq(FOOTAGE_CUT.FOOTAGE_ID))
            .where(FOOTAGE.FOOTAGE_ID.eq("f1002"))
            .and(FOOTAGE.VECTOR.isNotNull())
            .and(FOOTAGE.FLOATS.isNull())
            .fetchSingle();
    assertArrayEquals(new float[] {2, 0.1f, -1, 4}, row.value1());
    assertArrayEquals(new String[] {"a", "it's \"b\""}, row.value2());
    assertEquals(Arrays.asList("tag2", null), row.value3());
    assertArrayEquals(new float[] {2, 0.1f, -1, 2}, row.value4());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60})
  void listsOfListsAreResolvedAndFoundByFilters(int rows) {
    Random random = new Random(rows);
    List<FootageGridRecord> grids =
        IntStream.range(0, rows).mapToObj(i -> randomGrid(i, random)).toList();
    store.write(FOOTAGE_GRID, grids);
    List<Field<?>> lists = List.of(FOOTAGE_GRID.MATRIX, FOOTAGE_GRID.VECTORS, FOOTAGE_GRID.WORDS);
    for (Field<?> list : lists) {
      for (boolean isNull : new boolean[] {true, false}) {
        String filter = list.getName() + (isNull ? " IS NULL" : " IS NOT NULL");
        Map<String, FootageGridRecord> found =
            storeWith(FootageFilters.cuts("footage/grid", filter))
                .resolve(FOOTAGE_CUT)
                .newSamples()
                .fetch()
                .stream()
                .map(sample -> sample.from(FOOTAGE_GRID))
                .collect(Collectors.toMap(FootageGridRecord::getFootageId, grid -> grid));
        List<FootageGridRecord> expected =
            grids.stream().filter(grid -> (grid.get(list) == null) == isNull).toList();
        assertEquals(expected.size(), found.size(), filter);
        for (FootageGridRecord grid : expected) {
          FootageGridRecord read = Objects.requireNonNull(found.get(grid.getFootageId()), filter);
          lists.forEach(
              each -> assertEquals(ListRows.text(grid.get(each)), ListRows.text(read.get(each))));
        }
      }
    }
  }

  private static FootageGridRecord randomGrid(int number, Random random) {
    FootageGridRecord grid =
        new FootageGridRecord()
            .setFootageId("f" + (1_000 + number))
            .setMetaxyProvenanceByField(Map.of("grid", "g" + number));
    if (random.nextBoolean()) {
      grid.setMatrix(
          IntStream.range(0, random.nextInt(3))
              .mapToObj(i -> vector(random))
              .toArray(float[][]::new));
    }
    if (random.nextBoolean()) {
      grid.setVectors(IntStream.range(0, random.nextInt(3)).mapToObj(i -> vector(random)).toList());
    }
    if (random.nextBoolean()) {
      grid.setWords(
          IntStream.range(0, random.nextInt(3))
              .mapToObj(i -> Collections.nCopies(random.nextInt(3), "it's \"" + i + "\""))
              .toList());
    }
    return grid;
  }

  private static float[] vector(Random random) {
    float[] vector = new float[random.nextInt(4)];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  @Test
  void rowsWithoutAListAreFoundByConditions() {
    store.write(FOOTAGE, List.of(footage(1), footage(2).setTags(null)));
    assertEquals(
        List.of("f1002"),
        store.read(FOOTAGE).where(FOOTAGE.TAGS.isNull()).fetch().getValues(FOOTAGE.FOOTAGE_ID));
    assertEquals(
        "new 1, stale 0, orphaned 0, pending 1",
        store
            .resolve(FOOTAGE_CUT, r -> r.where(FOOTAGE, FOOTAGE.TAGS.isNotNull()))
            .counts()
            .toString());
    assertEquals(1, store.delete(FOOTAGE, FOOTAGE.TAGS.isNull()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30})
  void aNameThatTheEnumDoesNotHaveIsAnErrorThatNamesTheRow(int count) {
    List<FootageRecord> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(footage(i).setMoods(Arrays.asList(Mood.CALM, null)));
    }
    store.write(FOOTAGE, rows);
    assertEquals(Arrays.asList(Mood.CALM, null), store.read(FOOTAGE).fetch().get(0).getMoods());
    String last = "f" + (1_000 + count - 1);
    dsl.update(FOOTAGE)
        .set(
            Map.of(FOOTAGE.MOODS.getUnqualifiedName(), DSL.field(FOOTAGE.LINES.getQualifiedName())))
        .where(FOOTAGE.FOOTAGE_ID.eq(last))
        .execute();
    String mood = Mood.class.getName();
    String reason =
        fixture.can(Capability.LISTS)
            ? "Cannot read the value a in a list as Mood (must be one of [CALM, TENSE])"
            : "Cannot read a JSON column as java.util.List<"
                + mood
                + ">: a at $[0] is not a constant of "
                + mood
                + " (must be one of CALM, TENSE); keep the constant in the enum, or correct the row";
    StoreException e = assertThrows(StoreException.class, () -> store.read(FOOTAGE).fetch());
    String says = String.valueOf(e.getMessage());
    String row = "cannot read the row (footage_id=" + last + "): its moods is ";
    assertTrue(says.startsWith("Cannot read footage: " + row), says);
    assertTrue(says.endsWith(reason + "; correct the row, or the type of the column"), says);
    DataAccessException own =
        assertThrows(DataAccessException.class, () -> dsl.selectFrom(FOOTAGE).fetch());
    String ownSays = String.valueOf(own.getCause(IllegalStateException.class).getMessage());
    assertTrue(ownSays.startsWith(reason), ownSays);
    ComputationException computed =
        assertThrows(
            ComputationException.class,
            () -> store.resolve(FOOTAGE_CUT).pending(GeneratedListsTest::cut));
    String resolved = String.valueOf(computed.getMessage());
    assertTrue(
        resolved.contains(
            "its moods is [a, it's \"b\"]: Cannot read the value a in a list as Mood (must be one of"
                + " [CALM, TENSE]); correct the row, or the type of the column"),
        resolved);
  }
}
