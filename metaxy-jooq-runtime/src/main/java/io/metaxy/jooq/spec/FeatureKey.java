package io.metaxy.jooq.spec;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a feature: parts, joined by {@code /} in text form, such as {@code video/transcript}.
 *
 * <p>A key may hold any text; its validity ({@code docs/semantics.md} 1) is checked when a graph is
 * built, so that all invalid keys are reported together.
 *
 * @param parts the parts, in order
 */
public record FeatureKey(List<String> parts) implements Comparable<FeatureKey> {

  private static final Pattern FIRST_PART = Pattern.compile("[a-z_][a-z0-9_-]*");
  private static final Pattern LATER_PART = Pattern.compile("[a-z0-9_][a-z0-9_-]*");
  private static final Pattern WORD = Pattern.compile("[-_]+");

  public FeatureKey {
    parts = List.copyOf(parts);
  }

  /** Splits the text form on {@code /}. */
  public static FeatureKey of(String text) {
    return new FeatureKey(split(text));
  }

  /** The table name inferred from this key: {@code video/crop-2} becomes {@code video__crop_2}. */
  public String tableName() {
    return String.join("__", parts).replace('-', '_');
  }

  /** The suffix of an upstream's system columns after a join, such as {@code __video_crop}. */
  public String columnSuffix() {
    return "__" + String.join("_", parts);
  }

  /** The name of the generated table class: {@code video/crop} becomes {@code VideoCrop}. */
  public String className() {
    return className(parts);
  }

  /** What is wrong with this key; empty if it is valid. */
  public List<String> faults() {
    return faults(parts);
  }

  /**
   * Orders keys part by part, which is the order in which a project version hashes its features.
   */
  @Override
  public int compareTo(FeatureKey other) {
    return compare(parts, other.parts);
  }

  /** The text form. */
  @Override
  public String toString() {
    return String.join("/", parts);
  }

  /** The parts of a key of a feature or a field in text form. */
  static List<String> split(String text) {
    return List.of(text.split("/", -1));
  }

  /** Orders keys of features or of fields part by part. */
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

  /** What is wrong with a key of a feature or a field ({@code docs/semantics.md} 1). */
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
  private static String className(List<String> parts) {
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
