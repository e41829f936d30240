package io.metaxy.jooq.it.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecJson;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The peer: a Python process that answers requests one by one (see {@code src/interop/peer.py}). It
 * exits at the end of its input, and so with this JVM.
 */
final class Peer {

  private static final String PYTHON = "target/interop/python/bin/python";
  private static final File LOG = new File("target/interop/peer.log");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ThreadLocal<Map<List<String>, Peer>> RUNNING =
      ThreadLocal.withInitial(HashMap::new);

  private final BufferedWriter requests;
  private final BufferedReader answers;

  private Peer(List<String> program) throws IOException {
    List<String> command = new ArrayList<>(List.of(PYTHON));
    command.addAll(program);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(LOG)).start();
    requests = process.outputWriter();
    answers = process.inputReader();
  }

  /**
   * Returns the peer of this thread, started on first use.
   *
   * @param maps whether its by-field columns are maps, which cannot change while it runs
   */
  static Peer running(boolean maps) {
    return running(maps ? List.of("src/interop/peer.py", "--map") : List.of("src/interop/peer.py"));
  }

  /** Returns the peer of this thread that runs the examples (see {@code examples.py}). */
  static Peer ofExamples() {
    return running(List.of("src/interop/examples.py"));
  }

  private static Peer running(List<String> program) {
    return RUNNING.get().computeIfAbsent(program, Peer::start);
  }

  private static Peer start(List<String> program) {
    try {
      return new Peer(program);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start the peer; run mvn -Pinterop verify", e);
    }
  }

  /** Returns the peer's answer to a request about a graph. */
  JsonNode ask(String command, FeatureGraph graph, Map<String, ?> arguments) {
    Map<String, Object> request = new LinkedHashMap<>(arguments);
    request.put("features", graph.plans().stream().map(Peer::recorded).toList());
    request.put("length", graph.options().hashTruncationLength());
    return ask(command, request);
  }

  /** Returns the peer's answer to a request. */
  JsonNode ask(String command, Map<String, ?> arguments) {
    Map<String, Object> request = new LinkedHashMap<>(arguments);
    request.put("command", command);
    try {
      requests.write(JSON.writeValueAsString(request));
      requests.newLine();
      requests.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException(
            "The peer exited during the command " + command + "; see " + LOG);
      }
      JsonNode reply = JSON.readTree(line);
      if (reply.has("error")) {
        throw new IllegalStateException(
            "The peer failed to " + command + ": " + reply.get("error").asText());
      }
      return reply.get("answer");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a definition as recorded for the peer. */
  private static Map<String, String> recorded(FeaturePlan plan) {
    FeatureDefinition definition = plan.definition();
    return Map.of(
        "spec", SpecJson.write(definition.spec()),
        "schema", SchemaJson.orderedText(definition.schema()),
        "class", definition.featureClass(),
        "project", definition.project());
  }
}
