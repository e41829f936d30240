package io.metaxy.jooq.cli;

import io.metaxy.jooq.config.OptionUse;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The commands that list. */
@Command(
    name = "list",
    description = "Lists features or stores.",
    subcommands = {ListCommand.Features.class, ListCommand.Stores.class})
final class ListCommand extends CommandGroup {

  /** Lists the features. */
  @Command(name = "features", description = "Lists the configured features with their versions.")
  static final class Features extends ConfiguredCommand {

    @Option(
        names = {"-v", "--verbose"},
        description = "Also shows dependencies and fields.")
    boolean verbose;

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
        List<FeaturePlan> features = project.features(session, graph);
        session.print(
            format.isJson(),
            () -> FeatureText.list(features, verbose) + project.hidden(session, graph),
            () -> FeatureJson.list(features));
      }
      return ExitCode.DONE;
    }
  }

  /** Lists the stores. */
  @Command(name = "stores", description = "Lists the configured stores, without secrets.")
  static final class Stores extends ConfiguredCommand {

    @Mixin FormatOption format = new FormatOption();

    @Override
    ExitCode run(Session session) {
      session.warn();
      session.config().storeWarnings().forEach(session::warn);
      StoreList stores = StoreList.of(session.config());
      session.print(format.isJson(), stores::text, stores::json);
      return ExitCode.DONE;
    }
  }
}
