package io.metaxy.jooq.spec;

import java.util.List;

/**
 * The name of a feature: parts, joined by {@code /} in text form, such as {@code video/transcript}.
 *
 * <p>A key may hold any text; its validity ({@code docs/semantics.md} 1) is checked when a graph is
 * built, so that all invalid keys are reported together.
 *
 * @param parts the parts, in order
 */
public record FeatureKey(List<String> parts) implements Comparable<FeatureKey> {

  public FeatureKey {
    parts = List.copyOf(parts);
  }

  /** Splits the text form on {@code /}. */
  public static FeatureKey of(String text) {
    return new FeatureKey(KeyText.split(text));
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
    return KeyText.className(parts);
  }

  /** What is wrong with this key; empty if it is valid. */
  public List<String> faults() {
    return KeyText.faults(parts);
  }

  /**
   * Orders keys part by part, which is the order in which a project version hashes its features.
   */
  @Override
  public int compareTo(FeatureKey other) {
    return KeyText.compare(parts, other.parts);
  }

  /** The text form. */
  @Override
  public String toString() {
    return String.join("/", parts);
  }
}
