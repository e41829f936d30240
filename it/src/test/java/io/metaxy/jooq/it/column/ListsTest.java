package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.column.ClipTable.CLIP;
import static io.metaxy.jooq.it.column.CutTable.CUT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.increment.PendingResult;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.column.ClipTable.Clip;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.database.OnFastestKinds;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTables;
import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists are read as they were written, by value and in bulk, and travel downstream. */
class ListsTest extends OnFastestKinds {

  ListsTest() {
    super(FeatureTables.graph(GraphOptions.DEFAULT, CLIP, CUT), CLIP, CUT);
  }

  private List<Clip> read() {
    return store.read(CLIP).fetch().stream()
        .sorted(Comparator.comparing(clip -> clip.get(CLIP.clipId)))
        .toList();
  }

  private static void assertSame(List<Clip> written, List<Clip> read) {
    assertEquals(written.size(), read.size());
    for (int i = 0; i < written.size(); i++) {
      assertEquals(ListRows.text(written.get(i)), ListRows.text(read.get(i)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 100})
  void areReadAsTheyWereWritten(int rows) {
    List<Clip> clips = ListRows.rows(rows);
    store.write(CLIP, clips);
    assertSame(clips, read());
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void travelDownstream(Engine engine) {
    List<Clip> clips = ListRows.rows(100);
    store.write(CLIP, clips);
    AtomicInteger computed = new AtomicInteger();
    store
        .withEngine(engine)
        .resolve(CUT)
        .pending(
            sample -> {
              computed.incrementAndGet();
              Clip clip = sample.from(CLIP);
              int number = Integer.parseInt(clip.get(CLIP.clipId).substring(1)) - 1000;
              assertEquals(ListRows.text(clips.get(number)), ListRows.text(clip));
              return sample.record();
            });
    assertEquals(100, computed.get());
  }

  @Test
  void randomListsAreReadAsTheyWereWritten() {
    areReadAsTheyWereWritten(1, List.of(3, 60));
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 3})
  @Tag("exhaustive")
  void manyRandomListsAreReadAsTheyWereWritten(long seed) {
    areReadAsTheyWereWritten(seed, List.of(1, 1_000));
  }

  private void areReadAsTheyWereWritten(long seed, List<Integer> counts) {
    RandomLists random = new RandomLists(seed, fixture);
    for (int rows : counts) {
      List<Clip> clips = random.rows(rows);
      store.write(CLIP, clips);
      assertSame(clips, read());
      for (Engine engine : Engine.values()) {
        MetadataStore by = store.withEngine(engine);
        PendingResult computed =
            by.resolve(CUT)
                .computing()
                .pending(
                    sample -> {
                      Clip clip = sample.from(CLIP);
                      int number = Integer.parseInt(clip.get(CLIP.clipId).substring(1)) - 1000;
                      assertEquals(ListRows.text(clips.get(number)), ListRows.text(clip));
                      return sample.record();
                    });
        assertEquals(rows, computed.samples());
        by.delete(CUT, DSL.noCondition());
      }
      store.delete(CLIP, DSL.noCondition());
    }
  }

  private Clip one(int row) {
    return read().get(row);
  }

  private static <T> List<Clip> clips(int rows, Field<T> field, T value) {
    List<Clip> clips = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      Clip clip = ListRows.row(0);
      clip.set(CLIP.clipId, "c" + (1000 + i));
      clip.set(field, i == rows - 1 ? value : null);
      clips.add(clip);
    }
    return clips;
  }

  /** NaN, infinities, zeros with a sign and the smallest numbers. */
  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void floatingPointNumbersAreKeptBitForBit(int rows) {
    float[] floats = {-0.0f, 0.0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL};
    double[] doubles = {-0.0, Double.MIN_VALUE, -Double.MIN_NORMAL};
    if (!fixture.can(Capability.SIGNED_ZEROS) && fixture.can(Capability.LISTS)) {
      floats[0] = 0.0f;
      doubles[0] = 0.0;
    }
    List<Clip> clips = clips(rows, CLIP.floats, floats);
    clips.get(rows - 1).set(CLIP.doubles, doubles);
    store.write(CLIP, clips);
    assertArrayEquals(floats, one(rows - 1).get(CLIP.floats));
    assertArrayEquals(doubles, one(rows - 1).get(CLIP.doubles));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void numbersThatAreNotFiniteAreKeptUnlessListsAreJson(int rows) {
    float[] floats = {1, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    List<Clip> clips = clips(rows, CLIP.floats, floats);
    List<Double> doubles = Arrays.asList(Double.NaN, null, Double.NEGATIVE_INFINITY);
    clips.get(rows - 1).set(CLIP.float64, doubles);
    if (!fixture.can(Capability.LISTS)) {
      assertEquals(
          cannot(rows)
              + "its floats cannot be converted to the type of the column: Cannot write a JSON"
              + " column from float[]: NaN is not a number in JSON at $[1]; set null, or declare a"
              + " column that is not JSON",
          refused(InvalidRowException.class, () -> store.write(CLIP, clips)));
      clips.get(rows - 1).set(CLIP.floats, null);
      assertEquals(
          cannot(rows)
              + "its float64 cannot be converted to the type of the column: Cannot write a JSON"
              + " column from java.util.List<java.lang.Double>: NaN is not a number in JSON at"
              + " $[0]; set null, or declare a column that is not JSON",
          refused(InvalidRowException.class, () -> store.write(CLIP, clips)));
      assertEquals(0, dsl.fetchCount(CLIP));
      return;
    }
    store.write(CLIP, clips);
    assertArrayEquals(floats, one(rows - 1).get(CLIP.floats));
    assertEquals(doubles, one(rows - 1).get(CLIP.float64));
  }

  private static String cannot(int row) {
    return "Cannot write row " + row + " of clip (clip_id=c" + (999 + row) + "): ";
  }

  private <T> void assertRefused(Field<T> field, T value, String reason) {
    for (int rows : List.of(1, 100)) {
      assertEquals(
          cannot(rows) + reason,
          refused(InvalidRowException.class, () -> store.write(CLIP, clips(rows, field, value))));
      assertEquals(0, dsl.fetchCount(CLIP));
    }
  }

  @Test
  void aVectorOfAnotherLengthIsRefused() {
    assertRefused(
        CLIP.vector,
        new float[] {1, 2},
        "its vector has 2 elements, but the feature requires 3; set a list of this length");
    assertRefused(
        CLIP.vector,
        new float[0],
        "its vector has 0 elements, but the feature requires 3; set a list of this length");
  }

  @Test
  void nullIsRefusedAmongElementsThatAreNotNullable() {
    assertRefused(
        CLIP.tags,
        Arrays.asList("a", null),
        "its tags[1] is null; leave it out, or mark the elements as @Nullable in the record");
    assertRefused(
        CLIP.texts,
        new String[] {null},
        "its texts[0] is null; leave it out, or mark the elements as @Nullable in the record");
  }

  @Test
  void textsThatAreNotUnicodeAreRefused() {
    assertRefused(
        CLIP.tags,
        List.of("a", "\uD83D"),
        "its tags[1] has half a surrogate pair, U+D83D at position 1, so it is not valid Unicode;"
            + " correct or remove it");
    assertRefused(
        CLIP.words,
        List.of(List.of(), List.of("x", "a\uDE00")),
        "its words[1][1] has half a surrogate pair, U+DE00 at position 2, so it is not valid"
            + " Unicode; correct or remove it");
  }

  @Test
  void zeroCharactersAreKeptOrRefused() {
    List<String> zero = List.of("a\u0000b", "\u0000");
    if (fixture.can(Capability.ZERO_CHARACTERS)) {
      for (int rows : List.of(1, 100)) {
        store.write(CLIP, clips(rows, CLIP.tags, zero));
        assertEquals(zero, one(rows - 1).get(CLIP.tags));
      }
    } else {
      assertRefused(
          CLIP.tags,
          zero,
          "its tags[0] has the character U+0000 at position 2, which this database cannot store;"
              + " remove it");
    }
  }

  @Test
  void elementsThatExceedTheirTypeAreRefused() {
    if (fixture.can(Capability.LISTS)) {
      assertRefused(
          CLIP.prices,
          List.of(BigDecimal.ONE, new BigDecimal("1E+12")),
          "its prices[1] is 1E+12, but the live column holds 12 digits before the decimal point;"
              + " set a value that fits, or change the column with a migration");
    }
    if (fixture.can(Capability.LISTS) && fixture.can(Capability.TEXT_LENGTHS)) {
      assertRefused(
          CLIP.codes,
          Arrays.asList(null, "123456"),
          "its codes[1] has 6 "
              + fixture.lengths()
              + ", but the live column holds 5; set a value that fits, or change the column with a"
              + " migration");
    } else {
      store.write(CLIP, clips(1, CLIP.codes, List.of("123456")));
      assertEquals(List.of("123456"), one(0).get(CLIP.codes));
    }
  }

  @Test
  void aListThatThrowsIsRefused() {
    List<String> broken =
        new AbstractList<>() {
          @Override
          public String get(int index) {
            throw new IllegalStateException("no tags today");
          }

          @Override
          public int size() {
            return 1;
          }
        };
    assertRefused(
        CLIP.tags,
        broken,
        "its tags cannot be converted to the type of the column: java.lang.IllegalStateException:"
            + " no tags today; set another value, or correct the converter");
  }

  @Test
  void aRowOfManyElementsIsKept() {
    float[] many = new float[60_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = 1f / (i + 1);
    }
    for (int rows : List.of(1, 100)) {
      store.write(CLIP, clips(rows, CLIP.floats, many));
      assertArrayEquals(many, one(rows - 1).get(CLIP.floats));
    }
  }

  /** The most that an array of H2 has. */
  @Test
  void aListThatNoArrayHoldsIsRefused() {
    double[] many = new double[65_537];
    many[65_536] = 0.5;
    if (fixture.dialect() == SQLDialect.H2) {
      assertRefused(
          CLIP.doubles,
          many,
          "its doubles has 65537 elements, but the live column holds at most 65536; set a shorter"
              + " list, because this database cannot store longer ones");
    } else {
      store.write(CLIP, clips(1, CLIP.doubles, many));
      assertArrayEquals(many, one(0).get(CLIP.doubles));
    }
    double[] most = Arrays.copyOf(many, 65_536);
    for (int rows : List.of(1, 100)) {
      store.write(CLIP, clips(rows, CLIP.doubles, most));
      assertArrayEquals(most, one(rows - 1).get(CLIP.doubles));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void softDeletedRowsKeepTheirLists(Engine engine) {
    List<Clip> clips = ListRows.rows(60);
    store.write(CLIP, clips);
    store.withEngine(engine).resolve(CUT).pending(Sample::record);
    assertEquals(60, store.delete(CLIP, DSL.noCondition()));
    assertEquals(0, read().size());
    List<Clip> deleted =
        store.read(CLIP).includingDeleted().fetch().stream()
            .sorted(Comparator.comparing(clip -> clip.get(CLIP.clipId)))
            .toList();
    assertSame(clips, deleted);
    assertEquals(60, store.withEngine(engine).resolve(CUT).counts().orphaned());
  }

  /** Conditions, inserts and updates of the caller's own. */
  @ParameterizedTest
  @EnumSource(StatementType.class)
  void areBoundInTheCallersStatements(StatementType type) {
    DSLContext own = DSL.using(dsl.configuration().deriveSettings(s -> s.withStatementType(type)));
    List<Clip> clips = ListRows.rows(12);
    store.write(CLIP, clips);
    for (Clip clip : clips) {
      own.update(CLIP)
          .set(ListRows.lists(clip))
          .where(CLIP.clipId.eq(clip.get(CLIP.clipId)))
          .execute();
    }
    List<Clip> read = read();
    for (int i = 0; i < clips.size(); i++) {
      assertEquals(ListRows.text(clips.get(i)), ListRows.text(read.get(i)));
    }
    if (fixture.can(Capability.LISTS)) {
      List<String> odd = clips.get(2).get(CLIP.tags);
      assertEquals(
          clips.stream().filter(clip -> odd.equals(clip.get(CLIP.tags))).count(),
          own.fetchCount(CLIP, CLIP.tags.eq(odd)));
      assertEquals(
          clips.stream().filter(clip -> odd.equals(clip.get(CLIP.tags))).count(),
          own.fetchCount(CLIP, CLIP.tags.in(List.of(odd, List.of("nothing")))));
      assertEquals(
          clips.stream().filter(clip -> odd.equals(clip.get(CLIP.tags))).count(),
          store.read(CLIP).where(CLIP.tags.eq(odd)).fetch().size());
      List<BigDecimal> fine = clips.get(2).get(CLIP.shares);
      assertEquals(
          clips.stream().filter(clip -> fine.equals(clip.get(CLIP.shares))).count(),
          own.fetchCount(CLIP, CLIP.shares.eq(fine)));
      assertEquals(0, own.fetchCount(CLIP, CLIP.shares.eq(List.of(fine.get(0).add(fine.get(0))))));
    }
  }
}
