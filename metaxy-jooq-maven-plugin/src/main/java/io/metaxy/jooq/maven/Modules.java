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
   * Returns whether the POM of a module names neither features nor a class that generates code for
   * them, but another one does. If none does, the configuration file must name them.
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
