package io.metaxy.jooq.it.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Code that an earlier commit generated for the example, with the pipeline of that commit, compiles
 * and runs on this runtime. The files in {@code src/test/generated-before} are never regenerated.
 */
class GeneratedBeforeTest extends OnEveryDatabase {

  private static final Path SOURCES = Path.of("src/test/generated-before");
  private static final String BEFORE = "io.metaxy.jooq.example.before.";
  private static final ClassLoader COMPILED = compile();

  GeneratedBeforeTest() {
    super(
        (FeatureGraph) constant("db.Features", "GRAPH"),
        table("Recording", "RECORDING"),
        table("RecordingCrop", "RECORDING_CROP"),
        table("RecordingFaces", "RECORDING_FACES"),
        table("RecordingTranscript", "RECORDING_TRANSCRIPT"));
  }

  private static ClassLoader compile() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (Stream<Path> all = Files.walk(SOURCES);
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      Path classes = Files.createDirectories(Path.of("target", "generated-before"));
      List<File> java = all.filter(f -> f.toString().endsWith(".java")).map(Path::toFile).toList();
      String classPath =
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
      List<String> options = List.of("-d", classes.toString(), "-cp", classPath, "-proc:none");
      boolean done =
          compiler
              .getTask(
                  messages, files, null, options, null, files.getJavaFileObjectsFromFiles(java))
              .call();
      assertTrue(done, messages::toString);
      return new URLClassLoader(
          new URL[] {classes.toUri().toURL()}, GeneratedBeforeTest.class.getClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Class<?> before(String name) {
    try {
      return Class.forName(BEFORE + name, true, COMPILED);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  static Object constant(String name, String constant) {
    try {
      return before(name).getField(constant).get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FeatureTable<?> table(String name, String constant) {
    return (FeatureTable<?>) constant("db.tables." + name, constant);
  }

  /** Returns the outcome of each feature: {@code new, stale, orphaned: written}. */
  private static List<String> run(MetadataStore store, List<Object> recordings) throws Exception {
    Class<?> pipeline = before("Pipeline");
    List<String> outcomes = new ArrayList<>();
    Method run = pipeline.getMethod("run", MetadataStore.class, List.class);
    for (Object outcome : (List<?>) run.invoke(null, store, recordings)) {
      Method counts = outcome.getClass().getMethod("counts");
      Method written = outcome.getClass().getMethod("written");
      outcomes.add(counts.invoke(outcome) + ": " + written.invoke(outcome));
    }
    return outcomes;
  }

  private static Object recording(String id, String audio, String frames) throws Exception {
    return before("Pipeline")
        .getMethod("recording", String.class, String.class, String.class)
        .invoke(null, id, audio, frames);
  }

  @Test
  void computesOnlyWhatHasToBe() throws Exception {
    List<Object> first = List.of(recording("r1", "a1", "f1"), recording("r2", "a2", "f2"));
    String created = "new 2, stale 0, orphaned 0, pending 2: 2";
    assertEquals(List.of(created, created, created, created), run(store, first));

    String nothing = "new 0, stale 0, orphaned 0, pending 0: 0";
    assertEquals(List.of(nothing, nothing, nothing, nothing), run(store, first));

    List<Object> changed = List.of(recording("r1", "a1", "f1"), recording("r2", "A2", "f2"));
    String stale = "new 0, stale 1, orphaned 0, pending 1: 1";
    assertEquals(List.of(stale, stale, nothing, stale), run(store, changed));
  }

  @Test
  void itsRecordsHaveDataVersionsOfTheirOwn() throws Exception {
    FeatureRecord<?> recording = (FeatureRecord<?>) recording("r1", "a1", "f1");

    assertSame(recording, recording.setDataVersion("audio", "own"));

    assertEquals(Map.of("audio", "own", "frames", "f1"), recording.dataVersionByField());
  }
}
