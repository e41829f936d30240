package io.metaxy.jooq.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds of several modules, of which some have features. */
class ModulesTest {

  private static final String JOOQ =
      """
      <plugin><groupId>org.jooq</groupId><artifactId>jooq-codegen-maven</artifactId>
        <configuration><generator><database><properties>
          <property><key>metaxy.features</key><value>com.acme</value></property>
        </properties></database></generator></configuration></plugin>
      """;

  private static final String OURS =
      """
      <plugin><groupId>io.metaxy.jooq</groupId><artifactId>metaxy-jooq-maven-plugin</artifactId>
        <configuration><features>com.acme</features></configuration></plugin>
      """;

  private static final String OTHER =
      """
      <plugin><groupId>io.metaxy.jooq</groupId><artifactId>metaxy-jooq-maven-plugin</artifactId>
        <configuration><databases>h2</databases></configuration></plugin>
      """;

  @TempDir Path basedir;

  private MavenProject module(String name, String plugins) {
    return UserProject.of(basedir.resolve(name), name, plugins);
  }

  private static CheckMojo check(MavenProject module, MavenProject... modules) {
    CheckMojo goal = new CheckMojo();
    goal.mavenProject = module;
    goal.modules = List.of(modules);
    goal.out = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return goal;
  }

  private static String failure(CheckMojo goal) {
    return assertThrows(MojoFailureException.class, goal::execute).getMessage();
  }

  @Test
  void thoseWithoutFeaturesAreSkippedIfOthersHaveThem() throws MojoFailureException {
    for (String plugins : List.of(JOOQ, OURS)) {
      MavenProject features = module("features", OTHER);

      check(features, features, module("db", plugins)).execute();
    }
  }

  @Test
  void someMustHaveFeatures() {
    MavenProject features = module("features", OTHER);

    assertEquals(
        "broken: Cannot choose the features to migrate: this project's jOOQ code generation has no"
            + " metaxy.features; set <features> in this plugin's configuration, and the other"
            + " metaxy.* parameters that they need, or features in [ext.jooq] of metaxy.toml",
        failure(check(features, features, module("db", OTHER))));
  }

  @Test
  void recordsOfAnotherModuleMustBeCompiled() throws IOException {
    MavenProject features = module("features", "");
    Path source = basedir.resolve("features/src/main/java/com/acme/Clip.java");
    Path compiled = basedir.resolve("features/target/classes/com/acme/Clip.class");
    Files.createDirectories(source.getParent());
    Files.createDirectories(compiled.getParent());
    Files.writeString(source, "");
    Files.writeString(compiled, "");
    Files.setLastModifiedTime(compiled, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    MavenProject db =
        new MavenProject(module("db", JOOQ)) {
          @Override
          public List<String> getRuntimeClasspathElements() {
            return List.of(features.getBuild().getOutputDirectory());
          }
        };

    assertEquals(
        "broken: Cannot use the class of com/acme/Clip.java, which is missing or older than its"
            + " source; run mvn compile first",
        failure(check(db, features, db)));
  }
}
