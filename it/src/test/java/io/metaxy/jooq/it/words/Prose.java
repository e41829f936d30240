package io.metaxy.jooq.it.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as it reads: without markup, comment markers and line breaks, and with one space between
 * words.
 */
final class Prose {

  /** In place of Java code, so that no phrase spans it. */
  static final char CODE = '\0';

  private static final String STRING = "string";
  private static final String LINE = "line";
  private static final List<String> COMMENTS = List.of("comment", LINE);
  private static final List<String> COMMENTS_AND_LITERALS =
      List.of("comment", LINE, "block", STRING);

  /** Comments and literals of Java; those without a group are code. */
  private static final Pattern JAVA =
      Pattern.compile(
          "\"\"\"(?<block>.*?)\"\"\""
              + "|\"(?<string>(?:\\\\.|[^\"\\\\\n])*)\""
              + "|'(?:\\\\.|[^'\\\\\n])+'"
              + "|/\\*+(?<comment>.*?)\\*/"
              + "|//+(?<line>[^\n]*)",
          Pattern.DOTALL);

  /** What can be between two pieces of the same kind that read as one. */
  private static final Map<String, Pattern> JOINTS =
      Map.of(STRING, Pattern.compile("\\s*\\+\\s*"), LINE, Pattern.compile("\\s*"));

  /** White space with the marker of a following line of a comment, and markup within a line. */
  private static final Pattern MARKUP =
      Pattern.compile(
          "(?<gap>\\s*\\R\\s*(?:(?:\\*+|/{2,}|#+|-{2,}|>)(?=\\s))?\\s*|\\s+|\\\\[nrt])"
              + "|[*`}]|\\{@\\w+\\s|</?\\w+>|(?<!\\w)_+|_+(?!\\w)");

  private final String source;
  private final StringBuilder text = new StringBuilder();

  /** The position in the source of each character of the text. */
  private final List<Integer> positions = new ArrayList<>();

  private Prose(String source) {
    this.source = source;
  }

  /** Reads a page or a script. */
  static Prose ofText(String page) {
    Prose prose = new Prose(page);
    prose.add(0, page.length());
    return prose;
  }

  /** Reads the comments and literals of Java source. */
  static Prose ofJava(String source) {
    return of(source, COMMENTS_AND_LITERALS);
  }

  /** Reads the comments of Java source. */
  static Prose ofComments(String source) {
    return of(source, COMMENTS);
  }

  private static Prose of(String source, List<String> kinds) {
    Prose prose = new Prose(source);
    Matcher piece = JAVA.matcher(source);
    String before = "";
    int end = 0;
    while (piece.find()) {
      for (String kind : kinds) {
        if (piece.group(kind) != null) {
          Pattern joint = kind.equals(before) ? JOINTS.get(kind) : null;
          if (joint == null || !joint.matcher(source.substring(end, piece.start())).matches()) {
            prose.add(CODE, end);
          }
          prose.add(piece.start(kind), piece.end(kind));
          before = kind;
          end = piece.end();
        }
      }
    }
    return prose;
  }

  private void add(int start, int end) {
    Matcher markup = MARKUP.matcher(source).region(start, end).useTransparentBounds(true);
    int copied = start;
    while (markup.find()) {
      copy(copied, markup.start());
      if (markup.group("gap") != null && !endsWithSpace()) {
        add(' ', markup.start());
      }
      copied = markup.end();
    }
    copy(copied, end);
  }

  private void copy(int start, int end) {
    for (int i = start; i < end; i++) {
      add(source.charAt(i), i);
    }
  }

  private void add(char character, int position) {
    text.append(character);
    positions.add(position);
  }

  private boolean endsWithSpace() {
    return !text.isEmpty() && text.charAt(text.length() - 1) == ' ';
  }

  String text() {
    return text.toString();
  }

  /** Returns the line in the source, from 1, of a character of the text. */
  int line(int index) {
    String before = source.substring(0, positions.get(index));
    return 1 + (int) before.chars().filter(c -> c == '\n').count();
  }
}
