package io.metaxy.jooq.cli;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A program that runs many commands from the runnable jar, because a JVM takes longer to start than
 * a command to run. It reads {@link Request}s, and writes a {@link Runner.Result} for each.
 */
final class CommandLoop {

  /**
   * A command to run.
   *
   * @param directory the working directory
   * @param environment the environment variables
   * @param arguments the arguments of the command
   */
  record Request(String directory, TreeMap<String, String> environment, ArrayList<String> arguments)
      implements Serializable {

    Request(Path directory, Map<String, String> environment, List<String> arguments) {
      this(directory.toString(), new TreeMap<>(environment), new ArrayList<>(arguments));
    }
  }

  private CommandLoop() {}

  /** Runs commands until the input ends. */
  public static void main(String[] none) throws IOException, ClassNotFoundException {
    InputStream input = System.in;
    OutputStream output = System.out;
    Captured out = Captured.of(System::setOut);
    Captured err = Captured.of(System::setErr);
    try (ObjectInputStream requests = new ObjectInputStream(input);
        ObjectOutputStream results = new ObjectOutputStream(output)) {
      while (true) {
        Request request = (Request) requests.readObject();
        Runner.Result result =
            new InProcess()
                .run(Path.of(request.directory()), request.environment(), request.arguments());
        results.writeObject(
            new Runner.Result(
                out.taken() + result.out(), err.taken() + result.err(), result.code()));
        results.flush();
      }
    } catch (EOFException e) {
      // No more commands.
      return;
    }
  }

  /** What libraries print past the command. */
  record Captured(ByteArrayOutputStream bytes) {

    static Captured of(Consumer<PrintStream> stream) {
      Captured captured = new Captured(new ByteArrayOutputStream());
      stream.accept(new PrintStream(captured.bytes, true, StandardCharsets.UTF_8));
      return captured;
    }

    String taken() {
      String text = bytes.toString(StandardCharsets.UTF_8);
      bytes.reset();
      return text;
    }
  }
}
