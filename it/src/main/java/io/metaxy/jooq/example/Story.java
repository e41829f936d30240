package io.metaxy.jooq.example;

import static io.metaxy.jooq.example.Pipeline.recording;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.example.db.tables.records.RecordingRecord;
import io.metaxy.jooq.example.speech.db.tables.records.CorrectionRecord;
import io.metaxy.jooq.example.speech.db.tables.records.UtteranceRecord;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.increment.Counts;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.store.MetadataStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record3;
import org.jooq.Record5;
import org.jooq.Record6;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Runs the example on an H2 file under {@code target/} and prints the results. */
public final class Story {

  private static final String DATABASE = "target/story";

  private static final Field<String> RUN = field(name("run"), SQLDataType.VARCHAR);
  private static final Field<String> FEATURE = field(name("feature"), SQLDataType.VARCHAR);
  private static final Field<Long> NEW = field(name("new"), SQLDataType.BIGINT);
  private static final Field<Long> STALE = field(name("stale"), SQLDataType.BIGINT);
  private static final Field<Long> ORPHANED = field(name("orphaned"), SQLDataType.BIGINT);
  private static final Field<Long> WRITTEN = field(name("written"), SQLDataType.BIGINT);
  private static final Field<String> BEFORE = field(name("version before"), SQLDataType.VARCHAR);
  private static final Field<String> AFTER = field(name("version after"), SQLDataType.VARCHAR);

  private Story() {}

  public static void main(String[] args) throws IOException {
    Files.deleteIfExists(Path.of(DATABASE + ".mv.db"));
    JdbcConnectionPool dataSource =
        JdbcConnectionPool.create("jdbc:h2:file:./" + DATABASE, "sa", "");
    try {
      Flyway.configure()
          .dataSource(dataSource)
          .locations("db/migration/h2", "db/migration/speech/h2")
          .load()
          .migrate();
      play(DSL.using(dataSource, SQLDialect.H2));
    } finally {
      dataSource.dispose();
    }
  }

  private static void play(DSLContext dsl) {
    MetadataStore store = MetadataStore.of(dsl, Features.GRAPH);
    RecordingRecord first = recording("r1", "a1", "f1");
    RecordingRecord second = recording("r2", "a2", "f2");
    RecordingRecord third = recording("r3", "a3", "f3");
    RecordingRecord remastered = recording("r2", "a2-remastered", "f2");

    Result<Record6<String, String, Long, Long, Long, Long>> runs =
        run(dsl, "first run", store, List.of(first, second, third));
    runs.addAll(run(dsl, "second run", store, List.of(first, second, third)));
    runs.addAll(run(dsl, "r2's audio changed", store, List.of(first, remastered, third)));
    System.out.println(runs.format());

    FeatureGraph changed = Features.GRAPH.with(audioWithCodeVersion2(Features.GRAPH));
    System.out.println("The code version of recording's audio becomes 2:");
    System.out.println(versions(dsl, Features.GRAPH, changed).format());

    MetadataStore next = MetadataStore.of(dsl, changed);
    System.out.println(
        run(dsl, "audio's code is 2", next, List.of(first, remastered, third)).format());

    System.out.println("r1 is encoded again, with the same crop:");
    System.out.println(encodedAgain(dsl, next, remastered, third).format());

    speak(dsl);
  }

  /** Changes the frames of r1 three times: what is made from its crop is stale twice. */
  private static Result<Record6<String, String, Long, Long, Long, Long>> encodedAgain(
      DSLContext dsl, MetadataStore store, RecordingRecord second, RecordingRecord third) {
    List<RecordingRecord> again = List.of(recording("r1", "a1", "f1-again"), second, third);
    List<RecordingRecord> switched = List.of(recording("r1", "a1", "f1-switched"), second, third);
    List<RecordingRecord> own = List.of(recording("r1", "a1", "f1-own"), second, third);
    Result<Record6<String, String, Long, Long, Long, Long>> runs =
        run(dsl, "default data versions", store, again);
    runs.addAll(
        rows(dsl, "own data versions, first", Pipeline.runWithOwnDataVersions(store, switched)));
    runs.addAll(rows(dsl, "own data versions", Pipeline.runWithOwnDataVersions(store, own)));
    return runs;
  }

