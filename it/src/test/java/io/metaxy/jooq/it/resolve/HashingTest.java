package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.db.tables.SpeakerSummary.SPEAKER_SUMMARY;
import static io.metaxy.jooq.it.db.tables.Utterance.UTTERANCE;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static io.metaxy.jooq.it.story.Speech.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTables;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All algorithms and lengths of hashes, and the check for hashes of another algorithm. */
class HashingTest extends ByEveryEngine {

  private List<ShotRecord> shots;

  HashingTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2, UTTERANCE, SPEAKER_SUMMARY);
  }

  @BeforeEach
  void twelveShots() {
    shots = IntStream.range(0, 12).mapToObj(i -> shot(i, "ü" + i, "s" + i)).toList();
  }

  private static String hash(HashAlgorithm algorithm, int length, String text) {
    return algorithm.hasher(length).add(text).finish();
  }

  @ParameterizedTest
  @EnumSource
  void everyAlgorithmOnEveryStep(HashAlgorithm algorithm) {
    MetadataStore hashing = store.withHashAlgorithm(algorithm);
    hashing.write(SHOT, shots);
    hashing.write(UTTERANCE, List.of(said("r", 1, "ann", "1"), said("r", 2, "ann", "2")));
    ShotRecord written = hashing.read(SHOT).where(SHOT.TAKE.eq(3)).fetch().get(0);
    assertEquals(hash(algorithm, 8, "ü3|s3"), written.getMetaxyProvenance());
    if (!hashes(algorithm)) {
      assertCannotHash(algorithm, () -> hashing.resolve(SHOT_GRADE));
      return;
    }
    Sample<ShotGradeRecord> sample = hashing.resolve(SHOT_GRADE).newSamples().fetch().get(3);
    String raw = hash(algorithm, 8, "raw|__metaxy_initial__|shot.picture/raw|ü3");
    assertEquals(raw, sample.provenanceByField().get("raw"));
    assertEquals(
        hash(
            algorithm,
            8,
            sample.provenanceByField().get("everything")
                + "|"
                + raw
                + "|"
                + sample.provenanceByField().get("style")),
        sample.provenance());
    assertEquals(12, hashing.resolve(SHOT_GRADE).pending(Shots::grade));
    assertEquals(
        "new 0, stale 0, orphaned 0, pending 0", hashing.resolve(SHOT_GRADE).counts().toString());
    assertEquals(
        "new 0, stale 0, orphaned 0, pending 0", hashing.resolve(SHOT, shots).counts().toString());
    assertEquals(
        hash(
            algorithm,
            8,
            "audio|__metaxy_initial__|utterance.audio|" + hash(algorithm, 8, "a1|a2")),
        hashing
            .resolve(SPEAKER_SUMMARY)
            .newSamples()
            .fetch()
            .get(0)
            .provenanceByField()
            .get("audio"));
  }

  /**
   * Includes the table of an algorithm that the database does not support, which is passed as
   * values.
   */
  @ParameterizedTest
  @EnumSource
  void everyAlgorithmAsATable(HashAlgorithm algorithm) {
    if (!hashes(algorithm)) {
      assertEquals(
          "Engine MERGE, because the database cannot compute " + algorithm.text() + ":",
          MetadataStore.of(dsl, Features.GRAPH)
              .withHashAlgorithm(algorithm)
              .resolve(SHOT_GRADE)
              .explain()
              .lines()
              .findFirst()
              .orElseThrow());
      return;
    }
    MetadataStore hashing = store.withHashAlgorithm(algorithm);
    hashing.write(SHOT, shots);
    var increment = hashing.resolve(SHOT_GRADE);
    assertEquals(
        increment.newSamples().fetch().stream().map(Sample::provenance).toList(),
        dsl.select(SHOT_GRADE.METAXY_PROVENANCE)
            .from(increment.newSamples().asTable())
            .orderBy(SHOT_GRADE.TAKE)
            .fetch(SHOT_GRADE.METAXY_PROVENANCE));
  }

  @ParameterizedTest
  @EnumSource(names = {"MD5", "SHA256"})
  void hashesAreCutToTheGraphsLength(HashAlgorithm algorithm) {
    for (int length : List.of(12, 64)) {
      FeatureGraph graph =
          FeatureTables.graph(GraphOptions.withHashLength(length), SHOT, SHOT_NOTE_2, SHOT_GRADE);
      MetadataStore hashing = storeOf(dsl, graph).withHashAlgorithm(algorithm);
      hashing.write(SHOT, shots);
      Sample<ShotGradeRecord> sample = hashing.resolve(SHOT_GRADE).newSamples().fetch().get(3);
      assertEquals(
          hash(algorithm, length, "raw|__metaxy_initial__|shot.picture/raw|ü3"),
          sample.provenanceByField().get("raw"));
      assertEquals(Math.min(length, algorithm.maxLength()), sample.provenance().length());
      assertEquals(12, hashing.resolve(SHOT_GRADE).pending(Shots::grade));
      assertEquals(
          "new 0, stale 0, orphaned 0, pending 0", hashing.resolve(SHOT_GRADE).counts().toString());
      emptyTables();
    }
  }

  @Test
  void rowsOfAnotherAlgorithmAreRefusedInsteadOfAllBeingStale() {
    MetadataStore decimal =
        MetadataStore.of(dsl, Features.GRAPH).withHashAlgorithm(HashAlgorithm.XXHASH64);
    decimal.write(SHOT, shots);
    decimal.resolve(SHOT_GRADE).pending(Shots::grade);
    String says = refused(StoreException.class, () -> store.resolve(SHOT_GRADE).counts());
    assertTrue(
        says.matches(
            "Cannot resolve shot/grade: table shot__grade has rows of another hash algorithm, such"
                + " as \\d{8} of xxhash64 \\(the store uses md5\\); use"
                + " store.withHashAlgorithm\\(HashAlgorithm.XXHASH64\\), or hash_algorithm ="
                + " \"xxhash64\" in the configuration of the store, or first compute all samples"
                + " with skipComparison\\(\\)"),
        says);
    assertTrue(
        refused(StoreException.class, () -> store.resolve(SHOT, shots).counts())
            .startsWith("Cannot resolve shot: table shot has rows of another hash algorithm"));
  }

  @ParameterizedTest
  @EnumSource
  void rowsOfAnotherAlgorithmAreRefusedBeforeAnyIsAdded(HashAlgorithm other) {
    MetadataStore its = MetadataStore.of(dsl, Features.GRAPH).withHashAlgorithm(other);
    HashAlgorithm own = other == HashAlgorithm.MD5 ? HashAlgorithm.SHA256 : HashAlgorithm.MD5;
    MetadataStore mine = store.withHashAlgorithm(own);
    its.write(SHOT, shots);
    its.resolve(SHOT_GRADE, r -> r.where(SHOT, SHOT.TAKE.eq(2))).pending(Shots::grade);
    String such = " has rows of another hash algorithm, such as [0-9a-f]{8} of " + other.text();
    String resolving =
        refused(
            StoreException.class,
            () ->
                mine.resolve(SHOT_GRADE, r -> r.where(SHOT, SHOT.TAKE.eq(3)))
                    .pending(Shots::grade));
    assertTrue(
        resolving.matches("Cannot resolve shot/grade: table shot__grade" + such + " .*"),
        resolving);
    assertEquals(1, dsl.fetchCount(SHOT_GRADE));
    for (int count : List.of(1, 12)) {
      String writing =
          refused(StoreException.class, () -> mine.write(SHOT, shots.subList(0, count)));
      assertTrue(
          writing.matches(
              "Cannot write shot: table shot"
                  + such
                  + " \\(the store uses "
                  + own.text()
                  + "\\); use store.withHashAlgorithm\\(HashAlgorithm."
                  + other
                  + "\\), or hash_algorithm = \""
                  + other.text()
                  + "\" in the configuration of the store, or first delete the rows"),
          writing);
    }
    assertEquals(12, dsl.fetchCount(SHOT));
    assertEquals(11, its.resolve(SHOT_GRADE).counts().pending());
  }

  @Test
  void ownDataVersionsAndRowsThatNoAlgorithmHashedAreNotRefused() {
    ShotRecord versioned = shot(0, "p0", "s0");
    versioned.setDataVersion("picture/raw", "1234");
    store.write(SHOT, List.of(versioned));
    assertEquals(1, MetadataStore.of(dsl, Features.GRAPH).write(SHOT, List.of(versioned)));
    dsl.update(SHOT).set(SHOT.METAXY_PROVENANCE, "0123abcd").execute();
    assertEquals(12, MetadataStore.of(dsl, Features.GRAPH).write(SHOT, shots));
  }

  @Test
  void rowsOfAnotherAlgorithmThatAreDeletedCanBeWrittenByTheStore() {
    decimal().write(SHOT, shots);
    store.delete(SHOT, SHOT.TAKE.ge(0));
    assertEquals(12, store.write(SHOT, shots));
    assertEquals(
        "new 0, stale 0, orphaned 0, pending 0", store.resolve(SHOT, shots).counts().toString());
  }

  private MetadataStore decimal() {
    return MetadataStore.of(dsl, Features.GRAPH).withHashAlgorithm(HashAlgorithm.XXHASH64);
  }

  /** Writes samples again, regardless of who hashed them. */
  private static void again(MetadataStore by, List<ShotRecord> samples) {
    assertEquals(
        samples.size(),
        by.resolve(SHOT, r -> r.samples(samples).skipComparison()).pending(Sample::record));
  }

  private void refusedShots(MetadataStore by) {
    String says = refused(StoreException.class, () -> by.resolve(SHOT, shots).counts());
    assertTrue(says.startsWith("Cannot resolve shot: table shot has rows of another hash"), says);
  }

  @Test
  void rowsThatWereWrittenAnewByTheStoresAlgorithmAreItsOwn() {
    decimal().write(SHOT, shots);
    again(store, shots);
    assertEquals(12, store.write(SHOT, shots));
    assertEquals(
        "new 0, stale 0, orphaned 0, pending 0", store.resolve(SHOT, shots).counts().toString());
  }

  @Test
  void rowsThatWereWrittenAnewByAnotherAlgorithmAreRefused() {
    List<ShotRecord> forty =
        IntStream.range(0, 40).mapToObj(i -> shot(i, "p" + i, "s" + i)).toList();
    store.write(SHOT, forty);
    again(decimal(), forty);
    refusedShots(store);
  }

  @Test
  void rowsOfAnotherAlgorithmThatAreDeletedAreNotLookedAt() {
    decimal().write(SHOT, shots);
    store.delete(SHOT, SHOT.TAKE.ge(0));
    assertEquals(
        "new 12, stale 0, orphaned 0, pending 12", store.resolve(SHOT, shots).counts().toString());
  }

  @Test
  void oneRowThatIsWrittenManyTimesHidesNoOthers() {
    store.write(SHOT, shots);
    IntStream.range(0, 33).forEach(i -> again(decimal(), shots.subList(0, 1)));
    refusedShots(decimal());
  }

  @Test
  void hexadecimalRowsAreRefusedByADecimalStore() {
    store.write(SHOT, shots);
    String says =
        refused(
            StoreException.class,
            () ->
                store
                    .withHashAlgorithm(HashAlgorithm.XXHASH32)
                    .resolve(SHOT, shots)
                    .stale()
                    .fetch());
    assertTrue(
        says.matches(
            "Cannot resolve shot: table shot has rows of another hash algorithm, such as"
                + " [0-9a-f]{8} of md5 \\(the store uses xxhash32\\); use .*"),
        says);
  }

  @Test
  void rowsOfAnotherLengthAreRefused() {
    storeOf(dsl, FeatureTables.graph(GraphOptions.withHashLength(8), SHOT)).write(SHOT, shots);
    // The feature version has another length as well, so the rows of only one are compared.
    dsl.update(SHOT).set(SHOT.METAXY_PROVENANCE, "0123456789ab").execute();
    assertEquals(
        "Cannot resolve shot: table shot has rows of another hash algorithm or hash length, such as"
            + " 0123456789ab (md5 produces 8 hexadecimal digits); use the algorithm and the hash"
            + " length that wrote them",
        refused(StoreException.class, () -> store.resolve(SHOT, shots).counts()));
  }

  @Test
  void withoutComparisonThereIsNoGuard() {
    MetadataStore.of(dsl, Features.GRAPH)
        .withHashAlgorithm(HashAlgorithm.XXHASH64)
        .write(SHOT, shots);
    assertEquals(
        "new 12, stale 0, orphaned 0, pending 12",
        store.resolve(SHOT, r -> r.samples(shots).skipComparison()).counts().toString());
  }
}
