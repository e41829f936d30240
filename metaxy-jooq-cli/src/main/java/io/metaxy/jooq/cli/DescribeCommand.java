package io.metaxy.jooq.cli;

import io.metaxy.jooq.config.NearestName;
import io.metaxy.jooq.config.OptionUse;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that describe. */
@Command(
    name = "describe",
    description = "Describes features or their graph.",
    subcommands = {DescribeCommand.Features.class, DescribeCommand.Graph.class})
final class DescribeCommand extends CommandGroup {

  /** Describes features. */
  @Command(
      name = "features",
      description = "Describes features: versions, table, id columns, fields, dependencies.")
  static final class Features extends ConfiguredCommand {

    @Parameters(paramLabel = "KEY", arity = "0..*", description = "The keys, such as video/crop.")
    List<String> keys = List.of();

    @Option(names = "--all-features", description = "Describes all features of the project.")
    boolean all;

    @Mixin FormatOption format = new FormatOption();
    @Mixin ProjectOption project = new ProjectOption();

    @Override
    Set<OptionUse> uses() {
      return Set.of(OptionUse.GENERATION);
    }

    @Override
    ExitCode run(Session session) {
      if (all == !keys.isEmpty()) {
        throw new CommandException(
            "Cannot choose the features to describe; write either keys or --all-features");
      }
      if (!all && project.isGiven()) {
        throw new CommandException(
            "Cannot combine keys with --project, because keys are found in all projects; remove"
                + " --project, or write --all-features instead of the keys");
      }
      session.warn();
      try (UserClasses classes = session.classes()) {
        List<FeaturePlan> features = chosen(session, session.graph(classes));
        session.print(
            format.isJson(),
            () -> FeatureText.describe(features),
            () -> FeatureJson.describe(features));
      }
      return ExitCode.DONE;
    }

    private List<FeaturePlan> chosen(Session session, FeatureGraph graph) {
      if (all) {
        return project.features(session, graph);
      }
      Map<String, FeaturePlan> known = new TreeMap<>();
      graph.plans().forEach(feature -> known.put(feature.key().toString(), feature));
      List<FeaturePlan> chosen = new ArrayList<>();
      for (String key : keys) {
        FeaturePlan feature = known.get(key);
        if (feature == null) {
          throw new CommandException(
              "Cannot find the feature "
                  + key
                  + " among the configured ones; "
                  + NearestName.remedy(key, List.copyOf(known.keySet())));
        }
        chosen.add(feature);
      }
      return chosen;
    }
  }

  /** Describes the graph. */
  @Command(
      name = "graph",
      description = "Describes the graph of the features: projects, depth, root and leaf features.")
  static final class Graph extends ConfiguredCommand {

    @Mixin FormatOption format = new FormatOption();
    @Mixin ProjectOption project = new ProjectOption();

    @Override
    Set<OptionUse> uses() {
      return Set.of(OptionUse.GENERATION);
    }

    @Override
    ExitCode run(Session session) {
      session.warn();
      try (UserClasses classes = session.classes()) {
        FeatureGraph graph = session.graph(classes);
        GraphShape shape = GraphShape.of(graph, project.features(session, graph));
        Optional<String> chosen = project.chosen(session);
        session.print(
            format.isJson(),
            () -> FeatureText.graph(graph, shape, chosen),
            () -> FeatureJson.graph(graph, shape, chosen));
      }
      return ExitCode.DONE;
    }
  }
}
