package io.metaxy.jooq.spec;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when specs or definitions are invalid; carries all problems, in the order of the features.
 */
public final class SpecException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** Builds the message from "Cannot", {@code what} and the problems, one per line. */
  public SpecException(String what, List<Problem> problems) {
    super(
        "Cannot "
            + what
            + ": "
            + (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
            + problems.stream().map(p -> "\n  " + p).collect(Collectors.joining()));
    this.problems = List.copyOf(problems);
  }

  /** All problems found. */
  public List<Problem> problems() {
    return problems;
  }
}
