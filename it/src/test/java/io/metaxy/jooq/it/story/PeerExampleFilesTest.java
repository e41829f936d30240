package io.metaxy.jooq.it.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.table.FeatureRecord;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example of Metaxy for Python is configured by its {@code metaxy.toml} alone. */
class PeerExampleFilesTest {

  @TempDir Path directory;

  @Test
  void featureVersionsAreThoseOfThePeer() {
    PeerExample<?> basic = PeerExample.basic();
    PeerExample<?> expansion = PeerExample.expansion();
    assertEquals(
        Map.of("video", "4c78e5e2", "audio", "9680125a"),
        PeerExample.versions(PeerExample.quickstart().graph()));
    assertEquals(
        Map.of("examples/parent", "7de0f5e8", "examples/child", "b10ea448"),
        PeerExample.versions(basic.graph()));
    assertEquals(
        Map.of("examples/parent", "68827f3e", "examples/child", "e5b92b18"),
        PeerExample.versions(basic.changed()));
    assertEquals(
        Map.of("video/raw", "d842b740", "video/chunk", "7dc3712a", "video/faces", "52f055e3"),
        PeerExample.versions(expansion.graph()));
    assertEquals("52f055e3", PeerExample.versions(expansion.changed()).get("video/faces"));
    assertEquals(
        Map.of("audio", "3dac67c8", "speaker/embedding", "a485fa5b"),
        PeerExample.versions(PeerExample.aggregation().graph()));
  }

  @ParameterizedTest
  @MethodSource("io.metaxy.jooq.it.story.PeerExample#all")
  void featuresBelongToTheProjectOfTheFile(PeerExample<?> example) {
    assertEquals(
        Set.of("example_" + example.name()),
        example.graph().plans().stream()
            .map(plan -> plan.definition().project())
            .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("io.metaxy.jooq.it.story.PeerExample#all")
  <R extends FeatureRecord<R>> void everyRunWorksOnTheStoreOfTheFile(PeerExample<R> example) {
    Path database = directory.resolve("dev.duckdb");
    for (PeerExample.Run<R> run : example.runs()) {
      assertEquals(run.counts(), example.run(run, database).toString());
    }
  }
}
