package io.metaxy.jooq.cli;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command without a subcommand, which shows its help; and the options of all subcommands. */
@Command(
    name = "metaxy-jooq",
    description = "Describes features on jOOQ, and generates their code and Flyway migrations.",
    versionProvider = RootCommand.Version.class,
    subcommands = {
      ConfigCommand.class,
      ListCommand.class,
      DescribeCommand.class,
      GenerateCommand.class,
      MigrateCommand.class,
      CompletionCommand.class
    })
final class RootCommand extends CommandGroup {

  final Shell shell;

  @Option(
      names = "--config-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      converter = PathText.class,
      description =
          "The configuration file. By default METAXY_CONFIG_FILE, or metaxy.toml or pyproject.toml"
              + " in the working directory or the nearest of its parents. METAXY_CONFIG takes"
              + " precedence over all of these.")
  @Nullable Path configFile;

  @Option(
      names = {"-cp", "--classpath"},
      paramLabel = "PATH",
      scope = ScopeType.INHERIT,
      description =
          "Class folders and jars that contain the features and additional JDBC drivers, separated"
              + " as in Java's class path; folder/* means all jars in a folder. Can be repeated.")
  List<String> classpath = List.of();

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Shows the stack trace of an error.")
  boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Shows the version.")
  boolean version;

  /** What the command works with; null before the configuration is read. */
  @Nullable Session session;

  RootCommand(Shell shell) {
    this.shell = shell;
  }

  /** The root of a command. */
  static RootCommand of(CommandLine line) {
    return (RootCommand) line.getCommandSpec().root().userObject();
  }

  /** The entries of the class path. */
  List<String> entries() {
    return classpath.stream()
        .flatMap(path -> List.of(path.split(File.pathSeparator, -1)).stream())
        .filter(entry -> !entry.isBlank())
        .toList();
  }

  /** Reads a path, also of a file that does not exist. */
  static final class PathText implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
      if (text.isBlank()) {
        throw new Failures.Misfit("must not be empty");
      }
      try {
        return Path.of(text);
      } catch (InvalidPathException e) {
        throw new Failures.Misfit(Failures.expected(text));
      }
    }
  }

  /** The version in the manifest of the jar. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = RootCommand.class.getPackage().getImplementationVersion();
      return new String[] {"metaxy-jooq " + (version == null ? "(not packaged)" : version)};
    }
  }
}
