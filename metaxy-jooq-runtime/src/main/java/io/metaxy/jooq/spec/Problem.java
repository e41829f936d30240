package io.metaxy.jooq.spec;

/**
 * One thing that is wrong with a spec, a definition or a graph.
 *
 * @param code stable, in lower case with hyphens, such as {@code unknown-field}
 * @param feature the text of the feature's key, or where the definition was read from
 * @param place what of the feature: {@code field audio}, {@code dependency on video}; empty for the
 *     whole
 * @param sentence "Cannot …" or "Invalid …", with the remedy
 */
public record Problem(String code, String feature, String place, String sentence) {

  /** {@code [unknown-field] video/crop, field audio: Cannot …} */
  @Override
  public String toString() {
    return "[" + code + "] " + feature + (place.isEmpty() ? "" : ", " + place) + ": " + sentence;
  }
}
