package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotRating.SHOT_RATING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.codegen.definition.CodegenOptions;
import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.codegen.definition.TableKeys.TableKey;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.PendingResult;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotRatingRecord;
import io.metaxy.jooq.it.features.Shot.Mood;
import io.metaxy.jooq.it.resolve.Shots;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSettings;
import io.metaxy.jooq.spec.FeatureSettings.OfIndex;
import io.metaxy.jooq.spec.FeatureSettings.OfKeys;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a declared unique index rejects: rows with equal values that are written together. */
class UniqueIndexTest extends OnEveryDatabase {

  private static final TableKey INDEX = index();

  UniqueIndexTest() {
    super(Features.GRAPH, SHOT, SHOT_RATING);
  }

  /** The index of a rating that declares {@code @Index(columns = "ticks", unique = true)}. */
  private static TableKey index() {
    OfIndex ticks = new OfIndex(List.of("ticks"), null, true);
    FeatureDefinition rating =
        definition(SHOT_RATING)
            .withSettings(FeatureSettings.NONE.withKeys(new OfKeys(null, null, List.of(ticks))));
    FeatureModel model =
        FeatureModel.of(
            CodegenOptions.of(new Properties(), new ArrayList<>()),
            List.of(definition(SHOT), rating));
    return model.keys(model.graph().plan(rating.key())).indexes().get(0);
  }

  private static FeatureDefinition definition(FeatureTable<?> table) {
    return Features.GRAPH.plan(table.featureKey()).definition();
  }

  @BeforeEach
  void createIndex() {
    dsl.createUniqueIndex(INDEX.name())
        .on(
            SHOT_RATING,
            INDEX.columns().stream()
                .map(column -> Objects.requireNonNull(SHOT_RATING.field(column)))
                .toArray(Field<?>[]::new))
        .execute();
  }

  @AfterEach
  void dropIndex() {
    dsl.dropIndex(INDEX.name()).on(SHOT_RATING).execute();
  }

  private static ShotRatingRecord fill(ShotRatingRecord rating, long ticks) {
    return rating
        .setRater("ann")
        .setStars(4)
        .setMood(Mood.CALM)
        .setPrice(new BigDecimal("1.50"))
        .setRatedAt(Instant.parse("2026-01-31T12:00:00Z"))
        .setReasons(List.of("light"))
        .setConfidence(0.5)
        .setDevice("tablet")
        .setTicks(ticks);
  }

  private static ShotRatingRecord rating(int take, long ticks) {
    ShotRatingRecord rating =
        new ShotRatingRecord()
            .setShotId(Shots.ID)
            .setTake(take)
            .setMetaxyProvenanceByField(Map.of("rating", "v"));
    return fill(rating, ticks);
  }

  private static int take(Sample<?> sample) {
    return (int) Objects.requireNonNull(sample.ids().get("take"));
  }

  private void shots(int count) {
    store.write(
        SHOT, IntStream.range(0, count).mapToObj(i -> Shots.shot(i, "v" + i, "v" + i)).toList());
  }

  /** Computes ratings, those of the first and the last take with the same ticks. */
  private static PendingResult compute(MetadataStore in, int count) {
    try (Increment<ShotRatingRecord> increment = in.resolve(SHOT_RATING)) {
      return increment
          .computing()
          .skipFailures()
          .pending(sample -> fill(sample.record(), take(sample) % (count - 1)));
    }
  }

  private static void assertRefused(String says) {
    assertTrue(
        says.matches(
            "Cannot write row \\d+ of shot/rating \\(shot_id="
                + Shots.ID
                + ", take=\\d+\\): the database says: [^;]+"),
        says);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 1_000})
  void aWriteWithEqualValues(int count) {
    List<ShotRatingRecord> rows =
        IntStream.range(0, count).mapToObj(i -> rating(i, i % (count - 1))).toList();
    String says = refused(StoreException.class, () -> store.write(SHOT_RATING, rows));
    if (fixture.can(Capability.SAVEPOINTS)) {
      assertRefused(says);
    } else {
      assertTrue(says.startsWith("Cannot write shot/rating: the database says: "), says);
    }
    assertEquals(0, dsl.fetchCount(SHOT_RATING));

    store.write(SHOT_RATING, rows.subList(0, count - 1));
    assertEquals(count - 1, store.read(SHOT_RATING).fetch().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 1_000})
  void aComputedSampleWithTheValuesOfAnother(int count) {
    shots(count);
    PendingResult result = compute(store, count);

    assertEquals(count - 1, result.samples());
    assertEquals(1, result.failed());
    assertEquals(0, (int) result.failures().get(0).ids().get("take") % (count - 1));
    assertRefused(String.valueOf(result.failures().get(0).cause().getMessage()));
    assertEquals(count - 1, dsl.fetchCount(SHOT_RATING));
    assertEquals(
        1, dsl.selectDistinct(SHOT_RATING.METAXY_UPDATED_AT).from(SHOT_RATING).fetch().size());
  }

  @Test
  void rowsThatAreWrittenLaterAreAccepted() {
    for (int i = 0; i < 2; i++) {
      store.write(SHOT_RATING, List.of(rating(i, 7)));
      store.write(SHOT_RATING, List.of(rating(i, 7)));
    }
    assertEquals(4, dsl.fetchCount(SHOT_RATING));
    assertEquals(2, store.read(SHOT_RATING).fetch().size());
  }

  @Test
  void samplesOfAnotherChunkAreAccepted() {
    shots(10);
    assertEquals(0, compute(store.withChunkRows(1), 10).failed());
    assertEquals(10, dsl.fetchCount(SHOT_RATING));
  }
}
