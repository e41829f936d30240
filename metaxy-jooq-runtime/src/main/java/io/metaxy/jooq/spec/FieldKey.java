package io.metaxy.jooq.spec;

import java.util.List;

/**
 * The name of a logical field of a feature, such as {@code audio} or {@code audio/french}; like a
 * {@link FeatureKey}, it is validated when a graph is built.
 *
 * @param parts the parts, in order
 */
public record FieldKey(List<String> parts) implements Comparable<FieldKey> {

  /** The only field of a spec that declares none. */
  public static final FieldKey DEFAULT = FieldKey.of("default");

  public FieldKey {
    parts = List.copyOf(parts);
  }

  /** Splits the text form on {@code /}. */
  public static FieldKey of(String text) {
    return new FieldKey(FeatureKey.split(text));
  }

  /**
   * The name of this field inside a by-field column: {@code audio/french} becomes {@code
   * audio_french}.
   */
  public String structKey() {
    return String.join("_", parts);
  }

  /** Whether the parts of this key are the last parts of the other. */
  public boolean isSuffixOf(FieldKey other) {
    int from = other.parts.size() - parts.size();
    return from >= 0 && other.parts.subList(from, other.parts.size()).equals(parts);
  }

  /** What is wrong with this key; empty if it is valid. */
  public List<String> faults() {
    return FeatureKey.faults(parts);
  }

  /** Orders keys part by part. */
  @Override
  public int compareTo(FieldKey other) {
    return FeatureKey.compare(parts, other.parts);
  }

  /** The text form. */
  @Override
  public String toString() {
    return String.join("/", parts);
  }
}
