package io.metaxy.jooq.cli;

import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.KnownSecrets;
import io.metaxy.jooq.config.NearestName;
import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.migration.Login;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.migration.report.CheckReport;
import io.metaxy.jooq.spec.SpecException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports failures: a sentence on standard error, and a stack trace only with {@code --debug}. */
final class Failures implements IExecutionExceptionHandler {

  /** The number of characters that can differ from a known name. */
  private static final int DIFFERING = 2;

  /** A long option as a whole, or the start of a short one, which its value may follow. */
  private static final Pattern OPTION = Pattern.compile("^(?:--[a-z][a-z-]*$|-[A-Za-z])");

  private static final String PASSWORD = ConfigArguments.name(Options.PASSWORD);
  private static final char NUL = '\0';
  private static final String ENCODING =
      "set LC_ALL to a UTF-8 locale such as C.UTF-8, or correct the path";

  private final Shell shell;

  /** Thrown for a value that an option cannot have. The message says what it must be. */
  static final class Misfit extends TypeConversionException {

    private static final long serialVersionUID = 1L;

    Misfit(String expected) {
      super(expected);
    }
  }

  Failures(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
    return report(failure, line, parsed.originalArgs());
  }

  /**
   * Reports a failure of a command, as JSON on standard output, too, if that is its format.
   *
   * @param arguments the command line, whose secrets are not printed
   */
  int report(Throwable failure, CommandLine line, List<String> arguments) {
    RootCommand root = RootCommand.of(line);
    SafeFailure safe = new SafeFailure(failure, secrets(root, arguments));
    String sentence = sentence(failure, safe, line);
    if (line.getCommand() instanceof MigrateCommand.Migration migration
        && migration.format.isJson()) {
      Status status = failure instanceof MigrationException e ? e.status() : Status.BROKEN;
      shell.printJson(new CheckReport(status, List.of(), sentence).json());
    }
    shell.err().println(sentence);
    if (root.debug) {
      shell.err().print(safe.trace());
    }
    boolean unsafe = failure instanceof MigrationException e && e.status() == Status.UNSAFE;
    return (unsafe ? ExitCode.UNSAFE : ExitCode.FAILED).number();
  }

  private static List<KnownSecrets> secrets(RootCommand root, List<String> arguments) {
    List<KnownSecrets> all = new ArrayList<>();
    if (root.session != null) {
      all.addAll(root.session.secrets());
    }
    for (String argument : arguments) {
      for (String value : List.of(argument, argument.substring(argument.indexOf('=') + 1))) {
        all.add(KnownSecrets.of(value, null));
      }
    }
    return all;
  }

  private static String sentence(Throwable failure, SafeFailure safe, CommandLine line) {
    if (failure instanceof InvalidPathException path) {
      return sentence(path, safe::other);
    }
    return safe.isOurs()
        ? ConfigArguments.inSentence(safe.message())
        : "Cannot run "
            + name(line)
            + ": "
            + safe.firstLine()
            + (RootCommand.of(line).debug ? "" : "; add --debug to see where");
  }

  /**
   * A sentence about a path that the system cannot have, of any option.
   *
   * @param hide replaces the secrets in the path
   */
  private static String sentence(InvalidPathException failure, UnaryOperator<String> hide) {
    boolean hasNul = failure.getInput().indexOf(NUL) >= 0;
    return "Cannot use the path "
        + hide.apply(failure.getInput()).replace(NUL, ' ')
        + ": "
        + (hasNul
            ? "it contains the character U+0000; correct the path"
            : "it cannot be represented in the system's encoding; " + ENCODING);
  }

  /** What a path must be that the system cannot have. */
  static String expected(String path) {
    return path.indexOf(NUL) >= 0
        ? "must not contain the character U+0000"
        : "must be representable in the system's encoding; " + ENCODING;
  }

