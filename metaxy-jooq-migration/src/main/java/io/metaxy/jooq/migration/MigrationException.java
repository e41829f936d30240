package io.metaxy.jooq.migration;

import io.metaxy.jooq.spec.Problem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when migrations cannot be read, compared or written: one sentence for the reader, with the
 * remedy. Nothing has been written then.
 */
public final class MigrationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;
  private final Status status;

  /** Says one thing that cannot be done. */
  public MigrationException(String sentence) {
    super(sentence);
    problems = List.of();
    status = Status.BROKEN;
  }

  /** The same, after another exception. */
  public MigrationException(String sentence, Throwable cause) {
    super(sentence, cause);
    problems = List.of();
    status = Status.BROKEN;
  }

  /** Says what cannot be done, and each reason on a line of its own. */
  public MigrationException(String what, List<Problem> problems) {
    this(Status.BROKEN, what, problems);
  }

  private MigrationException(Status status, String what, List<Problem> problems) {
    super(
        "Cannot "
            + what
            + ": "
            + (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
            + problems.stream().map(p -> "\n  " + p).collect(Collectors.joining()));
    this.problems = List.copyOf(problems);
    this.status = status;
  }

  /** Says why a script needs a decision. */
  static MigrationException unsafe(String what, List<Problem> problems) {
    return new MigrationException(Status.UNSAFE, what, problems);
  }

  /** Unsafe when somebody has to decide, otherwise broken. */
  public Status status() {
    return status;
  }

  /** The reasons, when there can be several. */
  public List<Problem> problems() {
    return problems;
  }
}
