package io.metaxy.jooq.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.FieldKey;
import io.metaxy.jooq.spec.SpecJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The worked examples of {@code docs/semantics.md} are what the code computes. */
class SemanticsPageTest {

  private static final Path PAGE = Path.of("../docs/semantics.md");

  private static final String INITIAL = "__metaxy_initial__";
  private static final FeatureSpec CLIP =
      FeatureSpec.of("clip").id("clip_id").fields("audio", "frames").build();
  private static final FeatureSpec TRANSCRIPT =
      FeatureSpec.of("clip/transcript")
          .id("clip_id")
          .dependsOn(CLIP)
          .field("text", f -> f.codeVersion("1").from(CLIP, "audio"))
          .build();

  private static final FeatureGraph GRAPH =
      FeatureGraph.of(List.of(definition(CLIP), definition(TRANSCRIPT)));

  private static FeatureDefinition definition(FeatureSpec spec) {
    Map<String, Object> columns = Map.of("clip_id", Map.of("type", "string"));
    return FeatureDefinition.recorded(spec, Map.of("properties", columns), "clips", "Clip");
  }

  @Test
  void namesAreThoseOfThePage() throws IOException {
    FeatureGraph graph =
        FeatureGraph.of(
            List.of(
                definition(FeatureSpec.of("video/processing").id("clip_id").build()),
                definition(FeatureSpec.of("video/face-crops").id("clip_id").build())));
    assertExample(
        "names",
        "table of video/processing       " + table(graph, "video/processing"),
        "table of video/face-crops       " + table(graph, "video/face-crops"),
        "struct key of audio/french      " + FieldKey.of("audio/french").structKey());
  }

  private static String table(FeatureGraph graph, String key) {
    return graph.plan(FeatureKey.of(key)).tableName();
  }

  @Test
  void versionsAreThoseOfThePage() throws IOException {
    FeatureVersions clip = GRAPH.plan(CLIP.key()).versions();
    FeatureVersions transcript = GRAPH.plan(TRANSCRIPT.key()).versions();
    String audio = clip.byField().get(FieldKey.of("audio"));
    String frames = clip.byField().get(FieldKey.of("frames"));
    String text = transcript.byField().get(FieldKey.of("text"));
    assertExample(
        "versions",
        "spec of clip               " + SpecJson.write(CLIP),
        "spec version               " + clip.spec(),
        "clip.audio                 " + formula(audio, "clip.audio", INITIAL),
        "clip.frames                " + formula(frames, "clip.frames", INITIAL),
        "feature version of clip    " + formula(clip.feature(), "audio", audio, "frames", frames),
        "code version of clip       " + formula(clip.code(), "audio", INITIAL, "frames", INITIAL),
        "clip/transcript.text       " + formula(text, "clip/transcript.text", "1", audio),
        "feature version            " + formula(transcript.feature(), "text", text),
        "code version               " + formula(transcript.code(), "text", "1"));
  }

  /** The graph's version, which the formula must give too. */
  private static String formula(String version, String... parts) {
    assertEquals(hash(HashAlgorithm.SHA256, String.join("", parts)), version);
    return "H(" + quoted(List.of(parts)) + ") = " + version;
  }

  @Test
  void hashesOfSamplesAreThoseOfThePage() throws IOException {
    String text = hash(HashAlgorithm.MD5, "text|1|clip.audio|a1");
    assertExample(
        "samples",
        "clip c1 with audio a1, frames f1: provenance       " + md5("a1|f1"),
        "its transcript: text                               " + md5("text|1|clip.audio|a1"),
        "its transcript: provenance                         " + md5(text),
        "the same, were clip optional and its row missing   " + md5("text|1|clip.audio|"));
    assertExample("groups", "rows with v0, null, v2   " + md5("v0|v2"));
  }

  private static String md5(String text) {
    return "md5(" + quoted(List.of(text)) + ") = " + hash(HashAlgorithm.MD5, text);
  }

  private static String hash(HashAlgorithm algorithm, String text) {
    TextHasher hasher = algorithm.hasher(GraphOptions.DEFAULT.hashTruncationLength());
    hasher.add(text);
    return hasher.finish();
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(", "));
  }

  private static void assertExample(String name, String... lines) throws IOException {
    List<String> page = Files.readAllLines(PAGE);
    int first = page.indexOf("example: " + name) + 1;
    assertEquals(
        String.join("\n", lines), String.join("\n", page.subList(first, first + lines.length)));
    assertEquals("```", page.get(first + lines.length));
  }
}