  /** Reports an invalid command line, without what was written as a value, which may be secret. */
  static int usage(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    String reason =
        failure instanceof UnmatchedArgumentException unmatched
            ? unknown(line, unmatched.getUnmatched().get(0))
            : invalid(line, failure);
    line.getErr()
        .println("Cannot run " + name(line) + ": " + reason + "see " + name(line) + " --help");
    return ExitCode.USAGE.number();
  }

  private static String unknown(CommandLine line, String argument) {
    String name = argument.replaceFirst("(?s)=.*", "");
    Set<String> commands = line.getSubcommands().keySet();
    Set<String> known = new TreeSet<>(commands);
    known.addAll(line.getCommandSpec().optionsMap().keySet());
    Optional<String> near = NearestName.of(name, known, DIFFERING);
    boolean isOption = argument.startsWith("-");
    if (name.equals(PASSWORD) && line.getCommand() instanceof MigrateCommand.Migration) {
      return "passwords cannot be options, because other users can see command lines; set "
          + Login.VARIABLE
          + ", or ";
    }
    if (near.isPresent()) {
      String kind = isOption ? "option " : commands.isEmpty() ? "argument " : "command ";
      return "there is no " + kind + name + "; write " + near.get() + ", or ";
    }
    if (isOption) {
      Matcher option = OPTION.matcher(name);
      return "there is no " + (option.find() ? "option " + option.group() : "such option") + "; ";
    }
    return commands.isEmpty()
        ? "there are too many arguments; "
        : "there is no such command; write one of " + String.join(", ", commands) + ", or ";
  }

  private static String invalid(CommandLine line, ParameterException failure) {
    Set<String> commands = line.getSubcommands().keySet();
    ArgSpec argument = failure.getArgSpec();
    if (failure instanceof MissingParameterException absent) {
      return absent.getMissing().stream()
              .map(each -> shown(each) + "=" + each.paramLabel())
              .collect(Collectors.joining(", "))
          + " is missing; ";
    }
    if (failure instanceof OverwrittenOptionException twice) {
      return shown(twice.getOverwritten()) + " is given more than once; ";
    }
    if (argument != null && failure.getCause() instanceof Misfit misfit) {
      return "the value of " + shown(argument) + " " + misfit.getMessage() + "; ";
    }
    if (argument != null) {
      return argument.typeInfo().isBoolean()
          ? shown(argument) + " takes no value; "
          : "the value of "
              + shown(argument)
              + " must be "
              + argument.paramLabel().replace("|", " or ")
              + "; ";
    }
    return commands.isEmpty()
        ? "its arguments are invalid; "
        : "a command is missing; write one of " + String.join(", ", commands) + "; ";
  }

