package io.metaxy.jooq.it.model;

import io.metaxy.jooq.codegen.definition.KeyNames;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.FeatureVersions;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.graph.ParentField;
import io.metaxy.jooq.it.model.ExampleLines.Example;
import io.metaxy.jooq.json.JsonException;
import io.metaxy.jooq.json.JsonText;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.FeatureSpecBuilder.Dep;
import io.metaxy.jooq.spec.FeatureSpecBuilder.Field;
import io.metaxy.jooq.spec.FieldKey;
import io.metaxy.jooq.spec.FieldsMapping;
import io.metaxy.jooq.spec.Lineage;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecException;
import io.metaxy.jooq.spec.SpecJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The examples that need no database: names, fields, versions and JSON. */
final class DefinitionExamples {

  private static final String INITIAL = "__metaxy_initial__";
  private static final FeatureGraph RECORDINGS = io.metaxy.jooq.example.db.Features.GRAPH;
  private static final FeatureGraph SPEECH = io.metaxy.jooq.example.speech.db.Features.GRAPH;

  private DefinitionExamples() {}

  static Map<String, Example> all() {
    Map<String, Example> all = new LinkedHashMap<>();
    all.put("names", DefinitionExamples::names);
    all.put("fields", DefinitionExamples::fields);
    all.put("versions", DefinitionExamples::versions);
    all.put("spec", DefinitionExamples::spec);
    all.put("spec-parts", DefinitionExamples::specParts);
    all.put("json", DefinitionExamples::json);
    all.put("truncation", DefinitionExamples::truncation);
    all.put("project", DefinitionExamples::project);
    all.put("keys", DefinitionExamples::keys);
    all.put("algorithms", DefinitionExamples::algorithms);
    all.put("order", DefinitionExamples::order);
    all.put("external", DefinitionExamples::external);
    return all;
  }

  private static FeatureDefinition definition(FeatureSpec spec) {
    ColumnSpec id = ColumnSpec.of("clip_id", ColumnType.STRING, false);
    return FeatureDefinition.of(spec, List.of(id), "clips", "Clip");
  }

  private static FeaturePlan plan(FeatureSpec spec, GraphOptions options) {
    return FeatureGraph.of(List.of(definition(spec)), options).plan(spec.key());
  }

  private static FeatureVersions versions(FeatureGraph graph, String feature) {
    return graph.plan(FeatureKey.of(feature)).versions();
  }

  private static String field(FeatureVersions versions, String key) {
    return versions.byField().get(FieldKey.of(key));
  }

  private static ExampleLines names() {
    FeatureSpec crops = FeatureSpec.of("video/face-crops").id("clip_id").build();
    GraphOptions prefixed = new GraphOptions(GraphOptions.MIN_HASH_LENGTH, true, "mx_", false);
    FieldKey french = FieldKey.of("audio/french");
    return new ExampleLines()
        .add("table of video/face-crops", plan(crops, GraphOptions.DEFAULT).tableName())
        .add("the same with the prefix mx_", plan(crops, prefixed).tableName())
        .add("column suffix of video/face-crops", crops.key().columnSuffix())
        .add("struct key of audio/french", french.structKey())
        .add("struct key of audio-left", FieldKey.of("audio-left").structKey())
        .add("fully qualified field", new ParentField(crops.key(), french))
        .list("keys ordered as text", Stream.of("clip/text", "clip-index").sorted().toList())
        .list(
            "keys ordered by parts",
            Stream.of("clip/text", "clip-index").map(FeatureKey::of).sorted().toList());
  }

  private static ExampleLines fields() {
    FieldKey french = FieldKey.of("french");
    FieldKey frames = FieldKey.of("frames");
    FieldsMapping excluding = new FieldsMapping.Default(false, List.of(frames));
    FieldsMapping specific =
        FieldsMapping.specific(Map.of(french, Set.of(FieldKey.of("audio/french"))));
    return new ExampleLines()
        .add("frames", parents("frames", dep -> dep, f -> f))
        .add("french", parents("french", dep -> dep, f -> f))
        .add("french, match_suffix", mapped("french", FieldsMapping.bySuffix()))
        .add("french, exclude_fields frames", mapped("french", excluding))
        .add("french, specific french: audio/french", mapped("french", specific))
        .add("frames, specific french: audio/french", mapped("frames", specific))
        .add("frames, all", mapped("frames", FieldsMapping.all()))
        .add("frames, none", mapped("frames", FieldsMapping.none()))
        .add("french from video.frames", parents("french", d -> d, f -> f.from("video", "frames")))
        .add("frames from all", parents("frames", d -> d, Field::fromAll));
  }

