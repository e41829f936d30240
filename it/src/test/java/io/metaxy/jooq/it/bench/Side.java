package io.metaxy.jooq.it.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link SideServer} in another JVM, seen from the other end of its pipes. */
final class Side implements AutoCloseable {

  private final String name;
  private final Process process;
  private final BufferedReader answers;
  private final PrintStream requests;
  private final String description;

  private Side(String name, Process process) {
    this.name = name;
    this.process = process;
    this.answers = process.inputReader();
    this.requests = new PrintStream(process.getOutputStream(), true);
    this.description = answer();
  }

  /** Starts the JVM with the classes of a revision; returns when its database is ready. */
  static Side start(String name, String classpath, Settings settings, String heap)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xms" + heap);
    command.add("-Xmx" + heap);
    command.addAll(settings.options());
    command.add("-Dorg.jooq.no-logo=true");
    command.add("-Dorg.jooq.no-tips=true");
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.add("-classpath");
    command.add(classpath);
    command.add("io.metaxy.jooq.it.bench.SideServer");
    return new Side(
        name, new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Returns the description of its database. */
  String description() {
    return description;
  }

  /** Prepares its database for a case and returns the ways of that case. */
  List<String> begin(String caseName) {
    return List.of(ask("case", caseName).split("\t", -1));
  }

  /** Runs one round with the given number of executions. */
  Round round(String way, int times) {
    String[] words = ask("round", way, Integer.toString(times)).split("\t", -1);
    Cost cost =
        new Cost(
            Double.parseDouble(words[0]),
            Double.parseDouble(words[1]),
            Double.parseDouble(words[2]));
    return new Round(cost, words[3]);
  }

  /**
   * The result of a round.
   *
   * @param cost the cost of one execution
   * @param found what the store found, for comparison with the other side
   */
  record Round(Cost cost, String found) {}

  private String ask(String... words) {
    requests.println(String.join("\t", words));
    return answer();
  }

  private String answer() {
    try {
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException(
            "Cannot compare with the side " + name + ": it has exited; see its messages above");
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes its input, which makes it exit. */
  @Override
  public void close() {
    requests.close();
    process.onExit().join();
  }
}
