package io.metaxy.jooq.it.words;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The replaced phrases of {@code CONTRIBUTING.md}, which are the rows of its table with that
 * heading, and where texts still contain them.
 */
final class ReplacedPhrases {

  private static final String PHRASES = "| phrase | write |";
  private static final String STORED_TEXTS = "| text | where |";

  /** Comments and literals of Java. */
  private static final Pattern PROSE =
      Pattern.compile(
          "\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+'|/\\*.*?\\*/|//[^\n]*",
          Pattern.DOTALL);

  /** Replaces code between two literals, so that no phrase spans it. */
  private static final char CODE = '\0';

  /** What separates words: white space, comment markers, and breaks of string literals. */
  private static final String GAP = "(?:\\s|(?<=\\s)[*#+\"]|/{2,}|\"(?=\\s*\\+)|(?<=\\+)\")+";

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
        Stream.of(phrase.split(" ", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(GAP, "(?<![\\w-])", "(?![\\w-])")),
        Pattern.CASE_INSENSITIVE);
  }

  /** Returns {@code CONTRIBUTING.md} with its tables of phrases and stored texts blanked. */
  static String withoutTables(String contributing) {
    StringBuilder text = new StringBuilder();
    boolean table = false;
    for (String line : contributing.split("\n", -1)) {
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
    String checked = text;
    for (Pattern stored : storedTexts) {
      checked = stored.matcher(checked).replaceAll(found -> blank(found.group()));
    }
    List<String> found = new ArrayList<>();
    for (Map.Entry<Pattern, String> replacement : replacements.entrySet()) {
      Matcher phrase = replacement.getKey().matcher(checked);
      while (phrase.find()) {
        found.add(
            "%s:%d says \"%s\"; write %s"
                .formatted(
                    file,
                    1 + checked.substring(0, phrase.start()).chars().filter(c -> c == '\n').count(),
                    phrase.group().replaceAll(GAP, " "),
                    replacement.getValue()));
      }
    }
    return found;
  }

  /** Returns one message per phrase in the comments and literals of Java source. */
  List<String> inJava(String file, String source) {
    StringBuilder prose = new StringBuilder();
    Matcher piece = PROSE.matcher(source);
    int end = 0;
    while (piece.find()) {
      prose.append(blank(source.substring(end, piece.start()))).append(piece.group());
      end = piece.end();
    }
    return inText(file, prose.append(blank(source.substring(end))).toString());
  }

  /** Keeps line breaks, and the operators between string literals. */
  private static String blank(String code) {
    return code.matches("\\s*\\+\\s*") ? code : code.replaceAll("\\S", String.valueOf(CODE));
  }
}
