package io.metaxy.jooq.cli;

import java.util.List;

/** Runs a command in a workspace: in this process, or the runnable jar. */
@FunctionalInterface
interface Runner {

  /**
   * What a command did.
   *
   * @param out the text of standard output
   * @param err the text of standard error
   * @param code the exit code
   */
  record Result(String out, String err, int code) {}

  Result run(Workspace workspace, List<String> arguments);
}
