package io.metaxy.jooq.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.migration.MigrationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations use the features of code generation. */
class JooqPropertiesTest {

  private static final String PROPERTIES =
      """
      <generator><database><properties>
        <property><key>metaxy.features</key><value> com.acme.features </value></property>
        <property><key>metaxy.index</key><value>true</value></property>
        <property><key>sort</key><value>flyway</value></property>
      </properties></database></generator>
      """;

  private static final Map<String, String> FOUND =
      Map.of("metaxy.features", "com.acme.features", "metaxy.index", "true");

  @TempDir Path basedir;

  private List<Map<String, String>> of(String content) {
    String plugin =
        "<plugin><groupId>org.jooq</groupId><artifactId>jooq-codegen-maven</artifactId>"
            + content
            + "</plugin>";
    return JooqProperties.of(UserProject.of(basedir, plugin));
  }

  private static String execution(String id, String configuration) {
    return "<execution><id>"
        + id
        + "</id><configuration>"
        + configuration
        + "</configuration></execution>";
  }

  @Test
  void withoutThePluginThereAreNone() {
    assertEquals(List.of(), JooqProperties.of(UserProject.of(basedir, "")));
  }

  @Test
  void theyStandInThePlugin() {
    assertEquals(List.of(FOUND), of("<configuration>" + PROPERTIES + "</configuration>"));
  }

  @Test
  void theyStandInExecutionsAndEqualOnesAreOne() {
    String executions = execution("a", PROPERTIES) + execution("b", PROPERTIES);
    String other = execution("c", PROPERTIES.replace(" com.acme.features ", "other"));

    assertEquals(List.of(FOUND), of("<executions>" + executions + "</executions>"));
    assertEquals(2, of("<executions>" + executions + other + "</executions>").size());
  }

  @Test
  void thoseOfThePluginAreThoseOfItsExecutions() {
    String plugin = "<configuration>" + PROPERTIES + "</configuration>";
    String target = "<generator><target><packageName>%s</packageName></target></generator>";
    String executions =
        execution("a", target.formatted("a")) + execution("b", target.formatted("b"));
    String more =
        execution(
            "a",
            PROPERTIES.replace(
                "<properties>",
                "<properties combine.children=\"append\">"
                    + "<property><key>metaxy.project</key><value>p</value></property>"));

    assertEquals(List.of(FOUND), of(plugin + "<executions>" + executions + "</executions>"));
    assertEquals(
        List.of("p"),
        of(plugin + "<executions>" + more + "</executions>").stream()
            .map(set -> set.get("metaxy.project"))
            .toList());
  }

  @Test
  void theyStandInTheFileThatIsNamed() throws IOException {
    Files.writeString(
        basedir.resolve("jooq.xml"),
        "<configuration xmlns=\"http://www.jooq.org/xsd/jooq-codegen-3.19.0.xsd\">"
            + PROPERTIES
            + "</configuration>");

    assertEquals(
        List.of(FOUND),
        of("<configuration><configurationFile>jooq.xml</configurationFile></configuration>"));
  }

  @Test
  void aFileThatIsMissingIsTold() {
    assertEquals(
        "Cannot read jOOQ's configuration "
            + basedir.resolve("none.xml")
            + ": "
            + basedir.resolve("none.xml")
            + "; correct the path",
        assertThrows(
                MigrationException.class,
                () ->
                    of(
                        "<configuration><configurationFile>none.xml</configurationFile>"
                            + "</configuration>"))
            .getMessage());
  }
}
