package io.metaxy.jooq.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The command {@code metaxy-jooq}.
 *
 * <pre>
 * java -jar metaxy-jooq.jar config print
 * </pre>
 */
public final class Main {

  private Main() {}

  /** Runs a command, and ends the JVM with its {@link ExitCode}. */
  public static void main(String[] arguments) {
    System.exit(run(Shell.ofProcess(), arguments));
  }

  /** Runs a command, and returns its exit code. */
  static int run(Shell shell, String... arguments) {
    List<String> warnings = new ArrayList<>();
    try {
      Map<String, String> environment =
          DotEnv.add(shell.directory(), shell.environment(), warnings);
      warnings.forEach(warning -> shell.err().println("Warning: " + warning));
      return commandLine(shell.withEnvironment(environment)).execute(arguments);
    } catch (CommandException e) {
      shell.err().println(e.getMessage());
      return ExitCode.FAILED.number();
    } finally {
      shell.out().flush();
      shell.err().flush();
    }
  }

  /** The command with all its subcommands. */
  static CommandLine commandLine(Shell shell) {
    CommandLine line = new CommandLine(new RootCommand(shell));
    line.setOut(shell.out())
        .setErr(shell.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(shell.ansi()))
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100)
        .setExecutionExceptionHandler(new Failures(shell))
        .setParameterExceptionHandler(Failures::usage)
        .setTrimQuotes(false);
    complete(line);
    return line;
  }

  private static void complete(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    spec.usageMessage().sortOptions(false).synopsisSubcommandLabel("COMMAND");
    if (spec.userObject() instanceof RootCommand) {
      spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.all());
    } else {
      spec.usageMessage().abbreviateSynopsis(true);
    }
    if (spec.userObject() instanceof ConfiguredCommand configured) {
      ConfigArguments.add(spec, configured.uses());
    }
    line.getSubcommands().values().forEach(Main::complete);
  }
}
