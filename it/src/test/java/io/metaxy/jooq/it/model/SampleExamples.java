package io.metaxy.jooq.it.model;

import static io.metaxy.jooq.example.Pipeline.recording;
import static io.metaxy.jooq.example.Speech.utterance;
import static io.metaxy.jooq.example.db.Tables.RECORDING;
import static io.metaxy.jooq.example.db.Tables.RECORDING_CROP;
import static io.metaxy.jooq.example.speech.db.Tables.CORRECTION;
import static io.metaxy.jooq.example.speech.db.Tables.SPEAKER_VOICE;
import static io.metaxy.jooq.example.speech.db.Tables.UTTERANCE;
import static io.metaxy.jooq.example.speech.db.Tables.UTTERANCE_TEXT;
import static io.metaxy.jooq.example.speech.db.Tables.UTTERANCE_WORD;
import static io.metaxy.jooq.it.model.ExampleLines.md5;

import io.metaxy.jooq.example.db.tables.records.RecordingCropRecord;
import io.metaxy.jooq.example.db.tables.records.RecordingRecord;
import io.metaxy.jooq.example.speech.Correction;
import io.metaxy.jooq.example.speech.Utterance;
import io.metaxy.jooq.example.speech.db.tables.records.CorrectionRecord;
import io.metaxy.jooq.example.speech.db.tables.records.SpeakerVoiceRecord;
import io.metaxy.jooq.example.speech.db.tables.records.UtteranceRecord;
import io.metaxy.jooq.example.speech.db.tables.records.UtteranceTextRecord;
import io.metaxy.jooq.example.speech.db.tables.records.UtteranceWordRecord;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.increment.BrokenSample;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.ResolveOptions;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.model.ExampleLines.Example;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.store.ReadQuery;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The examples of rows and samples. Each starts with empty tables. */
final class SampleExamples {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final Pattern POSITION = Pattern.compile(" at position (\\d+): ");

  private final ByEveryEngine test;

  SampleExamples(ByEveryEngine test) {
    this.test = test;
  }

  Map<String, Example> all() {
    Map<String, Example> all = new LinkedHashMap<>();
    all.put("root", this::root);
    all.put("one-upstream", this::oneUpstream);
    all.put("optional-upstream", this::optionalUpstream);
    all.put("broken", this::broken);
    all.put("groups", this::groups);
    all.put("expansion", this::expansion);
    all.put("statuses", this::statuses);
    all.put("options", this::options);
    all.put("half-written", this::halfWritten);
    all.put("reading", this::reading);
    all.put("writing", this::writing);
    all.put("filters", this::filters);
    return all;
  }

  private MetadataStore recordings() {
    return test.storeOf(test.dsl, io.metaxy.jooq.example.db.Features.GRAPH);
  }

  private MetadataStore speech() {
    return test.store;
  }

  /** Two recordings, the second with its own data version. */
  private MetadataStore twoRecordings() {
    MetadataStore store = recordings();
    store.write(
        RECORDING,
        List.of(
            recording("r1", "a1", "f1"),
            recording("r2", "a2", "f2")
                .setMetaxyDataVersionByField(Map.of("audio", "d2", "frames", "f2"))));
    return store;
  }

  private ExampleLines root() {
    List<RecordingRecord> rows = twoRecordings().read(RECORDING).fetch();
    rows.sort(Comparator.comparing(RecordingRecord::getRecordingId));
    ExampleLines lines = new ExampleLines();
    for (RecordingRecord row : rows) {
      String id = row.getRecordingId() + " ";
      Map<String, String> provenance = new TreeMap<>(row.getMetaxyProvenanceByField());
      Map<String, String> version = new TreeMap<>(row.getMetaxyDataVersionByField());
      lines
          .add(id + SystemColumns.PROVENANCE_BY_FIELD, provenance)
          .md5(id + SystemColumns.PROVENANCE, joined(provenance), row.getMetaxyProvenance())
          .add(id + SystemColumns.DATA_VERSION_BY_FIELD, version)
          .md5(id + SystemColumns.DATA_VERSION, joined(version), row.getMetaxyDataVersion());
    }
    return lines;
  }

  private static String joined(Map<String, String> byField) {
    return String.join("|", new TreeMap<>(byField).values());
  }

