package io.metaxy.jooq.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.migration.FlywaySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations use the settings of Flyway's own plugin. */
class FlywayPropertiesTest {

  @TempDir Path basedir;

  private MavenProject project(String configuration) {
    return UserProject.of(
        basedir,
        "<plugin><groupId>org.flywaydb</groupId><artifactId>flyway-maven-plugin</artifactId>"
            + "<configuration>"
            + configuration
            + "</configuration></plugin>");
  }

  @Test
  void theyStandInThePlugin() {
    assertEquals(
        Map.of(
            "table", "history",
            "schemas", "a,b",
            "url", "jdbc:h2:mem:x",
            "placeholders.owner", "me"),
        FlywayProperties.of(
            project(
                "<table> history </table><url>jdbc:h2:mem:x</url>"
                    + "<schemas><schema>a</schema><schema>b</schema></schemas>"
                    + "<placeholders><owner>me</owner></placeholders>")));
  }

  @Test
  void theyStandInThePropertiesOfTheProject() {
    MavenProject project = project("<table>history</table>");
    project.getProperties().setProperty("flyway.table", "other");
    project.getProperties().setProperty("flyway.encoding", "UTF-16");

    assertEquals(Map.of("table", "history", "encoding", "UTF-16"), FlywayProperties.of(project));
  }

  @Test
  void withoutThePluginThereAreNone() {
    assertEquals(Map.of(), FlywayProperties.of(UserProject.of(basedir, "")));
  }

  @Test
  void theyComeAfterOurOwnAndBeforeThoseOfFiles() throws IOException {
    Files.writeString(
        basedir.resolve("flyway.conf"),
        "flyway.table=file\nflyway.defaultSchema=file\nflyway.sqlMigrationPrefix=F\n");
    MavenProject project =
        project(
            "<table>plugin</table><defaultSchema>plugin</defaultSchema><user>sa</user>"
                + "<locations><location>classpath:db/common</location></locations>");

    FlywaySettings settings =
        FlywaySettings.read(basedir, FlywayProperties.of(project), Map.of("table", "own"));

    assertEquals("own", settings.table().orElseThrow());
    assertEquals("plugin", settings.schema().orElseThrow());
    assertEquals("F", settings.sqlMigrationPrefix());
    assertEquals(List.of("filesystem:src/main/resources/db/common"), settings.locations());
  }
}
