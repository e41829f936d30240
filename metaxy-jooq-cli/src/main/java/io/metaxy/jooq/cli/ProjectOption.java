package io.metaxy.jooq.cli;

import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the project whose features are shown, as in the Python original. */
final class ProjectOption {

  @Option(
      names = "--project",
      paramLabel = "NAME",
      description =
          "Shows only features of this project; by default, of the configured project, if any.")
  private @Nullable String project;

  @Option(names = "--all-projects", description = "Shows features of all projects.")
  private boolean all;

  /** Whether the command line names a project. */
  boolean isGiven() {
    return project != null;
  }

  /** The project; empty for all. */
  Optional<String> chosen(Session session) {
    return all
        ? Optional.empty()
        : Optional.ofNullable(project).or(() -> session.config().find(Options.PROJECT));
  }

  /**
   * The features of the project, ordered by key.
   *
   * @throws CommandException if there are only features of other projects
   */
  List<FeaturePlan> features(Session session, FeatureGraph graph) {
    Optional<String> name = chosen(session);
    List<FeaturePlan> features =
        graph.plans().stream()
            .filter(feature -> name.isEmpty() || name.get().equals(project(feature)))
            .sorted(Comparator.comparing(FeaturePlan::key))
            .toList();
    if (features.isEmpty() && name.isPresent() && !graph.plans().isEmpty()) {
      List<String> known =
          graph.plans().stream().map(ProjectOption::project).distinct().sorted().toList();
      throw new CommandException(
          "Cannot find features of the project "
              + name.get()
              + " (must be one of "
              + known
              + "); correct --project, or add --all-projects");
    }
    return features;
  }

  /** A line about the features of other projects, if the command line names none; or nothing. */
  String hidden(Session session, FeatureGraph graph) {
    Optional<String> name = isGiven() ? Optional.empty() : chosen(session);
    List<String> others =
        graph.plans().stream()
            .map(ProjectOption::project)
            .filter(project -> name.isPresent() && !name.get().equals(project))
            .sorted()
            .toList();
    List<String> projects = others.stream().distinct().toList();
    return others.isEmpty()
        ? ""
        : others.size()
            + (others.size() == 1 ? " more feature in " : " more features in ")
            + (projects.size() == 1 ? "project " : "projects ")
            + String.join(", ", projects)
            + "; add --all-projects to list "
            + (others.size() == 1 ? "it\n" : "them\n");
  }

  private static String project(FeaturePlan feature) {
    return feature.definition().project();
  }
}
