package io.metaxy.jooq.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * A regular expression that matches a set of names, qualified or not. It is a tree of common
 * prefixes, because jOOQ tries it on every column and one alternative per name would be slow.
 */
final class NamesPattern {

  private NamesPattern() {}

  /** Turns off the flags that jOOQ lets users set for all expressions, such as COMMENTS. */
  static String of(SortedSet<String> names) {
    return "(?-ix)(?:.+\\.)?" + branch(List.copyOf(names), 0);
  }

  /** The names are sorted and share their first {@code start} characters. */
  private static String branch(List<String> names, int start) {
    String first = names.get(0);
    String last = names.get(names.size() - 1);
    int end = start;
    while (end < first.length() && first.charAt(end) == last.charAt(end)) {
      end++;
    }
    String head = quote(first.substring(start, end));
    if (names.size() == 1) {
      return head;
    }
    List<String> alternatives = new ArrayList<>();
    int from = 0;
    while (from < names.size()) {
      int to = from + 1;
      while (to < names.size() && next(names.get(from), end) == next(names.get(to), end)) {
        to++;
      }
      alternatives.add(branch(names.subList(from, to), end));
      from = to;
    }
    return head + "(?:" + String.join("|", alternatives) + ")";
  }

  private static int next(String name, int index) {
    return index < name.length() ? name.charAt(index) : -1;
  }

  private static String quote(String text) {
    return text.replaceAll("[^A-Za-z0-9_]", "\\\\$0");
  }
}
