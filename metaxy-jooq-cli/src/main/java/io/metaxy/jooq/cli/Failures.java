package io.metaxy.jooq.cli;

import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.NearestName;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.spec.SpecException;
import io.metaxy.jooq.store.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports failures: a sentence on standard error, and a stack trace only with {@code --debug}. */
final class Failures implements IExecutionExceptionHandler {

  /** The number of characters that can differ from a known name. */
  private static final int DIFFERING = 2;

  private final Shell shell;

  Failures(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
    StringWriter text = new StringWriter();
    PrintWriter lines = new PrintWriter(text, true);
    lines.println(sentence(failure, line));
    if (RootCommand.of(line).debug) {
      failure.printStackTrace(lines);
    }
    Session session = RootCommand.of(line).session;
    shell.err().print(session == null ? text : session.withoutSecrets(text.toString()));
    boolean unsafe = failure instanceof MigrationException e && e.status() == Status.UNSAFE;
    return (unsafe ? ExitCode.UNSAFE : ExitCode.FAILED).number();
  }

  private static String sentence(Exception failure, CommandLine line) {
    boolean isOurs =
        failure instanceof CommandException
            || failure instanceof ConfigException
            || failure instanceof MigrationException
            || failure instanceof SpecException
            || failure instanceof StoreException;
    return isOurs
        ? ConfigArguments.inSentence(String.valueOf(failure.getMessage()))
        : "Cannot run "
            + name(line)
            + ": "
            + first(failure)
            + (RootCommand.of(line).debug ? "" : "; add --debug to see where");
  }

  private static String first(Exception failure) {
    return failure.getClass().getSimpleName()
        + String.valueOf(failure.getMessage())
            .lines()
            .findFirst()
            .map(message -> ": " + message)
            .orElse("");
  }

  /** Reports an invalid command line, without the values of options, which may be secret. */
  static int usage(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    String remedy = "see " + name(line) + " --help";
    String reason;
    if (failure instanceof UnmatchedArgumentException unmatched) {
      String argument = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
      reason = "there is no " + kind(argument, line) + " " + argument;
      Set<String> known = new TreeSet<>(line.getSubcommands().keySet());
      known.addAll(line.getCommandSpec().optionsMap().keySet());
      Optional<String> near = NearestName.of(argument, List.copyOf(known), DIFFERING);
      remedy = near.map(name -> "write " + name + ", or ").orElse("") + remedy;
    } else {
      String message = String.valueOf(failure.getMessage());
      reason = message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
    line.getErr().println("Cannot run " + name(line) + ": " + reason + "; " + remedy);
    return ExitCode.USAGE.number();
  }

  private static String kind(String argument, CommandLine line) {
    if (argument.startsWith("-")) {
      return "option";
    }
    return line.getSubcommands().isEmpty() ? "argument" : "command";
  }

  private static String name(CommandLine line) {
    return line.getCommandSpec().qualifiedName();
  }
}
