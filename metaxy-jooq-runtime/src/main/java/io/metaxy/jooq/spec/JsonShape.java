package io.metaxy.jooq.spec;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the JSON of a column contains, as its Java type declares it. It has no influence on
 * versions: the shape of {@code List<Span>} with {@code record Span(double start, String label)} is
 *
 * <pre>{@code
 * $          array
 * $[]        object
 * $[].start  float64, required
 * $[].label  string
 * }</pre>
 *
 * @param parts the value and its parts, outer ones first
 */
public record JsonShape(List<Part> parts) {

  /** The path of the whole value. */
  public static final String ROOT = "$";

  /** A document of unknown content, which may be anything but a list of values. */
  public static final JsonShape DOCUMENT =
      new JsonShape(List.of(new Part(ROOT, "document", false, List.of(), List.of())));

  public JsonShape {
    parts = List.copyOf(parts);
  }

  /** The part at a path. */
  public Optional<Part> part(String path) {
    return parts.stream().filter(part -> part.path().equals(path)).findFirst();
  }

  /**
   * A part of a JSON value.
   *
   * @param path its place: {@code $} for the whole value, {@code []} for the elements of an array,
   *     {@code .*} for the values of a map, {@code .name} for the member of an object, {@code
   *     [name]} for an object whose class has that name
   * @param type the kind of its values: {@code object}, {@code array}, {@code map}, {@code variant}
   *     for objects of several classes, {@code any}, {@code enum}, the name of a column type in
   *     lower case, or a Java class
   * @param required whether JSON without a value for it cannot be read
   * @param constants the texts of an enum or of a map's keys, the names of a variant's classes;
   *     empty for other types
   * @param aliases other names of an object's member that are read
   * @param length the number of elements of an array; null if it differs, and for other types
   */
  public record Part(
      String path,
      String type,
      boolean required,
      List<String> constants,
      List<String> aliases,
      @Nullable Integer length) {

    public Part {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(type, "type");
      constants = List.copyOf(constants);
      aliases = List.copyOf(aliases);
    }

    /** A part that may have any number of elements. */
    public Part(
        String path, String type, boolean required, List<String> constants, List<String> aliases) {
      this(path, type, required, constants, aliases, null);
    }

    /** The same part with a number of elements; null if it differs. */
    public Part of(@Nullable Integer elements) {
      return new Part(path, type, required, constants, aliases, elements);
    }
  }
}