  private ExampleLines oneUpstream() {
    List<Sample<RecordingCropRecord>> samples =
        twoRecordings().resolve(RECORDING_CROP).newSamples().fetch();
    Map<String, String> first = samples.get(0).provenanceByField();
    Map<String, String> second = samples.get(1).provenanceByField();
    return new ExampleLines()
        .md5("r1 audio", "audio|1|recording.audio|a1", first.get("audio"))
        .md5("r1 frames", "frames|1|recording.frames|f1", first.get("frames"))
        .md5("r1 metaxy_provenance", joined(first), samples.get(0).provenance())
        .md5("r2 audio", "audio|1|recording.audio|d2", second.get("audio"));
  }

  private static CorrectionRecord correction(String id, String version) {
    return new CorrectionRecord()
        .setUtteranceId(id)
        .setText("not " + id)
        .setMetaxyProvenanceByField(Map.of("text", version));
  }

  private ExampleLines optionalUpstream() {
    speech()
        .write(
            UTTERANCE,
            List.of(utterance("u1", "anna", 2.5, "a1"), utterance("u2", "anna", 1.5, "a2")));
    speech().write(CORRECTION, List.of(correction("u1", "c1")));
    List<Sample<UtteranceTextRecord>> samples =
        speech().resolve(UTTERANCE_TEXT).newSamples().fetch();
    String start = "text|__metaxy_initial__|correction.text|";
    return new ExampleLines()
        .md5("u1 text", start + "c1|utterance.audio|a1", textOf(samples.get(0)))
        .md5("u1 metaxy_provenance", textOf(samples.get(0)), samples.get(0).provenance())
        .md5("u2 text", start + "|utterance.audio|a2", textOf(samples.get(1)));
  }

  private static String textOf(Sample<UtteranceTextRecord> sample) {
    return sample.provenanceByField().get("text");
  }

  /** Removes the data version of an utterance from its row, as another writer might. */
  private void loseAudio(String id) throws SQLException {
    String column = "\"metaxy_data_version_by_field\"";
    test.database.execute(
        "update \"utterance\" set "
            + column
            + " = "
            + test.fixture.without(column, "audio")
            + " where \"utterance_id\" = '"
            + id
            + "'");
  }

  private ExampleLines broken() throws SQLException {
    speech()
        .write(
            UTTERANCE,
            List.of(utterance("u1", "anna", 2.5, "a1"), utterance("u2", "anna", 1.5, "a2")));
    loseAudio("u1");
    Increment<UtteranceTextRecord> increment =
        speech().resolve(UTTERANCE_TEXT, r -> r.leaveOutBroken());
    BrokenSample broken = increment.broken().get(0);
    return new ExampleLines()
        .add("counts", increment.counts())
        .add("broken", broken.ids() + " lacks " + broken.missing());
  }

  private ExampleLines groups() throws SQLException {
    speech()
        .write(
            UTTERANCE,
            List.of(
                utterance("u1", "anna", 2.5, "v1"),
                utterance("u2", "anna", 1.5, "v2"),
                utterance("u10", "anna", 1.0, "v10"),
                utterance("U3", "anna", 1.0, "v3"),
                utterance("w0", "ben", 1.0, "v0"),
                utterance("w1", "ben", 1.0, "v1"),
                utterance("w2", "ben", 1.0, "v2")));
    loseAudio("w1");
    List<Sample<SpeakerVoiceRecord>> samples = speech().resolve(SPEAKER_VOICE).newSamples().fetch();
    ExampleLines lines = new ExampleLines();
    for (Sample<SpeakerVoiceRecord> sample : samples) {
      String id = sample.ids().get("speaker_id") + " ";
      String versions = id.equals("anna ") ? "v3|v1|v10|v2" : "v0|v2";
      lines
          .list(
              id + "rows",
              sample.each(UTTERANCE).stream().map(UtteranceRecord::getUtteranceId).toList())
          .md5(id + "utterance.audio", versions)
          .md5(
              id + "voice",
              "voice|__metaxy_initial__|utterance.audio|" + md5(versions),
              sample.provenanceByField().get("voice"));
    }
    return lines;
  }

  /** The text of one utterance, with two words. */
  private void twoWords() {
    speech().write(UTTERANCE, List.of(utterance("u1", "anna", 2.5, "a1")));
    speech().resolve(UTTERANCE_TEXT).pending(sample -> sample.record().setText("so it"));
    speech().resolve(UTTERANCE_WORD).pendingMany(SampleExamples::words);
  }

  private static List<UtteranceWordRecord> words(Sample<UtteranceWordRecord> sample) {
    return IntStream.range(0, 2).mapToObj(position -> word(sample, position)).toList();
  }

