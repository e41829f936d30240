package io.metaxy.jooq.cli;

import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.KnownSecrets;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.spec.SpecException;
import io.metaxy.jooq.store.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A failure whose texts have no secrets. Hidden are those in texts from outside of this project:
 * messages of other exceptions, also where a sentence of ours quotes them, and URLs. The rest of
 * our sentences is shown as it is, because a mask in place of one of their words would disclose
 * that the word is a password.
 */
final class SafeFailure {

  private static final Pattern FRAME = Pattern.compile("\\s+(?:at |\\.\\.\\. ).*");

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
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    Set<String> ours = lines(SafeFailure::isOurs);
    return text.toString()
        .lines()
        .map(
            line -> {
              if (FRAME.matcher(line).matches()) {
                return line;
              }
              return ours.stream().anyMatch(line::endsWith) ? ours(line) : other(line);
            })
        .collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
  }

  private Set<String> lines(Predicate<Throwable> which) {
    return all.stream()
        .filter(which)
        .flatMap(each -> Optional.ofNullable(each.getMessage()).stream())
        .flatMap(String::lines)
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String ours(String sentence) {
    String safe = sentence;
    for (String quoted : lines(each -> !isOurs(each))) {
      safe = safe.replace(quoted, other(quoted));
    }
    for (KnownSecrets each : secrets) {
      safe = each.hideUrls(safe);
    }
    return safe;
  }

  private String other(String text) {
    String safe = text;
    for (KnownSecrets each : secrets) {
      safe = each.hide(safe);
    }
    return safe;
  }
}