  private static String shown(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String name(CommandLine line) {
    return line.getCommandSpec().qualifiedName();
  }

  /**
   * A failure whose texts have no secrets. Hidden are those in texts from outside of this project:
   * messages of other exceptions, also where a sentence of ours quotes them, and URLs. The rest of
   * our sentences is shown unchanged, because a mask in place of one of their words would disclose
   * that the word is a password.
   */
  static final class SafeFailure {

    /** The class of an exception, which a copy of it has in its message. */
    private static final Pattern KIND =
        Pattern.compile("^(?:[\\p{L}\\p{N}_$]+[.])+[\\p{L}\\p{N}_$]+: ");

    /** What may follow a message of a driver, and is not quoted with it. */
    private static final Pattern AFTER = Pattern.compile("(?<![.])[.]$|; SQL statement:.*$");

    private final Throwable failure;
    private final List<KnownSecrets> secrets;
    private final Set<Throwable> all = Collections.newSetFromMap(new IdentityHashMap<>());

    SafeFailure(Throwable failure, List<KnownSecrets> secrets) {
      this.failure = failure;
      this.secrets = List.copyOf(secrets);
      add(failure);
    }

    private void add(Throwable each) {
      if (all.add(each)) {
        Optional.ofNullable(each.getCause()).ifPresent(this::add);
        List.of(each.getSuppressed()).forEach(this::add);
      }
    }

    /** Whether its message is a sentence of this project. */
    boolean isOurs() {
      return isOurs(failure);
    }

    private static boolean isOurs(Throwable each) {
      return each instanceof CommandException
          || each instanceof ConfigException
          || each instanceof MigrationException
          || each instanceof SpecException
          || each instanceof StoreException;
    }

    /** The message of a failure of ours. */
    String message() {
      return ours(String.valueOf(failure.getMessage()));
    }

    /** The kind of another failure, and the first line of its message. */
    String firstLine() {
      return failure.getClass().getSimpleName()
          + Optional.ofNullable(failure.getMessage())
              .flatMap(message -> message.lines().findFirst())
              .map(line -> ": " + other(line))
              .orElse("");
    }

    /** The stack trace. */
    String trace() {
      StringBuilder text = new StringBuilder();
      append(text, "", "", failure, List.of(), Collections.newSetFromMap(new IdentityHashMap<>()));
      return text.toString();
    }

    /** Appends what Java prints of an exception; frames that it shares with the one above, once. */
    private void append(
        StringBuilder text,
        String indent,
        String title,
        Throwable each,
        List<StackTraceElement> framesAbove,
        Set<Throwable> printed) {
      String end = System.lineSeparator();
      String message = each.getMessage();
      text.append(indent).append(title).append(each.getClass().getName());
      if (message != null) {
        text.append(": ").append(isOurs(each) ? ours(message) : other(message));
      }
      text.append(end);
      if (!printed.add(each)) {
        return;
      }
      List<StackTraceElement> frames = List.of(each.getStackTrace());
      int shared = shared(frames, framesAbove);
      for (StackTraceElement frame : frames.subList(0, frames.size() - shared)) {
        text.append(indent).append("\tat ").append(frame).append(end);
      }
      if (shared > 0) {
        text.append(indent).append("\t... ").append(shared).append(" more").append(end);
      }
      for (Throwable suppressed : each.getSuppressed()) {
        append(text, indent + "\t", "Suppressed: ", suppressed, frames, printed);
      }
      if (each.getCause() != null) {
        append(text, indent, "Caused by: ", each.getCause(), frames, printed);
      }
    }

    /** The number of frames at the end that are the same. */
    private static int shared(List<StackTraceElement> frames, List<StackTraceElement> above) {
      int shared = 0;
      while (shared < Math.min(frames.size(), above.size())
          && frames.get(frames.size() - 1 - shared).equals(above.get(above.size() - 1 - shared))) {
        shared++;
      }
      return shared;
    }

    /** What a sentence of ours may quote of other messages, the longest first. */
    private Set<String> quotable() {
      Set<String> parts =
          new TreeSet<>(
              Comparator.comparingInt(String::length)
                  .reversed()
                  .thenComparing(Comparator.naturalOrder()));
      all.stream()
          .filter(each -> !isOurs(each))
          .flatMap(each -> Optional.ofNullable(each.getMessage()).stream())
          .flatMap(String::lines)
          .forEach(
              line -> {
                String stripped = line.strip();
                String plain = KIND.matcher(stripped).replaceFirst("");
                parts.addAll(List.of(stripped, plain));
                parts.add(AFTER.matcher(stripped).replaceFirst(""));
                parts.add(AFTER.matcher(plain).replaceFirst(""));
              });
      parts.remove("");
      return parts;
    }

    private String ours(String sentence) {
      String safe = sentence;
      for (String quoted : quotable()) {
        safe = safe.replace(quoted, other(quoted));
      }
      for (KnownSecrets each : secrets) {
        safe = each.hideUrls(safe);
      }
      return safe;
    }

    /** A text from outside of this project. */
    String other(String text) {
      String safe = text;
      for (KnownSecrets each : secrets) {
        safe = each.hide(safe);
      }
      return safe;
    }
  }
}
