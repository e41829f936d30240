package io.metaxy.jooq.maven;

import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** The modules of a build of which some have features. */
final class Modules {

  private static final String PLUGIN = "io.metaxy.jooq:metaxy-jooq-maven-plugin";

  private Modules() {}

  /**
   * Returns whether a module has no features of its own, but another one has. If none has any, the
   * build is misconfigured.
   */
  static boolean areElsewhere(MavenProject module, List<MavenProject> modules) {
    return !hasFeatures(module) && modules.stream().anyMatch(Modules::hasFeatures);
  }

  private static boolean hasFeatures(MavenProject module) {
    return !JooqProperties.of(module).isEmpty() || namesFeatures(module.getPlugin(PLUGIN));
  }

  private static boolean namesFeatures(@Nullable Plugin plugin) {
    return plugin != null
        && Stream.concat(Stream.of(plugin), plugin.getExecutions().stream())
            .map(ConfigurationContainer::getConfiguration)
            .anyMatch(c -> c != null && c.toString().contains("<features>"));
  }
}
