package io.metaxy.jooq.migration;

import io.metaxy.jooq.spec.Problem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when migrations cannot be read, compared or written: one sentence with the remedy. No file
 * has been written.
 */
public final class MigrationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;
  private final Status status;

  /** One problem, as a whole sentence. */
  public MigrationException(String sentence) {
    super(sentence);
    problems = List.of();
    status = Status.BROKEN;
  }

  /** One problem that another exception caused. */
  public MigrationException(String sentence, Throwable cause) {
    super(sentence, cause);
    problems = List.of();
    status = Status.BROKEN;
  }

  /** Several problems, each on its own line, after "Cannot", the given words and a count. */
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

  /** An exception for scripts that need a decision by the user. */
  static MigrationException unsafe(String what, List<Problem> problems) {
    return new MigrationException(Status.UNSAFE, what, problems);
  }

  /** Unsafe when the user has to decide, otherwise broken. */
  public Status status() {
    return status;
  }

  /** The reasons; empty for an exception of one sentence. */
  public List<Problem> problems() {
    return problems;
  }
}
