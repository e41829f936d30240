package io.metaxy.jooq.spec;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rules that feature keys and field keys share ({@code docs/semantics.md} 1). */
final class KeyText {

  private static final Pattern FIRST_PART = Pattern.compile("[a-z_][a-z0-9_-]*");
  private static final Pattern LATER_PART = Pattern.compile("[a-z0-9_][a-z0-9_-]*");
  private static final Pattern WORD = Pattern.compile("[-_]+");

  private KeyText() {}

  static List<String> split(String text) {
    return List.of(text.split("/", -1));
  }

  static int compare(List<String> left, List<String> right) {
    Iterator<String> others = right.iterator();
    for (String part : left) {
      if (!others.hasNext()) {
        return 1;
      }
      int order = part.compareTo(others.next());
      if (order != 0) {
        return order;
      }
    }
    return others.hasNext() ? -1 : 0;
  }

  static List<String> faults(List<String> parts) {
    List<String> faults = new ArrayList<>();
    if (parts.isEmpty()) {
      faults.add("it has no parts");
    }
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      if (part.isEmpty()) {
        faults.add("part " + (i + 1) + " is empty");
      } else if (part.contains("/")) {
        faults.add("part \"" + part + "\" contains a /, which separates parts");
      } else if (part.contains("__")) {
        faults.add("part \"" + part + "\" contains __, which separates parts in table names");
      } else if (!(i == 0 ? FIRST_PART : LATER_PART).matcher(part).matches()) {
        faults.add("part \"" + part + "\" must match " + (i == 0 ? FIRST_PART : LATER_PART));
      }
    }
    return faults;
  }

  /**
   * Adjacent digits keep a {@code _} between them, so that {@code a_1/2} and {@code a_12} differ.
   */
  static String className(List<String> parts) {
    StringBuilder name = new StringBuilder();
    for (String part : parts) {
      for (String word : WORD.split(part, -1)) {
        if (word.isEmpty()) {
          continue;
        }
        if (Character.isDigit(word.charAt(0))) {
          name.append('_');
        }
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return name.isEmpty() ? "_" : name.toString();
  }
}
