package io.metaxy.jooq.cli;

import io.metaxy.jooq.config.OptionsReference;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The commands about the configuration. */
@Command(
    name = "config",
    description = "Shows the configuration, and all options.",
    subcommands = {ConfigCommand.Print.class, ConfigCommand.Reference.class})
final class ConfigCommand extends CommandGroup {

  private static final String TOML = "toml";
  private static final String JSON = "json";

  /** Shows what is configured, and where. */
  @Command(
      name = "print",
      description = "Prints the configuration with the source of each value, without secrets.")
  static final class Print extends ConfiguredCommand {

    @Option(
        names = {"-f", "--format"},
        paramLabel = "toml|json",
        defaultValue = TOML,
        completionCandidates = Names.class,
        converter = Converter.class,
        description = "The format: toml (the default) or json.")
    String format = TOML;

    @Override
    ExitCode run(Session session) {
      session.print(format.equals(JSON), session.config()::toml, session.config()::json);
      return ExitCode.DONE;
    }
  }

  /** Shows all options. */
  @Command(
      name = "reference",
      description = "Prints all options with their names in files, variables and builds.")
  static final class Reference implements Callable<Integer> {

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      RootCommand root = RootCommand.of(Objects.requireNonNull(spec).commandLine());
      root.shell.out().print(OptionsReference.markdown());
      return ExitCode.DONE.number();
    }
  }

  /** Refuses other formats. */
  static final class Converter implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
      if (!List.of(TOML, JSON).contains(text)) {
        throw new TypeConversionException("must be toml or json");
      }
      return text;
    }
  }

  /** The formats, for completion. */
  static final class Names implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return List.of(TOML, JSON).iterator();
    }
  }
}
