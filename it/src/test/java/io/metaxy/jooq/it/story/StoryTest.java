package io.metaxy.jooq.it.story;

import static io.metaxy.jooq.example.db.tables.Recording.RECORDING;
import static io.metaxy.jooq.example.db.tables.RecordingCrop.RECORDING_CROP;
import static io.metaxy.jooq.example.db.tables.RecordingFaces.RECORDING_FACES;
import static io.metaxy.jooq.example.db.tables.RecordingTranscript.RECORDING_TRANSCRIPT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaxy.jooq.example.Pipeline;
import io.metaxy.jooq.example.Story;
import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.example.db.tables.records.RecordingRecord;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FieldKey;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecJson;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The example, with the versions and hashes that the peer computed for it. */
class StoryTest extends ByEveryEngine {

  private static final JsonNode STORY = read();

  StoryTest() {
    super(Features.GRAPH, RECORDING, RECORDING_CROP, RECORDING_FACES, RECORDING_TRANSCRIPT);
  }

  private static JsonNode read() {
    try (InputStream in = StoryTest.class.getResourceAsStream("/story-overview.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FeatureGraph asTheFileGivesThem() {
    List<FeatureDefinition> definitions = new ArrayList<>();
    for (JsonNode feature : STORY.get("features")) {
      definitions.add(
          FeatureDefinition.recorded(
              SpecJson.read(feature.get("spec").toString(), "story"),
              SchemaJson.parse(feature.get("feature_schema").toString(), "story"),
              feature.get("project").asText(),
              feature.get("feature_class_path").asText()));
    }
    return FeatureGraph.of(definitions);
  }

  private static FeatureGraph withAudioCode2(FeatureGraph graph) {
    return graph.with(Story.audioWithCodeVersion2(graph));
  }

  private static void assertVersions(JsonNode expected, FeatureGraph graph) {
    expected
        .get("features")
        .properties()
        .forEach(
            feature -> {
              FeaturePlan plan = graph.plan(FeatureKey.of(feature.getKey()));
              JsonNode versions = feature.getValue();
              assertEquals(versions.get("feature_version").asText(), plan.versions().feature());
              assertEquals(versions.get("code_version").asText(), plan.versions().code());
              assertEquals(
                  versions.get("definition_version").asText(), plan.versions().definition());
              assertEquals(versions.get("spec_json").asText(), SpecJson.write(plan.spec()));
              assertEquals(versions.get("table_name").asText(), plan.tableName());
              versions
                  .get("version_by_field")
                  .properties()
                  .forEach(
                      field ->
                          assertEquals(
                              field.getValue().asText(),
                              plan.versions().byField().get(FieldKey.of(field.getKey()))));
            });
    assertEquals(expected.get("project_version").asText(), graph.projectVersion("example"));
  }

  @Test
  void theFilesDefinitionsHaveTheFilesVersions() {
    assertVersions(STORY.get("versions"), asTheFileGivesThem());
    assertVersions(
        STORY.get("versions_after_audio_code_version_2"), withAudioCode2(asTheFileGivesThem()));
  }

  /** The schemas of the records equal those of Pydantic, so even the definition versions agree. */
  @Test
  void theGeneratedGraphHasTheFilesVersions() {
    assertVersions(STORY.get("versions"), Features.GRAPH);
    assertVersions(
        STORY.get("versions_after_audio_code_version_2"), withAudioCode2(Features.GRAPH));
  }

  @Test
  void everyRunFindsWhatThePeerFound() {
    for (JsonNode run : STORY.get("runs")) {
      for (JsonNode id : run.path("soft_deleted_before").path("recording")) {
        assertEquals(1, store.delete(RECORDING, RECORDING.RECORDING_ID.eq(id.asText())));
      }
      play(store, run);
    }
    MetadataStore next = storeOf(dsl, withAudioCode2(Features.GRAPH));
    play(next, STORY.get("run_after_audio_code_version_2"));
  }

  private static void play(MetadataStore store, JsonNode run) {
    List<RecordingRecord> recordings = new ArrayList<>();
    STORY
        .get("samples")
        .get(run.get("samples").asText())
        .properties()
        .forEach(
            sample ->
                recordings.add(
                    Pipeline.recording(
                        sample.getKey(),
                        sample.getValue().get("audio").asText(),
                        sample.getValue().get("frames").asText())));
    JsonNode expected = run.get("expect");
    play(expected, store, RECORDING, store.resolve(RECORDING, recordings), Sample::record);
    play(
        expected,
        store,
        RECORDING_CROP,
        store.resolve(RECORDING_CROP),
        sample -> sample.record().setPath(sample.from(RECORDING).getPath()));
    play(
        expected,
        store,
        RECORDING_FACES,
        store.resolve(RECORDING_FACES),
        sample -> sample.record().setFaces(1L));
    play(
        expected,
        store,
        RECORDING_TRANSCRIPT,
        store.resolve(RECORDING_TRANSCRIPT),
        sample -> sample.record().setText("…"));
  }

  private static <R extends FeatureRecord<R>> void play(
      JsonNode expected,
      MetadataStore store,
      FeatureTable<R> table,
      Increment<R> resolved,
      Function<Sample<R>, R> compute) {
    try (Increment<R> increment = resolved) {
      JsonNode found = expected.get(table.featureKey().toString());
      List<Sample<R>> newSamples = increment.newSamples().fetch();
      List<Sample<R>> stale = increment.stale().fetch();
      assertEquals(found.get("new").size(), increment.counts().newSamples());
      assertEquals(found.get("stale").size(), increment.counts().stale());
      assertEquals(found.get("orphaned").size(), increment.counts().orphaned());
      assertEquals(
          texts(found.get("orphaned"), "recording_id"),
          increment.orphaned().fetch().stream()
              .map(r -> r.get("recording_id", String.class))
              .toList());
      assertEquals(increment.counts().pending(), increment.pending(compute));
      assertSamples(found.get("new"), newSamples, store, table);
      assertSamples(found.get("stale"), stale, store, table);
    }
  }

  private static List<String> texts(JsonNode rows, String column) {
    List<String> texts = new ArrayList<>();
    rows.forEach(row -> texts.add(row.get(column).asText()));
    return texts;
  }

  /** Asserts that samples and the rows written for them have the peer's hashes. */
  private static <R extends FeatureRecord<R>> void assertSamples(
      JsonNode expected, List<Sample<R>> samples, MetadataStore store, FeatureTable<R> table) {
    assertEquals(
        texts(expected, "metaxy_provenance"), samples.stream().map(Sample::provenance).toList());
    Map<String, R> written = new LinkedHashMap<>();
    store.read(table).fetch().forEach(r -> written.put(r.get("recording_id", String.class), r));
    for (int i = 0; i < samples.size(); i++) {
      JsonNode row = expected.get(i);
      Map<String, String> byField = byField(row.get("metaxy_provenance_by_field"));
      assertEquals(byField, samples.get(i).provenanceByField());
      R record = written.get(row.get("recording_id").asText());
      assertEquals(byField, record.provenanceByField());
      assertEquals(byField(row.get("metaxy_data_version_by_field")), record.dataVersionByField());
      assertEquals(row.get("metaxy_provenance").asText(), record.get("metaxy_provenance"));
      assertEquals(row.get("metaxy_data_version").asText(), record.get("metaxy_data_version"));
    }
  }

  private static Map<String, String> byField(JsonNode object) {
    Map<String, String> map = new TreeMap<>();
    object.properties().forEach(field -> map.put(field.getKey(), field.getValue().asText()));
    return map;
  }
}
