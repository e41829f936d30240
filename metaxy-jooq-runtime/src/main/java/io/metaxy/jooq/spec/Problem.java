package io.metaxy.jooq.spec;

/**
 * A problem in a spec, a definition or a graph.
 *
 * @param code stable, in lower case with hyphens, such as {@code unknown-field}
 * @param feature the feature's key in text form, or the source of the definition
 * @param place the part of the feature, such as {@code field audio} or {@code dependency on video};
 *     empty for the whole feature
 * @param sentence "Cannot …" or "Invalid …", with its remedy
 */
public record Problem(String code, String feature, String place, String sentence) {

  /** {@code [unknown-field] video/crop, field audio: Cannot …} */
  @Override
  public String toString() {
    return "[" + code + "] " + feature + (place.isEmpty() ? "" : ", " + place) + ": " + sentence;
  }
}
