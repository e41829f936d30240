package io.metaxy.jooq.maven;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.model.plugin.DefaultPluginConfigurationExpander;
import org.apache.maven.project.MavenProject;

/** A project as a goal gets it from Maven: executions have the configuration of their plugin. */
final class UserProject {

  private UserProject() {}

  /** A session of Maven, which has only deprecated constructors. */
  @SuppressWarnings("deprecation")
  static MavenSession session() {
    MavenExecutionRequest request =
        new DefaultMavenExecutionRequest()
            .setUserProperties(new Properties())
            .setSystemProperties(new Properties());
    return new MavenSession(null, null, request, new DefaultMavenExecutionResult());
  }

  /** A project with the plugins of a POM. */
  static MavenProject of(Path basedir, String plugins) {
    return of(basedir, "a", plugins);
  }

  static MavenProject of(Path basedir, String artifact, String plugins) {
    String pom =
        "<project><groupId>g</groupId><artifactId>"
            + artifact
            + "</artifactId><version>1</version><build><plugins>"
            + plugins
            + "</plugins></build></project>";
    try {
      Model model = new MavenXpp3Reader().read(new StringReader(pom));
      Build build = model.getBuild();
      build.setOutputDirectory(basedir.resolve("target/classes").toString());
      new DefaultPluginConfigurationExpander()
          .expandPluginConfiguration(model, new DefaultModelBuildingRequest(), problem -> {});
      MavenProject project = new MavenProject(model);
      project.setFile(basedir.resolve("pom.xml").toFile());
      project.addCompileSourceRoot(basedir.resolve("src/main/java").toString());
      return project;
    } catch (Exception e) {
      throw new IllegalArgumentException(pom, e);
    }
  }
}
