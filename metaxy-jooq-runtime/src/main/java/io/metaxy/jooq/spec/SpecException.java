package io.metaxy.jooq.spec;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when specs or definitions are wrong; carries every problem, in the order of the features.
 */
public final class SpecException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** Says what cannot be done and why: {@code what} is the object of "Cannot". */
  public SpecException(String what, List<Problem> problems) {
    super(
        "Cannot "
            + what
            + ": "
            + (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
            + problems.stream().map(p -> "\n  " + p).collect(Collectors.joining()));
    this.problems = List.copyOf(problems);
  }

  /** Every problem that was found. */
  public List<Problem> problems() {
    return problems;
  }
}
