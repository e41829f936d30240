package io.metaxy.jooq.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** Runs commands in this process. */
final class InProcess implements Runner {

  @Override
  public Result run(Path directory, Map<String, String> environment, List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Shell shell =
        new Shell(
            new PrintWriter(out, true),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            environment,
            directory,
            Ansi.OFF);
    int code = Main.run(shell, arguments.toArray(String[]::new));
    return new Result(text(out), text(err), code);
  }

  private static String text(StringWriter writer) {
    return writer.toString().replace("\r\n", "\n");
  }
}
