package io.metaxy.jooq.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** The encodings and colors of what commands print. */
class ShellTest {

  private static final String LETTER = "\u00e9";
  private static final String ESCAPE = "\u001b";

  private static void printed(Map<String, String> properties, Charset out, Charset err) {
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    Shell shell = Shell.of(results, errors, properties::get, Map.of());
    shell.out().print(LETTER);
    shell.printJson(LETTER);
    shell.err().print(LETTER);
    shell.err().flush();

    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    expected.writeBytes(LETTER.getBytes(out));
    expected.writeBytes(LETTER.getBytes(StandardCharsets.UTF_8));
    assertArrayEquals(expected.toByteArray(), results.toByteArray());
    assertArrayEquals(LETTER.getBytes(err), errors.toByteArray());
  }

  @Test
  void textHasTheEncodingOfItsStreamAndJsonIsInUtf8() {
    Charset latin = StandardCharsets.ISO_8859_1;
    Charset dos = Charset.forName("IBM850");
    String system = "native.encoding";

    printed(
        Map.of("stdout.encoding", "ISO-8859-1", "stderr.encoding", "IBM850", system, "US-ASCII"),
        latin,
        dos);
    printed(Map.of(system, "IBM850"), dos, dos);
    printed(Map.of("stdout.encoding", "cp-none", system, "ISO-8859-1"), latin, latin);
    printed(
        Map.of("stdout.encoding", "no name", "stderr.encoding", "IBM850"),
        Charset.defaultCharset(),
        dos);
  }

  @Test
  void resultsThatCannotBeWrittenAreAFailure() {
    for (String command : List.of("config print", "config print -f json", "--help", "completion")) {
      ByteArrayOutputStream errors = new ByteArrayOutputStream();
      Shell shell =
          Shell.of(new Failing("No space left on device"), errors, name -> null, Map.of());

      assertEquals(1, Main.run(shell, command.split(" ")), command);
      assertEquals(
          "Cannot write to standard output: the system refused it; redirect the output elsewhere",
          errors.toString(Charset.defaultCharset()).strip());
    }
  }

  @Test
  void aReaderThatHasReadEnoughIsNoFailure() {
    for (String message :
        List.of(
            "Broken pipe",
            "The pipe is being closed",
            "Daten\u00fcbergabe unterbrochen (broken pipe)")) {
      for (String command : List.of("config reference", "config print -f json", "--help")) {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Shell shell = Shell.of(new Failing(message), errors, name -> null, Map.of());

        assertEquals(0, Main.run(shell, command.split(" ")), command);
        assertEquals("", errors.toString(Charset.defaultCharset()));
      }
    }
  }

  /** A file or pipe that cannot be written. */
  private static final class Failing extends OutputStream {

    private final String message;

    Failing(String message) {
      this.message = message;
    }

    @Override
    public void write(int b) throws IOException {
      throw new IOException(message);
    }
  }

  @Test
  void onlyHelpHasColors() {
    String plain = printed(Ansi.OFF, "migrate", "--help");
    String colored = printed(Ansi.ON, "migrate", "--help");

    assertEquals(-1, plain.indexOf(ESCAPE), plain);
    assertNotEquals(-1, colored.indexOf(ESCAPE), colored);
    assertEquals(plain, colored.replaceAll(ESCAPE + "\\[[0-9;]*m", ""));
    assertEquals(-1, printed(Ansi.ON, "config", "print").indexOf(ESCAPE));
  }

  private static String printed(Ansi ansi, String... arguments) {
    StringWriter printed = new StringWriter();
    PrintWriter all = new PrintWriter(printed, true);
    Main.run(new Shell(all, all, all, Map.of(), Path.of(""), ansi), arguments);
    return printed.toString();
  }
}
