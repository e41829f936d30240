package io.metaxy.jooq.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

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
    int code = executed(shell, arguments);
    boolean isWritten = shell.isWritten();
    if (!isWritten) {
      shell
          .err()
          .println(
              "Cannot write to standard output: the system refused it; redirect the output"
                  + " elsewhere");
    }
    shell.err().flush();
    return isWritten ? code : ExitCode.FAILED.number();
  }

  private static int executed(Shell shell, String... arguments) {
    CommandLine line = commandLine(shell);
    try {
      return line.execute(arguments);
    } catch (Throwable e) {
      // picocli only handles exceptions.
      return new Failures(shell).report(e, called(line), List.of(arguments));
    }
  }

  /** The subcommand that was called, as far as the arguments have been read. */
  private static CommandLine called(CommandLine line) {
    CommandLine called = line;
    for (ParseResult parsed = line.getParseResult(); parsed != null; parsed = parsed.subcommand()) {
      called = parsed.commandSpec().commandLine();
    }
    return called;
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
