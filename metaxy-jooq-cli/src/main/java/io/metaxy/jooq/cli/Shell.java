package io.metaxy.jooq.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * What a command gets from the process that runs it. Commands neither read nor write anything else
 * of the process.
 *
 * @param out the stream of results
 * @param err the stream of errors and warnings
 * @param environment the environment variables
 * @param directory the working directory, which relative paths start from
 * @param ansi whether help has colors
 */
record Shell(
    PrintWriter out, PrintWriter err, Map<String, String> environment, Path directory, Ansi ansi) {

  Shell {
    environment = Map.copyOf(environment);
    directory = directory.toAbsolutePath().normalize();
  }

  /** The shell of this process; colors only on a terminal. */
  static Shell ofProcess() {
    return new Shell(
        new PrintWriter(System.out, true, Charset.defaultCharset()),
        new PrintWriter(System.err, true, Charset.defaultCharset()),
        System.getenv(),
        Path.of(""),
        Ansi.AUTO);
  }

  /** The same shell with other variables. */
  Shell withEnvironment(Map<String, String> variables) {
    return new Shell(out, err, variables, directory, ansi);
  }

  /** Its text contains no variables, which may be secret. */
  @Override
  public String toString() {
    return "Shell[directory=" + directory + "]";
  }
}
