package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Code generation at the size it is designed for. {@code mvn -pl metaxy-jooq-codegen -am test
 * -Dtest=ThousandFeaturesTest -Dsurefire.failIfNoSpecifiedTests=false} prints how long it takes.
 */
@Tag("exhaustive")
class ThousandFeaturesTest {

  private static final int FEATURES = 1_001;

  @TempDir Path directory;

  @Test
  void aThousandFeaturesAreGeneratedInChunks() throws Exception {
    Files.writeString(
        directory.resolve("features.json"),
        IntStream.range(0, FEATURES)
            .mapToObj(ThousandFeaturesTest::definition)
            .collect(Collectors.joining(",\n", "{\"features\": [", "]}")));

    long start = System.nanoTime();
    Codegen codegen =
        Codegen.of(directory, "features.json")
            .property("metaxy.primaryKey", "true")
            .property("metaxy.index", "true");
    Map<String, String> files = codegen.run();
    Duration generated = Duration.ofNanos(System.nanoTime() - start);

    assertEquals(FEATURES, files.keySet().stream().filter(f -> f.endsWith("Record.java")).count());
    String features = files.get("Features.java");
    assertTrue(features.contains("Stream.of(tables0(), tables1())"), features);
    System.out.printf(
        "%d features: %d files generated in %d ms%n", FEATURES, files.size(), generated.toMillis());
  }

  private static String definition(int i) {
    String deps =
        i == 0
            ? ""
            : "{\"feature\": \"group_%s/feature-%s\", \"select\": []}"
                .formatted((i - 1) % 10, i - 1);
    return """
    {"feature_spec": {"key": "group_%s/feature-%s", "id_columns": ["id"], "deps": [%s],
                      "fields": ["audio", "frames", "text"]},
     "feature_schema": {"type": "object", "title": "F%s", "required": ["id", "path", "count"],
                        "properties": {"id": {"type": "string"}, "path": {"type": "string"},
                                       "count": {"type": "integer"}, "score": {"type": "number"}}},
     "project": "default"}\
    """
        .formatted(i % 10, i, deps, i);
  }
}
