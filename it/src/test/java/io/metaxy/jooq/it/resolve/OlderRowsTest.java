package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotFrame.SHOT_FRAME;
import static io.metaxy.jooq.it.db.tables.ShotRating.SHOT_RATING;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotFrameRecord;
import io.metaxy.jooq.it.db.tables.records.ShotRatingRecord;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.features.Shot.Mood;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSettings;
import io.metaxy.jooq.spec.FeatureSettings.OfColumn;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows that were written before a required column existed, as the column's declaration treats them.
 */
class OlderRowsTest extends ByEveryEngine {

  private static final String UP_TO_DATE = "new 0, stale 0, orphaned 0, pending 0";

  OlderRowsTest() {
    super(Features.GRAPH);
  }

  /** Nullable columns, as of columns that a migration adds. */
  @BeforeEach
  void tables() throws Exception {
    for (FeatureTable<?> table : List.of(SHOT, SHOT_FRAME, SHOT_RATING)) {
      database.create(fixture().form().asThePeerMakesIt(), table);
    }
  }

  @AfterEach
  void drop() {
    for (FeatureTable<?> table : List.of(SHOT, SHOT_FRAME, SHOT_RATING)) {
      dsl.dropTable(table).execute();
    }
  }

  private void shots(int from, int to, String picture) {
    store.write(SHOT, IntStream.range(from, to).mapToObj(i -> shot(i, picture, "s")).toList());
  }

  private static ShotRatingRecord rate(Sample<ShotRatingRecord> sample) {
    return sample
        .record()
        .setRater("ann")
        .setStars(5)
        .setMood(Mood.TENSE)
        .setPrice(new BigDecimal("1.25"))
        .setRatedAt(Instant.parse("2026-02-01T00:00:00Z"))
        .setReasons(List.of("light"))
        .setConfidence(0.75)
        .setDevice("phone")
        .setTicks(9L);
  }

  /** Makes existing rows older than the columns. */
  private void older(FeatureTable<?> table, Field<?>... columns) throws Exception {
    for (Field<?> column : columns) {
      String alter = "alter table \"" + table.getName() + "\" ";
      String type = fixture().type(column.getDataType(), dsl.configuration());
      database.execute(alter + "drop column \"" + column.getName() + "\"");
      database.execute(alter + "add column \"" + column.getName() + "\" " + type);
    }
    store = storeOf(dsl, Features.GRAPH);
  }

  @Test
  void aGetterReadsTheDefaultAndSqlNull() throws Exception {
    shots(0, 2, "p");
    store.resolve(SHOT_RATING).pending(OlderRowsTest::rate);
    List<Field<?>> columns =
        List.of(
            SHOT_RATING.STARS,
            SHOT_RATING.MOOD,
            SHOT_RATING.PRICE,
            SHOT_RATING.RATED_AT,
            SHOT_RATING.REASONS);
    older(SHOT_RATING, columns.toArray(Field<?>[]::new));
    List<ShotRatingRecord> rows = store.read(SHOT_RATING).fetch();
    assertEquals(2, rows.size());
    for (ShotRatingRecord row : rows) {
      int stars = row.getStars();
      assertEquals(3, stars);
      assertEquals(Mood.CALM, row.getMood());
      assertEquals(new BigDecimal("0.50"), row.getPrice());
      assertEquals(Instant.parse("2026-01-31T12:00:00Z"), row.getRatedAt());
      assertEquals(List.of(), row.getReasons());
      assertNotSame(row.getReasons(), row.getReasons());
      columns.forEach(column -> assertNull(row.get(column)));
      assertEquals("phone", row.getDevice());
    }
    assertEquals(2, store.read(SHOT_RATING).where(SHOT_RATING.STARS.isNull()).fetch().size());
    assertEquals(0, store.read(SHOT_RATING).where(SHOT_RATING.STARS.eq(3)).fetch().size());
    assertEquals(
        List.of(2),
        dsl.selectCount()
            .from(store.current(SHOT_RATING))
            .where(SHOT_RATING.MOOD.isNull())
            .fetchInto(int.class));
    assertEquals(UP_TO_DATE, counts(SHOT_RATING));
    shots(2, 3, "p");
    assertEquals("new 1, stale 0, orphaned 0, pending 1", counts(SHOT_RATING));
    store.resolve(SHOT_RATING).pending(OlderRowsTest::rate);
    assertEquals(
        List.of(3, 3, 5),
        store.read(SHOT_RATING).fetch().stream().map(ShotRatingRecord::getStars).sorted().toList());
  }

  @Test
  void withoutADeclarationAGetterReadsNull() throws Exception {
    shots(0, 1, "p");
    store.resolve(SHOT_RATING).pending(OlderRowsTest::rate);
    older(SHOT_RATING, SHOT_RATING.TICKS);
    assertNull(store.read(SHOT_RATING).fetch().get(0).getTicks());
    assertEquals(UP_TO_DATE, counts(SHOT_RATING));
  }

