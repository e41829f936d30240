package io.metaxy.jooq.cli;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs a command: in this process, or from the runnable jar. */
@FunctionalInterface
interface Runner {

  /**
   * What a command did.
   *
   * @param out the text of standard output
   * @param err the text of standard error
   * @param code the exit code
   */
  record Result(String out, String err, int code) implements Serializable {}

  /** Runs a command in a working directory with environment variables. */
  Result run(Path directory, Map<String, String> environment, List<String> arguments);
}
