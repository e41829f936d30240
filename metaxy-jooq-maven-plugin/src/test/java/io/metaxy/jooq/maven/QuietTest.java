package io.metaxy.jooq.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code mvn -q}, goals print problems, and what only they can say. */
class QuietTest {

  private static final String DEFINITION =
      """
      {"feature_spec": {"key": "clip", "id_columns": ["clip_id"], "deps": [],
         "fields": [{"key": "default", "code_version": "1", "deps": []}]},
       "feature_schema": {"type": "object", "title": "Clip", "required": ["clip_id"],
         "properties": {"clip_id": {"type": "string"}}}}
      """;

  /** The log of {@code mvn -q}. */
  private static final class QuietLog extends SystemStreamLog {
    @Override
    public boolean isInfoEnabled() {
      return false;
    }
  }

  @TempDir Path basedir;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void project() throws IOException {
    Files.writeString(basedir.resolve("clip.json"), DEFINITION);
  }

  private <M extends MetaxyMojo> M quiet(M goal) {
    goal.mavenProject = UserProject.of(basedir, "");
    goal.features = "clip.json";
    goal.databases = "h2";
    goal.naming = "sequential";
    goal.out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    goal.setLog(new QuietLog());
    return goal;
  }

  private String printed() {
    String text = printed.toString(StandardCharsets.UTF_8);
    printed.reset();
    return text;
  }

  @Test
  void whatSucceedsIsSilent() throws Exception {
    quiet(new GenerateMojo()).execute();
    quiet(new CheckMojo()).execute();
    quiet(new DriftMojo()).execute();

    assertEquals("", printed());
  }

  @Test
  void problemsArePrinted() {
    CheckMojo check = quiet(new CheckMojo());
    assertThrows(MojoFailureException.class, check::execute);
    assertTrue(printed().contains("  metaxy_create_clip\n"));

    DriftMojo drift = quiet(new DriftMojo());
    assertThrows(MojoFailureException.class, drift::execute);
    assertTrue(printed().contains("h2, specs <-> snapshot: disagree\n"));
  }

  @Test
  void aDiffIsPrintedBecauseItIsTheResult() throws Exception {
    quiet(new DiffMojo()).execute();

    assertTrue(printed().startsWith("h2: 1 script to write\n"));
  }

  @Test
  void jsonIsPrintedBecauseAProgramReadsIt() throws Exception {
    GenerateMojo generate = quiet(new GenerateMojo());
    generate.format = "json";

    generate.execute();

    assertTrue(printed().startsWith("{\n"));
  }
}
