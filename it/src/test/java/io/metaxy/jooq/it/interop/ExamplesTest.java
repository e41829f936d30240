package io.metaxy.jooq.it.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaxy.jooq.example.Found;
import io.metaxy.jooq.it.interop.Side.Writer;
import io.metaxy.jooq.it.story.PeerExample;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The peer's examples, each configured by one {@code metaxy.toml}: one side does a run, the other
 * the next. Both find the same samples with the same hashes, and store the same rows.
 */
@Tag("interop")
class ExamplesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What depends on the time, on the process, or on the schema of a class. */
  private static final List<String> OWN =
      List.of(
          "metaxy_created_at",
          "metaxy_updated_at",
          "metaxy_materialization_id",
          "metaxy_project_version");

  @TempDir Path directory;

  /**
   * The result of all runs.
   *
   * @param found what each run found, by feature key
   * @param rows the rows at the end, by feature key and id
   */
  private record Result(
      List<Map<String, Found>> found, Map<String, Map<String, Map<String, String>>> rows) {}

  @ParameterizedTest
  @MethodSource("io.metaxy.jooq.it.story.PeerExample#all")
  <R extends FeatureRecord<R>> void oneSideContinuesWhatTheOtherBegan(PeerExample<R> example)
      throws IOException {
    Result java = alternating(example, Writer.JAVA, directory.resolve("java.duckdb"));
    Result peer = alternating(example, Writer.PEER, directory.resolve("peer.duckdb"));
    assertEquals(peer, java);
  }

  /** Does all runs, beginning on one side. */
  private static <R extends FeatureRecord<R>> Result alternating(
      PeerExample<R> example, Writer first, Path database) throws IOException {
    List<Map<String, Found>> all = new ArrayList<>();
    Writer writer = first;
    for (PeerExample.Run<R> run : example.runs()) {
      assertEquals(PeerExample.versions(example.graph(run)), versions(example, run, database));
      Map<String, Found> found = run(example, run, writer, database);
      assertEquals(run.counts(), counts(example, found));
      all.add(found);
      writer = writer.other();
    }
    PeerExample.Run<R> last = example.runs().get(example.runs().size() - 1);
    isUpToDate(example, last, database);
    return new Result(all, rows(example, last, database));
  }

  private static Map<String, String> versions(
      PeerExample<?> example, PeerExample.Run<?> run, Path database) {
    Map<String, String> versions = new TreeMap<>();
    ask("versions", example, run, database, Map.of())
        .properties()
        .forEach(version -> versions.put(version.getKey(), version.getValue().asText()));
    return versions;
  }

  private static <R extends FeatureRecord<R>> Map<String, Found> run(
      PeerExample<R> example, PeerExample.Run<R> run, Writer writer, Path database) {
    if (writer == Writer.JAVA) {
      return example.run(run, database);
    }
    JsonNode answer = ask("run", example, run, database, Map.of("rows", PeerSide.json(run.rows())));
    Map<String, Found> found = new LinkedHashMap<>();
    answer.properties().forEach(feature -> found.put(feature.getKey(), found(feature.getValue())));
    return found;
  }

  private static Found found(JsonNode answer) {
    Outcome outcome = PeerSide.outcome(answer);
    return new Found(outcome.newInputs(), outcome.stale(), outcome.orphaned());
  }

  /** The counts in the order of the pipeline. */
  private static String counts(PeerExample<?> example, Map<String, Found> found) {
    Map<String, Found> ordered = new LinkedHashMap<>();
    for (FeatureTable<?> table : example.tables()) {
      ordered.put(table.featureKey().toString(), found.get(table.featureKey().toString()));
    }
    return ordered.toString();
  }

  /** The peer's command reads the same file and finds nothing to compute. */
  private static void isUpToDate(PeerExample<?> example, PeerExample.Run<?> run, Path database)
      throws IOException {
    List<String> arguments = List.of("metadata", "status", "--all-features", "--format", "json");
    String printed = ask("metaxy", example, run, database, Map.of("arguments", arguments)).asText();
    JsonNode features = JSON.readTree(printed).get("features");
    for (FeatureTable<?> table : example.tables()) {
      JsonNode feature = features.get(table.featureKey().toString());
      boolean root = example.graph().plan(table.featureKey()).deps().isEmpty();
      String status = root ? "root_feature" : "up_to_date";
      assertEquals(status, feature.get("status").asText(), printed);
    }
  }

  /** Returns the current rows, on which both sides agree. */
  private static Map<String, Map<String, Map<String, String>>> rows(
      PeerExample<?> example, PeerExample.Run<?> run, Path database) {
    Map<String, Map<String, Map<String, String>>> rows = new TreeMap<>();
    for (FeatureTable<?> table : example.tables()) {
      String key = table.featureKey().toString();
      List<String> ids = example.graph().plan(table.featureKey()).idColumns();
      Map<String, Map<String, String>> java =
          example.use(example.graph(run), database, store -> rows(store.read(table).fetch(), ids));
      JsonNode answer = ask("read", example, run, database, Map.of("key", key));
      assertEquals(PeerSide.rows(answer, ids), java, key);
      java.values().forEach(row -> row.keySet().removeAll(OWN));
      rows.put(key, java);
    }
    return rows;
  }

  private static Map<String, Map<String, String>> rows(
      List<? extends FeatureRecord<?>> records, List<String> ids) {
    Map<String, Map<String, String>> rows = new TreeMap<>();
    records.forEach(row -> rows.put(Rows.ids(ids, row::get), Rows.texts(row.intoMap())));
    return rows;
  }

  private static JsonNode ask(
      String command,
      PeerExample<?> example,
      PeerExample.Run<?> run,
      Path database,
      Map<String, ?> arguments) {
    Map<String, Object> request = new LinkedHashMap<>(arguments);
    Map<String, String> environment = new TreeMap<>(PeerExample.environment(database));
    environment.put("EXAMPLE_CODE_VERSION", run.codeVersion());
    request.put("environment", environment);
    request.put("file", example.file().normalize().toString());
    return Peer.ofExamples().ask(command, request);
  }
}