  private static String mapped(String field, FieldsMapping mapping) {
    return parents(field, dep -> dep.mapping(mapping), f -> f);
  }

  private static String parents(String key, UnaryOperator<Dep> dep, UnaryOperator<Field> field) {
    FeatureSpec video =
        FeatureSpec.of("video")
            .id("clip_id")
            .fields("audio/english", "audio/french", "frames")
            .build();
    FeatureSpec clip =
        FeatureSpec.of("clip").id("clip_id").dependsOn(video, dep).field(key, field).build();
    try {
      List<String> parents =
          FeatureGraph.of(List.of(definition(video), definition(clip)))
              .plan(clip.key())
              .field(FieldKey.of(key))
              .parents()
              .stream()
              .map(ParentField::toString)
              .toList();
      return String.join(", ", parents);
    } catch (SpecException e) {
      return "error [" + e.problems().get(0).code() + "]";
    }
  }

  private static ExampleLines versions() {
    FeatureVersions recording = versions(RECORDINGS, "recording");
    FeatureVersions transcript = versions(RECORDINGS, "recording/transcript");
    FeatureVersions text = versions(SPEECH, "utterance/text");
    String audio = field(recording, "audio");
    String frames = field(recording, "frames");
    return new ExampleLines()
        .sha256("recording.audio", audio, "recording.audio", "1")
        .sha256("recording.frames", frames, "recording.frames", "1")
        .sha256(
            "feature version of recording", recording.feature(), "audio", audio, "frames", frames)
        .sha256("code version of recording", recording.code(), "audio", "1", "frames", "1")
        .sha256(
            "recording/transcript.text",
            field(transcript, "text"),
            "recording/transcript.text",
            "1",
            audio)
        .sha256(
            "feature version of recording/transcript",
            transcript.feature(),
            "text",
            field(transcript, "text"))
        .sha256("code version of recording/transcript", transcript.code(), "text", "1")
        .sha256(
            "utterance/text.text",
            field(text, "text"),
            "utterance/text.text",
            INITIAL,
            field(versions(SPEECH, "correction"), "text"),
            field(versions(SPEECH, "utterance"), "audio"));
  }

  private static ExampleLines spec() {
    FeaturePlan voice = SPEECH.plan(FeatureKey.of("speaker/voice"));
    FeatureVersions versions = voice.versions();
    String spec = SpecJson.write(voice.spec());
    String schema = SchemaJson.text(voice.definition().schema());
    return new ExampleLines()
        .add("spec", spec)
        .add("schema", schema)
        .sha256("spec version", versions.spec(), "spec", List.of(spec))
        .sha256(
            "definition version",
            versions.definition(),
            '"' + versions.spec() + "\", schema",
            List.of(versions.spec(), schema));
  }

  private static ExampleLines specParts() throws JsonException {
    FieldsMapping specific =
        FieldsMapping.specific(Map.of(FieldKey.of("text"), Set.of(FieldKey.of("audio/french"))));
    return new ExampleLines()
        .add("default mapping, match_suffix", mapping(FieldsMapping.bySuffix()))
        .add("specific mapping", mapping(specific))
        .add("mapping of all fields", mapping(FieldsMapping.all()))
        .add("mapping of no field", mapping(FieldsMapping.none()))
        .add("identity", lineage(Lineage.identity()))
        .add("aggregation on speaker_id", lineage(Lineage.aggregation("speaker_id")))
        .add("aggregation on the feature's ids", lineage(Lineage.aggregation()))
        .add("expansion on clip_id", lineage(Lineage.expansion("clip_id")));
  }

  private static String mapping(FieldsMapping mapping) throws JsonException {
    return depPart(dep -> dep.mapping(mapping), "fields_mapping", "mapping");
  }

  private static String lineage(Lineage lineage) throws JsonException {
    return depPart(dep -> dep.lineage(lineage), "lineage", "relationship");
  }

  @SuppressWarnings("unchecked") // JSON objects are maps with String keys.
  private static String depPart(UnaryOperator<Dep> dep, String outer, String inner)
      throws JsonException {
    FeatureSpec spec = FeatureSpec.of("clip").id("clip_id").dependsOn("video", dep).build();
    Map<String, Object> json = (Map<String, Object>) JsonText.parse(SpecJson.write(spec));
    Map<String, Object> first = ((List<Map<String, Object>>) json.get("deps")).get(0);
    return SchemaJson.text(
        (Map<String, Object>) ((Map<String, Object>) first.get(outer)).get(inner));
  }

