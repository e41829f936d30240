package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.db.tables.Footage.FOOTAGE;
import static io.metaxy.jooq.it.db.tables.FootageCut.FOOTAGE_CUT;
import static io.metaxy.jooq.it.db.tables.MoodTally.MOOD_TALLY;
import static io.metaxy.jooq.it.db.tables.Utterance.UTTERANCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.FootageRecord;
import io.metaxy.jooq.it.features.Footage.Mood;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.FeatureSpecBuilder;
import io.metaxy.jooq.spec.Lineage;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists, vectors and structs of upstreams reach samples unchanged through every lineage. */
class ListLineagesTest extends ByEveryEngine {

  /** The columns of the upstream; the first is renamed. */
  private static final List<String> COLUMNS =
      List.of("vector", "moods", "chunks", "tags", "ratios", "cuts", "box", "boxes", "tally");

  ListLineagesTest() {
    super(Features.GRAPH, UTTERANCE, MOOD_TALLY);
  }

  @Override
  @BeforeParameterizedClassInvocation
  public void openDatabase() throws Exception {
    super.openDatabase();
    MigratedTables.create(database);
  }

  @Override
  @AfterEach
  public void emptyTables() {
    dsl.deleteFrom(FOOTAGE).execute();
  }

  private static FeatureSpecBuilder.Dep selecting(FeatureSpecBuilder.Dep dep) {
    return dep.rename("vector", "embedding")
        .select(
            Stream.concat(Stream.of("embedding"), COLUMNS.stream().skip(1)).toArray(String[]::new));
  }

  private List<FootageRecord> written(int count) {
    List<FootageRecord> rows = new RandomFootage(count, fixture).rows(count);
    for (int i = 0; i < count; i++) {
      rows.get(i).setMood(i % 2 == 0 ? Mood.CALM : Mood.TENSE);
    }
    store.write(FOOTAGE, rows);
    return rows;
  }

  private static void assertSame(List<FootageRecord> written, List<FootageRecord> read) {
    assertEquals(texts(written), texts(read));
  }

  private static Map<String, List<String>> texts(List<FootageRecord> rows) {
    return rows.stream()
        .collect(
            Collectors.toMap(
                FootageRecord::getFootageId,
                row -> COLUMNS.stream().map(column -> ListRows.text(row.get(column))).toList()));
  }

  private <R extends FeatureRecord<R>> void assertRead(
      int rows,
      FeatureSpec spec,
      FeatureTable<R> table,
      Function<Sample<R>, Stream<FootageRecord>> inputs) {
    List<FootageRecord> written = written(rows);

    assertSame(
        written,
        storeWith(spec).resolve(table).newSamples().fetch().stream().flatMap(inputs).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60})
  void ofTheSameSample(int rows) {
    assertRead(
        rows,
        FeatureSpec.of("footage/cut")
            .id("footage_id")
            .dependsOn("footage", ListLineagesTest::selecting)
            .fields("cut")
            .build(),
        FOOTAGE_CUT,
        sample -> Stream.of(sample.from(FOOTAGE)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60})
  void ofAnOptionalUpstream(int rows) {
    assertRead(
        rows,
        FeatureSpec.of("footage/cut")
            .id("footage_id")
            .dependsOn("footage", dep -> selecting(dep).optional())
            .fields("cut")
            .build(),
        FOOTAGE_CUT,
        sample -> Stream.of(Objects.requireNonNull(sample.from(FOOTAGE))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60})
  void ofAGroup(int rows) {
    assertRead(
        rows,
        FeatureSpec.of("mood/tally")
            .id("mood")
            .dependsOn("footage", dep -> selecting(dep).lineage(Lineage.aggregation("mood")))
            .build(),
        MOOD_TALLY,
        sample -> sample.each(FOOTAGE).stream());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60})
  void ofAParent(int rows) {
    assertRead(
        rows,
        FeatureSpec.of("utterance")
            .id("recording", "number")
            .dependsOn(
                "footage",
                dep ->
                    selecting(dep)
                        .rename("footage_id", "recording")
                        .lineage(Lineage.expansion("recording")))
            .fields("audio", "words")
            .build(),
        UTTERANCE,
        sample -> {
          assertNotNull(sample.ids().get("recording"));
          return Stream.of(sample.from(FOOTAGE));
        });
  }
}