  @Test
  void aDefaultIsNeverWritten() throws Exception {
    shots(0, 1, "p");
    store.resolve(SHOT_RATING).pending(OlderRowsTest::rate);
    older(SHOT_RATING, SHOT_RATING.STARS);
    List<ShotRatingRecord> rows = store.read(SHOT_RATING).fetch();
    assertEquals(3, rows.get(0).getStars());
    String message = refused(InvalidRowException.class, () -> store.write(SHOT_RATING, rows));
    assertTrue(message.contains("stars"), message);
    store.delete(SHOT_RATING, SHOT_RATING.TAKE.eq(0));
    assertEquals(
        2, dsl.fetchCount(SHOT_RATING, SHOT_RATING.STARS.isNull()), "after the soft delete");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000})
  void aSampleIsStaleOnceWhereItsRowIsOlder(int rows) throws Exception {
    shots(0, rows, "p");
    store.resolve(SHOT_RATING).pending(OlderRowsTest::rate);
    assertEquals(UP_TO_DATE, counts(SHOT_RATING));
    older(SHOT_RATING, SHOT_RATING.CONFIDENCE);
    shots(rows, rows + 2, "p");
    assertEquals(
        "new 2, stale " + rows + ", orphaned 0, pending " + (rows + 2), counts(SHOT_RATING));
    assertEquals(
        rows, store.resolve(SHOT_RATING).stale().fetch().size(), "samples that are computed");
    assertEquals(rows + 2, store.resolve(SHOT_RATING).pending(OlderRowsTest::rate));
    assertEquals(UP_TO_DATE, counts(SHOT_RATING));
    assertEquals(
        rows + 2, store.read(SHOT_RATING).where(SHOT_RATING.CONFIDENCE.eq(0.75)).fetch().size());
  }

  @Test
  void aSampleCanBeStaleAndReadAsADefaultUntilThen() throws Exception {
    shots(0, 2, "p");
    store.resolve(SHOT_RATING).pending(OlderRowsTest::rate);
    older(SHOT_RATING, SHOT_RATING.DEVICE);
    assertEquals("unknown", store.read(SHOT_RATING).fetch().get(0).getDevice());
    assertEquals("new 0, stale 2, orphaned 0, pending 2", counts(SHOT_RATING));
    store.resolve(SHOT_RATING).pending(OlderRowsTest::rate);
    assertEquals("phone", store.read(SHOT_RATING).fetch().get(0).getDevice());
    assertEquals(UP_TO_DATE, counts(SHOT_RATING));
  }

  @Test
  void thePredicatesOfACallerAreAdded() throws Exception {
    shots(0, 1, "p");
    store.resolve(SHOT_RATING).pending(OlderRowsTest::rate);
    older(SHOT_RATING, SHOT_RATING.CONFIDENCE);
    shots(1, 3, "p");
    store
        .resolve(
            SHOT_RATING, r -> r.where(SHOT, SHOT.TAKE.gt(0)).whereTarget(SHOT_RATING.TAKE.gt(0)))
        .pending(OlderRowsTest::rate);
    assertEquals(
        "new 0, stale 2, orphaned 0, pending 2",
        store.resolve(SHOT_RATING, r -> r.staleIf(SHOT_RATING.TAKE.eq(2))).counts().toString());
    assertEquals(
        "new 3, stale 0, orphaned 0, pending 3",
        store.resolve(SHOT_RATING, r -> r.skipComparison()).counts().toString());
  }

  @Test
  void anExplanationNamesTheColumns() {
    String reason =
        "because the caller chose it; samples whose row has no confidence or device are stale, as"
            + " the feature declares:";
    String explained = store.resolve(SHOT_RATING).explain();
    assertTrue(explained.contains(reason), explained);
    assertFalse(store.resolve(SHOT_FRAME).explain().contains("stale, as"));
  }

  private MetadataStore declaring(FeatureTable<?> table, Field<?> column) {
    FeatureDefinition definition = Features.GRAPH.plan(table.featureKey()).definition();
    return storeOf(
        dsl,
        Features.GRAPH.with(
            definition.withSettings(
                new FeatureSettings(Map.of(column.getName(), new OfColumn(null, true))))));
  }

  private static List<ShotFrameRecord> frames(Sample<ShotFrameRecord> sample) {
    return IntStream.range(0, 3)
        .mapToObj(i -> sample.record().setFrame(i).setFile("f" + i))
        .toList();
  }

  @Test
  void aParentIsStaleIfTheRowOfAnyChildIsOlder() throws Exception {
    shots(0, 2, "p");
    store.resolve(SHOT_FRAME).pendingMany(OlderRowsTest::frames);
    dsl.update(SHOT_FRAME)
        .setNull(SHOT_FRAME.FILE)
        .where(SHOT_FRAME.TAKE.eq(1), SHOT_FRAME.FRAME.eq(2))
        .execute();
    assertEquals(UP_TO_DATE, counts(SHOT_FRAME));
    store = declaring(SHOT_FRAME, SHOT_FRAME.FILE);
    assertEquals("new 0, stale 1, orphaned 0, pending 1", counts(SHOT_FRAME));
    assertEquals(3, store.resolve(SHOT_FRAME).pendingMany(OlderRowsTest::frames));
    assertEquals(UP_TO_DATE, counts(SHOT_FRAME));
  }

  @Test
  void aSampleOfARootIsStaleIfItsRowIsOlder() throws Exception {
    shots(0, 3, "p");
    older(SHOT, SHOT.GAIN);
    shots(2, 3, "p");
    store = declaring(SHOT, SHOT.GAIN);
    List<ShotRecord> samples = IntStream.range(0, 3).mapToObj(i -> shot(i, "p", "s")).toList();
    assertEquals(
        "new 0, stale 2, orphaned 0, pending 2", store.resolve(SHOT, samples).counts().toString());
    assertEquals(2, store.resolve(SHOT, samples).pending(Sample::record));
    assertEquals(UP_TO_DATE, store.resolve(SHOT, samples).counts().toString());
  }

  @Test
  void noVersionDependsOnIt() {
    FeatureDefinition declared = Features.GRAPH.plan(SHOT_RATING.featureKey()).definition();
    assertEquals(List.of("confidence", "device"), declared.settings().staleWithout());
    assertEquals(
        Features.GRAPH.plan(SHOT_RATING.featureKey()).versions(),
        Features.GRAPH
            .with(declared.withSettings(FeatureSettings.NONE))
            .plan(SHOT_RATING.featureKey())
            .versions());
  }
}