  private static ExampleLines json() {
    Map<String, Object> unsorted = new LinkedHashMap<>();
    unsorted.put("b", true);
    unsorted.put("a", List.of(1, 2));
    return new ExampleLines()
        .add("the integer 1", json(1))
        .add("the number 1.0", json(1.0))
        .add("the number 0.0000001", json(1e-7))
        .add("the number 10^16", json(1e16))
        .add("the text é", json("é"))
        .add("the text \uD83D\uDE00", json("\uD83D\uDE00"))
        .add("an object with b, then a", json(unsorted));
  }

  private static String json(Object value) {
    String object = SchemaJson.text(Map.of("", value));
    return object.substring("{\"\": ".length(), object.length() - 1);
  }

  private static ExampleLines truncation() {
    ExampleLines lines = new ExampleLines();
    List<FeatureDefinition> definitions =
        RECORDINGS.plans().stream().map(FeaturePlan::definition).toList();
    for (int length : List.of(8, 16)) {
      FeatureGraph graph = FeatureGraph.of(definitions, GraphOptions.withHashLength(length));
      String audio = field(versions(graph, "recording"), "audio");
      String text = field(versions(graph, "recording/transcript"), "text");
      lines.sha256("recording.audio, length " + length, audio, "recording.audio", "1");
      lines.sha256(
          "recording/transcript.text, length " + length,
          text,
          "recording/transcript.text",
          "1",
          audio);
    }
    return lines;
  }

  private static ExampleLines project() {
    FeatureGraph graph =
        FeatureGraph.of(
            List.of(
                definition(FeatureSpec.of("clip/text").id("clip_id").build()),
                definition(FeatureSpec.of("clip-index").id("clip_id").build())));
    String text = versions(graph, "clip/text").definition();
    String index = versions(graph, "clip-index").definition();
    return new ExampleLines()
        .add("definition version of clip/text", text)
        .add("definition version of clip-index", index)
        .sha256(
            "version of their project",
            graph.projectVersion("clips"),
            "clip/text",
            text,
            "clip-index",
            index)
        .add("version of a project without features", graph.projectVersion("other"));
  }

  private static ExampleLines keys() {
    String table = "recording__transcript";
    return new ExampleLines()
        .add("primary key of " + table, KeyNames.primaryKey(table))
        .add("index of " + table, KeyNames.index(table))
        .add("primary key of a table with 60 letters a", KeyNames.primaryKey("a".repeat(60)));
  }

  private static ExampleLines algorithms() {
    String text = "a1|f1";
    ExampleLines lines = new ExampleLines();
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      String whole = algorithm.hasher(algorithm.maxLength()).add(text).finish();
      String cut = algorithm.hasher(GraphOptions.MIN_HASH_LENGTH).add(text).finish();
      String naive = NaiveHash.of(algorithm.text(), algorithm.maxLength(), text);
      lines.add(
          algorithm.text(),
          whole.equals(naive) && naive.startsWith(cut) ? whole + ", cut to " + cut : "wrong");
    }
    return lines;
  }

  private static ExampleLines order() {
    FeaturePlan plan =
        plan(
            FeatureSpec.of("clip").id("clip_id").fields("audio/french", "audio2").build(),
            GraphOptions.DEFAULT);
    FeatureVersions versions = plan.versions();
    return new ExampleLines()
        .sha256(
            "feature version",
            versions.feature(),
            "audio/french",
            field(versions, "audio/french"),
            "audio2",
            field(versions, "audio2"))
        .list("provenance, in the order of", plan.structKeys());
  }

  private static ExampleLines external() {
    FeatureDefinition external =
        RECORDINGS
            .plan(FeatureKey.of("recording"))
            .definition()
            .asExternal(Map.of(FieldKey.of("audio"), "0a1b2c3d"));
    FeatureGraph graph = RECORDINGS.with(external);
    FeatureVersions recording = versions(graph, "recording");
    FeatureVersions transcript = versions(graph, "recording/transcript");
    String audio = field(recording, "audio");
    String frames = field(recording, "frames");
    return new ExampleLines()
        .add("recording.audio, given", audio)
        .sha256("recording.frames", frames, "recording.frames", "1")
        .sha256(
            "feature version of recording", recording.feature(), "audio", audio, "frames", frames)
        .sha256(
            "recording/transcript.text",
            field(transcript, "text"),
            "recording/transcript.text",
            "1",
            audio);
  }
}