  private static UtteranceWordRecord word(Sample<UtteranceWordRecord> sample, int position) {
    String text = sample.from(UTTERANCE_TEXT).getText();
    return sample.record().setPosition(position).setWord(text.split(" ", -1)[position]);
  }

  private ExampleLines expansion() {
    twoWords();
    String text = speech().read(UTTERANCE_TEXT).fetch().get(0).dataVersionByField().get("text");
    List<UtteranceWordRecord> words = speech().read(UTTERANCE_WORD).fetch();
    words.sort(Comparator.comparing(UtteranceWordRecord::getPosition));
    ExampleLines lines = new ExampleLines();
    lines.md5("u1 text", "text|__metaxy_initial__|correction.text||utterance.audio|a1", text);
    for (UtteranceWordRecord word : words) {
      String found = word.provenanceByField().get("word");
      lines.md5(
          "u1, " + word.getPosition() + " (" + word.getWord() + ") word",
          "word|__metaxy_initial__|utterance/text.text|" + text,
          found);
    }
    return lines;
  }

  /** Texts: that of u1 is up to date, of u2 stale, of u3 new and of u4 orphaned. */
  private void fourTexts() {
    speech()
        .write(
            UTTERANCE,
            List.of(
                utterance("u1", "anna", 2.5, "a1"),
                utterance("u2", "anna", 1.5, "a2"),
                utterance("u4", "ben", 1.5, "a4")));
    speech().resolve(UTTERANCE_TEXT).pending(sample -> sample.record().setText("words"));
    speech()
        .write(
            UTTERANCE,
            List.of(
                utterance("u2", "anna", 1.5, "a2-new"),
                utterance("u3", "ben", 1.5, "a3"),
                utterance("u5", "ben", 0.2, "a5")));
    speech().delete(UTTERANCE, UTTERANCE.UTTERANCE_ID.eq("u4"));
  }

  private static List<?> ids(List<Sample<UtteranceTextRecord>> samples) {
    return samples.stream().map(sample -> sample.ids().get("utterance_id")).toList();
  }

  private ExampleLines statuses() {
    fourTexts();
    Increment<UtteranceTextRecord> increment = speech().resolve(UTTERANCE_TEXT);
    return new ExampleLines()
        .list("new", ids(increment.newSamples().fetch()))
        .list("stale", ids(increment.stale().fetch()))
        .list(
            "orphaned",
            increment.orphaned().fetch().stream().map(UtteranceTextRecord::getUtteranceId).toList())
        .add("counts", increment.counts());
  }

  private String resolved(UnaryOperator<ResolveOptions<UtteranceTextRecord>> options) {
    Increment<UtteranceTextRecord> increment = speech().resolve(UTTERANCE_TEXT, options);
    ExampleLines one = new ExampleLines();
    one.list("new", ids(increment.newSamples().fetch()));
    one.list("stale", ids(increment.stale().fetch()));
    one.list(
        "orphaned",
        increment.orphaned().fetch().stream().map(UtteranceTextRecord::getUtteranceId).toList());
    return one.toString().strip().replaceAll(" +", " ").replace("\n", "; ");
  }

  private ExampleLines options() {
    fourTexts();
    return new ExampleLines()
        .add(
            "where(UTTERANCE, speaker_id = 'anna')",
            resolved(r -> r.where(UTTERANCE, UTTERANCE.SPEAKER_ID.eq("anna"))))
        .add(
            "whereTarget(utterance_id <> 'u1')",
            resolved(r -> r.whereTarget(UTTERANCE_TEXT.UTTERANCE_ID.ne("u1"))))
        .add("whereText(utterance_id <> 'u2')", resolved(r -> r.whereText("utterance_id <> 'u2'")))
        .add("staleIf(text = 'words')", resolved(r -> r.staleIf(UTTERANCE_TEXT.TEXT.eq("words"))))
        .add("skipComparison()", resolved(ResolveOptions::skipComparison));
  }

  private ExampleLines halfWritten() {
    twoWords();
    speech().write(UTTERANCE, List.of(utterance("u1", "anna", 2.5, "a1-new")));
    speech().resolve(UTTERANCE_TEXT).pending(sample -> sample.record().setText("so be"));
    ExampleLines lines = new ExampleLines();
    lines.add("before", speech().resolve(UTTERANCE_WORD).counts());
    Sample<UtteranceWordRecord> parent = speech().resolve(UTTERANCE_WORD).stale().fetch().get(0);
    speech().write(UTTERANCE_WORD, List.of(word(parent, 0)));
    lines.add("one of two children written", speech().resolve(UTTERANCE_WORD).counts());
    speech().write(UTTERANCE_WORD, List.of(word(parent, 1)));
    return lines.add("both written", speech().resolve(UTTERANCE_WORD).counts());
  }

