package io.metaxy.jooq.it.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page {@code docs/semantics.md}. Its examples are the blocks that follow a comment with their
 * name:
 *
 * <pre>{@code
 * <!-- example: names -->
 * ```text
 * table of video/face-crops  video__face_crops
 * ```
 * }</pre>
 */
final class SemanticsPage {

  private static final Path PAGE = Path.of("../docs/semantics.md");

  private static final Pattern EXAMPLE =
      Pattern.compile("(<!-- example: (\\S+) -->\n```text\n)(.*?)```\n", Pattern.DOTALL);

  private final String text;

  private SemanticsPage(String text) {
    this.text = text;
  }

  static SemanticsPage read() throws IOException {
    return new SemanticsPage(Files.readString(PAGE));
  }

  /** Returns the examples by name, in the order of the page. */
  Map<String, String> examples() {
    Map<String, String> examples = new LinkedHashMap<>();
    Matcher example = EXAMPLE.matcher(text);
    while (example.find()) {
      examples.put(example.group(2), example.group(3));
    }
    return examples;
  }

  /** Returns the page without its examples. */
  String prose() {
    return EXAMPLE.matcher(text).replaceAll("");
  }

  /** Returns the text of a section with its heading. */
  String section(int number) {
    int start = text.indexOf("\n## " + number + ". ");
    int end = text.indexOf("\n## ", start + 1);
    return text.substring(start, end < 0 ? text.length() : end);
  }

  /** Replaces the text of an example in the file. */
  void write(String name, String lines) throws IOException {
    String written =
        EXAMPLE
            .matcher(text)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(2).equals(name)
                            ? found.group(1) + lines + "```\n"
                            : found.group()));
    Files.writeString(PAGE, written);
  }
}
