package io.metaxy.jooq.it.words;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The replaced phrases of {@code CONTRIBUTING.md}, which are the rows of its table with that
 * heading, and where texts still contain them.
 */
final class ReplacedPhrases {

  private static final String PHRASES = "| phrase | write |";
  private static final String STORED_TEXTS = "| text | where |";

  private final Map<Pattern, String> replacements = new LinkedHashMap<>();
  private final List<Pattern> storedTexts = new ArrayList<>();

  private ReplacedPhrases() {}

  /** Reads the tables of {@code CONTRIBUTING.md}. */
  static ReplacedPhrases of(String contributing) {
    ReplacedPhrases phrases = new ReplacedPhrases();
    for (List<String> row : rows(contributing, PHRASES)) {
      for (String phrase : row.get(0).split(", ", -1)) {
        phrases.replacements.put(pattern(phrase), row.get(1));
      }
    }
    rows(contributing, STORED_TEXTS).forEach(row -> phrases.storedTexts.add(pattern(row.get(0))));
    return phrases;
  }

  private static List<List<String>> rows(String page, String header) {
    return page.lines()
        .dropWhile(line -> !line.equals(header))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList())
        .map(cells -> List.of(cells.get(1), cells.get(2)))
        .toList();
  }

  private static Pattern pattern(String phrase) {
    return Pattern.compile(
        "(?<![\\w-])" + Pattern.quote(phrase) + "(?![\\w-])", Pattern.CASE_INSENSITIVE);
  }

  /** Returns {@code CONTRIBUTING.md} with its tables of phrases and stored texts blanked. */
  static String withoutTables(String contributing) {
    StringBuilder text = new StringBuilder();
    boolean table = false;
    for (String line : contributing.lines().toList()) {
      table = line.equals(PHRASES) || line.equals(STORED_TEXTS) || (table && line.startsWith("|"));
      text.append(table ? "" : line).append('\n');
    }
    return text.toString();
  }

  int size() {
    return replacements.size();
  }

  /** Returns one message per phrase in a page or script. */
  List<String> inText(String file, String text) {
    return in(file, Prose.ofText(text));
  }

  /** Returns one message per phrase in the comments and literals of Java source. */
  List<String> inJava(String file, String source) {
    return in(file, Prose.ofJava(source));
  }

  /** Returns one message per phrase in the comments of Java source. */
  List<String> inComments(String file, String source) {
    return in(file, Prose.ofComments(source));
  }

  private List<String> in(String file, Prose prose) {
    String checked = prose.text();
    for (Pattern stored : storedTexts) {
      checked =
          stored
              .matcher(checked)
              .replaceAll(text -> String.valueOf(Prose.CODE).repeat(text.group().length()));
    }
    List<String> found = new ArrayList<>();
    for (Map.Entry<Pattern, String> replacement : replacements.entrySet()) {
      Matcher phrase = replacement.getKey().matcher(checked);
      while (phrase.find()) {
        found.add(
            "%s:%s says \"%s\"; write %s"
                .formatted(
                    file, prose.line(phrase.start()), phrase.group(), replacement.getValue()));
      }
    }
    return found;
  }
}
