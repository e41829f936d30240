package io.metaxy.jooq.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a command ends, as a number for scripts. */
enum ExitCode {
  DONE(0, "The command did its work, or had nothing to do."),
  FAILED(1, "The command could not do its work; standard error says why."),
  USAGE(2, "The command line is invalid."),
  PENDING(3, "migrate check: scripts are missing."),
  UNSAFE(4, "migrate check or generate: the next script needs a decision."),
  DRIFT(5, "migrate drift: specs, snapshots, scripts and the live database disagree.");

  private final int number;
  private final String sentence;

  ExitCode(int number, String sentence) {
    this.number = number;
    this.sentence = sentence;
  }

  int number() {
    return number;
  }

  String sentence() {
    return sentence;
  }

  /** The numbers with their sentences, for help. */
  static Map<String, String> all() {
    return Stream.of(values())
        .collect(
            Collectors.toMap(
                code -> String.valueOf(code.number),
                ExitCode::sentence,
                (a, b) -> a,
                LinkedHashMap::new));
  }
}