  private static void speak(DSLContext dsl) {
    MetadataStore store = MetadataStore.of(dsl, io.metaxy.jooq.example.speech.db.Features.GRAPH);
    List<UtteranceRecord> utterances =
        List.of(
            Speech.utterance("u1", "anna", 2.5, "a1"),
            Speech.utterance("u2", "anna", 1.5, "a2"),
            Speech.utterance("u3", "ben", 0.2, "a3"));
    Result<Record5<String, String, Long, Long, Long>> rows =
        dsl.newResult(RUN, FEATURE, NEW, STALE, ORPHANED);
    speak(dsl, rows, "three utterances", Speech.run(store, utterances, List.of()));
    List<CorrectionRecord> heard = List.of(Speech.correction("u2", "to be or not"));
    speak(dsl, rows, "u2 is corrected", Speech.run(store, utterances, heard));
    System.out.println("What speakers say, by optional, N:1 and 1:N dependencies:");
    System.out.println(printable(rows).format());
  }

  private static void speak(
      DSLContext dsl,
      Result<Record5<String, String, Long, Long, Long>> rows,
      String run,
      Map<String, Counts> found) {
    found.forEach(
        (feature, counts) ->
            rows.add(
                dsl.newRecord(RUN, FEATURE, NEW, STALE, ORPHANED)
                    .values(run, feature, counts.newSamples(), counts.stale(), counts.orphaned())));
  }

  private static Result<Record6<String, String, Long, Long, Long, Long>> run(
      DSLContext dsl, String name, MetadataStore store, List<RecordingRecord> recordings) {
    return rows(dsl, name, Pipeline.run(store, recordings));
  }

  private static Result<Record6<String, String, Long, Long, Long, Long>> rows(
      DSLContext dsl, String name, List<Pipeline.Outcome> outcomes) {
    Result<Record6<String, String, Long, Long, Long, Long>> rows =
        dsl.newResult(RUN, FEATURE, NEW, STALE, ORPHANED, WRITTEN);
    for (Pipeline.Outcome outcome : outcomes) {
      String feature = outcome.feature().featureKey().toString();
      Counts counts = outcome.counts();
      rows.add(
          dsl.newRecord(RUN, FEATURE, NEW, STALE, ORPHANED, WRITTEN)
              .values(
                  name,
                  feature,
                  counts.newSamples(),
                  counts.stale(),
                  counts.orphaned(),
                  outcome.written()));
    }
    return printable(rows);
  }

  /** Resets the changed flags, because jOOQ prints changed values with an asterisk. */
  private static <R extends Record> Result<R> printable(Result<R> rows) {
    rows.forEach(row -> row.changed(false));
    return rows;
  }

  /** Returns the definition of {@code recording} with {@code .codeVersion("2")} for audio. */
  public static FeatureDefinition audioWithCodeVersion2(FeatureGraph graph) {
    FeatureDefinition recording = graph.plan(FeatureKey.of("recording")).definition();
    FeatureSpec spec =
        FeatureSpec.of("recording")
            .id("recording_id")
            .field("audio", f -> f.codeVersion("2"))
            .field("frames", f -> f.codeVersion("1"))
            .build();
    return recording.withSpec(spec);
  }

  private static Result<Record3<String, String, String>> versions(
      DSLContext dsl, FeatureGraph before, FeatureGraph after) {
    Result<Record3<String, String, String>> rows = dsl.newResult(FEATURE, BEFORE, AFTER);
    for (FeaturePlan plan : before.plans()) {
      String now = after.plan(plan.key()).versions().feature();
      if (!now.equals(plan.versions().feature())) {
        rows.add(
            dsl.newRecord(FEATURE, BEFORE, AFTER)
                .values(plan.key().toString(), plan.versions().feature(), now));
      }
    }
    return printable(rows);
  }
}
