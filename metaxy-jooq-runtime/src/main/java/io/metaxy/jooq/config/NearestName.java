package io.metaxy.jooq.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The known name that a misspelled one resembles most. */
public final class NearestName {

  /** The number of characters that can differ in a long name. */
  private static final int MOST = 3;

  /** Shorter words are the start of many names. */
  private static final int LEAST_WORD = 4;

  private NearestName() {}

  /** The nearest name; if none is near, the only one of which this is the first or last word. */
  static Optional<String> of(String name, Collection<String> known) {
    return of(name, known, MOST).or(() -> ofWord(name.toLowerCase(Locale.ROOT), known));
  }

  private static Optional<String> ofWord(String word, Collection<String> known) {
    List<String> longer =
        known.stream()
            .filter(
                other ->
                    word.length() >= LEAST_WORD
                        && (other.startsWith(word) || other.endsWith("_" + word)))
            .toList();
    return longer.size() == 1 ? Optional.of(longer.get(0)) : Optional.empty();
  }

  /**
   * The nearest of the known names, if it is near enough to be meant.
   *
   * @param differing the number of characters that can differ in a long name; in a short one, a
   *     quarter of them can, but at least one
   */
  public static Optional<String> of(String name, Collection<String> known, int differing) {
    int most = Math.max(1, Math.min(differing, name.length() / 4));
    return known.stream()
        .filter(other -> distance(name, other) <= most)
        .min(Comparator.comparingInt(other -> distance(name, other)));
  }

  /** What to do about an unknown name where one is needed. */
  public static String correction(String name, Collection<String> known) {
    return of(name, known)
        .map(near -> "write " + near)
        .orElseGet(() -> "write one of " + String.join(", ", known));
  }

  /** What to do about an unknown name, which can be removed. */
  public static String remedy(String name, Collection<String> known) {
    return of(name, known)
        .map(near -> "write " + near)
        .orElse("remove it, or write one of " + String.join(", ", known));
  }

  /** Levenshtein's distance, ignoring case. */
  private static int distance(String name, String other) {
    String a = name.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
