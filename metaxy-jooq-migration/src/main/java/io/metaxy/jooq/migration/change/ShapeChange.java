package io.metaxy.jooq.migration.change;

import io.metaxy.jooq.migration.change.ValuesChange.Finding;
import io.metaxy.jooq.spec.JsonShape;
import io.metaxy.jooq.spec.JsonShape.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the content of a JSON column differs from that of rows of older versions. */
final class ShapeChange {

  private static final String TEXT = "string";
  private static final String ANY = "any";
  private static final String DECIMAL = "decimal";
  private static final String BIG = "java.math.BigInteger";

  /** The types as which a value of each type can also be read without loss. */
  private static final Map<String, Set<String>> WIDER =
      Map.of(
          "int8",
          Set.of("int16", "int32", "int64", BIG, "float32", "float64", DECIMAL),
          "int16",
          Set.of("int32", "int64", BIG, "float32", "float64", DECIMAL),
          "int32",
          Set.of("int64", BIG, "float64", DECIMAL),
          "int64",
          Set.of(BIG, DECIMAL),
          BIG,
          Set.of(DECIMAL),
          "float32",
          Set.of("float64", DECIMAL),
          "float64",
          Set.of(DECIMAL));

  /** The type of a document of unknown content. */
  private static final String DOCUMENT = JsonShape.DOCUMENT.parts().get(0).type();

  /** What a document of unknown content may be. */
  private static final Set<String> DOCUMENTS = Set.of("object", "map", "variant", ANY);

  /** Types whose JSON is not a text, a number or a boolean, from which a text can be read. */
  private static final Set<String> NO_SCALARS = Set.of("object", "array", "map", ANY);

  private final JsonShape from;
  private final JsonShape to;
  private final List<Finding> findings = new ArrayList<>();

  /** The part of the older shape that each part of the newer one is read from. */
  private final Map<Part, Part> sources = new LinkedHashMap<>();

  ShapeChange(JsonShape from, JsonShape to) {
    this.from = from;
    this.to = to;
    Map<String, Part> read = new HashMap<>();
    List<Part> added = new ArrayList<>();
    for (Part part : to.parts()) {
      Part outer = outer(to, part);
      Part source = outer == null ? from.part(JsonShape.ROOT).orElse(null) : null;
      if (outer != null) {
        Part outerSource = read.get(outer.path());
        if (outerSource == null || !outerSource.type().equals(outer.type())) {
          continue;
        }
        source = source(outer, outerSource, part);
      }
      if (source == null) {
        added.add(part);
      } else {
        read.put(part.path(), source);
        sources.put(part, source);
        compare(part, source);
      }
    }
    keys(added);
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** The part that directly contains a part; null for the whole value. */
  private static @Nullable Part outer(JsonShape shape, Part part) {
    Part outer = null;
    for (Part other : shape.parts()) {
      String path = other.path();
      boolean contains = part.path().startsWith(path + ".") || part.path().startsWith(path + "[");
      if (contains && (outer == null || path.length() > outer.path().length())) {
        outer = other;
      }
    }
    return outer;
  }

  /** The older part with the same key or one of the other keys. */
  private @Nullable Part source(Part outer, Part outerSource, Part part) {
    String same = outerSource.path() + part.path().substring(outer.path().length());
    return from.part(same)
        .or(
            () ->
                part.aliases().stream()
                    .flatMap(alias -> from.part(outerSource.path() + "." + alias).stream())
                    .findFirst())
        .orElse(null);
  }

  private void compare(Part part, Part source) {
    boolean unknown =
        part.type().equals(DOCUMENT)
            || (source.type().equals(DOCUMENT) && DOCUMENTS.contains(part.type()));
    if (unknown) {
      return;
    }
    if (!part.type().equals(source.type())) {
      boolean wider = isWider(source.type(), part.type());
      add(
          wider ? SafetyRule.CHANGE_JSON : SafetyRule.NARROW_JSON,
          part.path() + " becomes " + part.type() + " instead of " + source.type());
    } else if (!part.constants().isEmpty() && !source.constants().isEmpty()) {
      ValuesChange.constants(
          part.path(), source.constants(), part.constants(), findings, SafetyRule.NARROW_JSON);
    }
    if (!Objects.equals(part.length(), source.length())) {
      add(
          part.length() == null ? SafetyRule.CHANGE_JSON : SafetyRule.FIX_ELEMENTS,
          part.path() + " has " + elements(part) + " instead of " + elements(source));
    }
    if (part.required() && !source.required()) {
      add(SafetyRule.NARROW_JSON, part.path() + " must now have a value");
    } else if (source.required() && !part.required()) {
      add(SafetyRule.CHANGE_JSON, part.path() + " no longer needs a value");
    }
  }

  private static String elements(Part part) {
    return part.length() == null ? "any number of elements" : part.length() + " elements";
  }

  private static boolean isWider(String from, String to) {
    return to.equals(ANY)
        || (to.equals(TEXT) && !NO_SCALARS.contains(from) && !from.startsWith("tuple"))
        || WIDER.getOrDefault(from, Set.of()).contains(to);
  }

  /** Removed keys and new keys. */
  private void keys(List<Part> added) {
    List<Part> left = new ArrayList<>();
    for (Part part : from.parts()) {
      Part outer = outer(from, part);
      boolean isRead = sources.containsValue(part);
      if (!isRead && outer != null && isReadAsItself(outer)) {
        left.add(part);
      }
      for (String alias : isRead ? part.aliases() : List.<String>of()) {
        if (!isReadKey(part, alias)) {
          add(SafetyRule.RENAME_JSON_KEY, part.path() + " is no longer read from key " + alias);
        }
      }
    }
    for (Part part : left) {
      List<String> alike =
          added.stream().filter(other -> isAlike(part, other)).map(Part::path).toList();
      add(
          alike.isEmpty() ? SafetyRule.CHANGE_JSON : SafetyRule.RENAME_JSON_KEY,
          part.path()
              + " is removed"
              + (alike.isEmpty() ? "" : ", or renamed to " + String.join(" or ", alike)));
    }
    for (Part part : added) {
      add(
          part.required() ? SafetyRule.NARROW_JSON : SafetyRule.CHANGE_JSON,
          part.path() + " is new" + (part.required() ? ", and must have a value" : ""));
    }
  }

  private boolean isReadAsItself(Part outer) {
    return sources.entrySet().stream()
        .anyMatch(
            read -> read.getValue().equals(outer) && read.getKey().type().equals(outer.type()));
  }

  private boolean isReadKey(Part source, String key) {
    return sources.entrySet().stream()
        .filter(read -> read.getValue().equals(source))
        .map(Map.Entry::getKey)
        .anyMatch(part -> part.aliases().contains(key) || part.path().endsWith("." + key));
  }

  /** Whether both have the same place and type. */
  private boolean isAlike(Part left, Part appeared) {
    Part outer = outer(to, appeared);
    Part source = outer == null ? null : sources.get(outer);
    return source != null
        && source.equals(outer(from, left))
        && left.type().equals(appeared.type());
  }

  private void add(SafetyRule rule, String text) {
    findings.add(new Finding(rule, text));
  }
}
