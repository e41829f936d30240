package io.metaxy.jooq.config;

import java.util.List;

/**
 * Thrown when a configuration cannot be read or used. The message has one line for each problem: a
 * sentence with its remedy, and never a secret.
 */
public final class ConfigException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** A sentence with its remedy, without secrets. */
  public ConfigException(String sentence) {
    this(List.of(sentence));
  }

  ConfigException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  ConfigException(String sentence, Throwable cause) {
    super(sentence, cause);
    problems = List.of(sentence);
  }

  /** All problems found, one sentence each. */
  public List<String> problems() {
    return problems;
  }
}
