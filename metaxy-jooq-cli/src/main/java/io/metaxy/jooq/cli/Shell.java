package io.metaxy.jooq.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * What a command gets from the process that runs it. Commands neither read nor write anything else
 * of the process.
 *
 * @param out the stream of results as text
 * @param json the same stream for JSON
 * @param err the stream of errors and warnings
 * @param environment the environment variables
 * @param directory the working directory, which relative paths start from
 * @param ansi whether help has colors
 */
record Shell(
    PrintWriter out,
    PrintWriter json,
    PrintWriter err,
    Map<String, String> environment,
    Path directory,
    Ansi ansi) {

  Shell {
    environment = Map.copyOf(environment);
    directory = directory.toAbsolutePath().normalize();
  }

  /** The shell of this process; colors only on a terminal. */
  static Shell ofProcess() {
    // System.out does not tell why it could not be written.
    return of(
        new FileOutputStream(FileDescriptor.out), System.err, System::getProperty, System.getenv());
  }

  /**
   * The shell of streams. JSON is in UTF-8 always, other text in the encoding of its stream, which
   * Java knows since version 19, or of the system.
   *
   * @param properties the properties of the JVM
   */
  static Shell of(
      OutputStream out,
      OutputStream err,
      Function<String, @Nullable String> properties,
      Map<String, String> environment) {
    OutputStream results = new Results(out);
    return new Shell(
        new PrintWriter(results, true, charset(properties, "stdout.encoding")),
        new PrintWriter(results, true, StandardCharsets.UTF_8),
        new PrintWriter(err, true, charset(properties, "stderr.encoding")),
        environment,
        Path.of(""),
        Ansi.AUTO);
  }

  private static Charset charset(Function<String, @Nullable String> properties, String ofStream) {
    return Stream.of(ofStream, "native.encoding")
        .flatMap(name -> Stream.ofNullable(properties.apply(name)))
        .flatMap(name -> charset(name).stream())
        .findFirst()
        .orElseGet(Charset::defaultCharset);
  }

  /** A charset by its name; empty if this JVM does not have it. */
  private static Optional<Charset> charset(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  /** Prints JSON. */
  void printJson(String text) {
    out.flush();
    json.print(text);
    json.flush();
  }

  /** Writes what is still buffered; false if any result could not be written. */
  boolean isWritten() {
    boolean isText = !out.checkError();
    return !json.checkError() && isText;
  }

  /** The same shell with other variables. */
  Shell withEnvironment(Map<String, String> variables) {
    return new Shell(out, json, err, variables, directory, ansi);
  }

  /** Its text contains no variables, which may be secret. */
  @Override
  public String toString() {
    return "Shell[directory=" + directory + "]";
  }

  /**
   * The stream of results. If it is a pipe whose reader has read enough, such as {@code head}, the
   * rest is dropped; everything else that prevents writing is a failure.
   */
  private static final class Results extends FilterOutputStream {

    private boolean isPipeClosed;

    Results(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      unlessClosed(() -> out.write(bytes, start, length));
    }

    @Override
    public void flush() throws IOException {
      unlessClosed(out::flush);
    }

    private void unlessClosed(Writing writing) throws IOException {
      if (isPipeClosed) {
        return;
      }
      try {
        writing.run();
      } catch (IOException e) {
        isPipeClosed = isOfPipe(e);
        if (!isPipeClosed) {
          throw e;
        }
      }
    }

    /**
     * Systems say "Broken pipe" or "The pipe is being closed", with this word in most languages.
     */
    private static boolean isOfPipe(IOException failure) {
      return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    /** Writes something. */
    private interface Writing {

      void run() throws IOException;
    }
  }
}