  /** Two recordings at noon, one changed and one deleted later. */
  private MetadataStore history() {
    MetadataStore store = recordings().withClock(Clock.fixed(NOON, ZoneOffset.UTC));
    store.write(RECORDING, List.of(recording("r1", "a1", "f1"), recording("r2", "a2", "f2")));
    RecordingRecord changed = recording("r1", "a3", "f1");
    store.write(RECORDING, List.of(changed.setMetaxyCreatedAt(NOON.minusSeconds(60))));
    store.delete(RECORDING, RECORDING.RECORDING_ID.eq("r2"));
    return store;
  }

  private static List<RecordingRecord> sorted(ReadQuery<RecordingRecord> query) {
    List<RecordingRecord> rows = query.fetch();
    rows.sort(
        Comparator.comparing(RecordingRecord::getMetaxyUpdatedAt)
            .thenComparing(RecordingRecord::getRecordingId));
    return rows;
  }

  private static List<String> shown(ReadQuery<RecordingRecord> query) {
    return sorted(query).stream()
        .map(
            row ->
                row.getRecordingId()
                    + " with "
                    + row.dataVersionByField().get("audio")
                    + (row.getMetaxyDeletedAt() == null ? "" : " (deleted)"))
        .toList();
  }

  private ExampleLines reading() {
    ReadQuery<RecordingRecord> read = history().read(RECORDING);
    return new ExampleLines()
        .list("read(RECORDING)", shown(read))
        .list("  .where(audio = a1)", shown(read.where(RECORDING.audioDataVersion().eq("a1"))))
        .list("  .includingDeleted()", shown(read.includingDeleted()))
        .list("  .history()", shown(read.history()))
        .list("  .history().includingDeleted()", shown(read.history().includingDeleted()));
  }

  private ExampleLines writing() {
    ExampleLines lines = new ExampleLines();
    for (RecordingRecord row : sorted(history().read(RECORDING).history().includingDeleted())) {
      lines.add(
          row.getRecordingId() + " with " + row.dataVersionByField().get("audio"),
          "created "
              + row.getMetaxyCreatedAt()
              + ", updated "
              + row.getMetaxyUpdatedAt()
              + (row.getMetaxyDeletedAt() == null ? "" : ", deleted " + row.getMetaxyDeletedAt()));
    }
    return lines;
  }

  private ExampleLines filters() {
    speech()
        .write(
            UTTERANCE,
            List.of(
                utterance("u1", "anna", 2.5, "a1"),
                utterance("u2", "anna", 1.5, "a2"),
                utterance("u3", "ben", 0.2, "a3")));
    ExampleLines lines = new ExampleLines();
    for (String filter :
        List.of(
            "seconds >= 1.5",
            "speaker_id = 'anna' AND NOT seconds > 2",
            "utterance_id IN ('u1', 'u3') OR seconds = 1.5",
            "utterance_id NOT IN ('u1')",
            "path IS NOT NULL",
            "\"path\" = NULL",
            "lower(speaker_id) = 'anna'",
            "seconds BETWEEN 1 AND 2",
            "0 < length",
            "seconds > 'long'")) {
      lines.add(filter, kept(filter));
    }
    return lines;
  }

  /** The utterances that match the filter of a spec. */
  private String kept(String filter) {
    FeatureSpec spec =
        FeatureSpec.of("utterance/text")
            .id("utterance_id")
            .dependsOn(Utterance.SPEC, dep -> dep.where(filter))
            .dependsOn(Correction.SPEC, dep -> dep.optional())
            .field("text", f -> f.fromAll())
            .build();
    try {
      List<?> ids = ids(test.storeWith(spec).resolve(UTTERANCE_TEXT).newSamples().fetch());
      return ids.isEmpty() ? "none" : String.join(", ", ids.stream().map(String::valueOf).toList());
    } catch (IllegalArgumentException e) {
      Matcher position = POSITION.matcher(e.getMessage());
      return position.find() ? "error at position " + position.group(1) : e.getMessage();
    }
  }
}
