package io.metaxy.jooq.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * The page of the command line has the help of all commands. Run with {@code -Dmetaxy.golden=write}
 * to rewrite it.
 */
class CommandLinePageTest {

  private static final Path PAGE = Path.of("../docs/command-line.md");
  private static final String MARK = "<!-- help -->\n";

  @Test
  void thePageHasTheHelpOfAllCommands() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(MARK) + MARK.length();
    String expected = page.substring(0, start) + help();
    if ("write".equals(System.getProperty("metaxy.golden"))) {
      Files.writeString(PAGE, expected);
    }
    assertEquals(expected, Files.readString(PAGE));
  }

  private static String help() {
    PrintWriter none = new PrintWriter(new StringWriter());
    Shell shell = new Shell(none, none, none, Map.of(), Path.of(""), Ansi.OFF);
    StringBuilder text = new StringBuilder();
    add(text, Main.commandLine(shell));
    return text.toString();
  }

  private static void add(StringBuilder text, CommandLine command) {
    text.append("\n### ")
        .append(command.getCommandSpec().qualifiedName())
        .append("\n\n```text\n")
        .append(command.getUsageMessage(Ansi.OFF).replace("\r\n", "\n").stripTrailing())
        .append("\n```\n");
    command.getSubcommands().values().forEach(subcommand -> add(text, subcommand));
  }
}
