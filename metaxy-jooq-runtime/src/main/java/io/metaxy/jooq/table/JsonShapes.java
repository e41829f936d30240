package io.metaxy.jooq.table;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.JsonShape;
import io.metaxy.jooq.spec.JsonShape.Part;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the shape of JSON from the Java type of a column, by Jackson's annotations. */
public final class JsonShapes {

  private static final String ANY = "any";

  /** Deeper types are considered infinite. */
  private static final int MAX_DEPTH = 30;

  private static final DeserializationConfig CONFIG = JsonMapping.MAPPER.getDeserializationConfig();

  private final List<Part> parts = new ArrayList<>();
  private final List<Class<?>> unreadable = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();

  private JsonShapes() {}

  /** A type whose parts are being read. */
  private record Open(JavaType type, String path) {}

  /**
   * A shape, and what is wrong with the type.
   *
   * @param shape the shape
   * @param unreadable the types that can be written but not read: interfaces and abstract classes
   *     without annotations that name the class of a value
   */
  public record Found(JsonShape shape, List<Class<?>> unreadable) {

    public Found {
      unreadable = List.copyOf(unreadable);
    }
  }

  /** The shape of a type's JSON. */
  public static Found of(Type type) {
    return of(JsonMapping.type(type));
  }

  /** Why JSON cannot be read as a type, if so, without the remedy for a row. */
  public static Optional<String> failure(String json, Type type) {
    try {
      JsonMapping.read(json, JsonMapping.type(type));
      return Optional.empty();
    } catch (IOException e) {
      String sentence = JsonFailure.ofReading(e);
      return Optional.of(sentence.substring(0, sentence.lastIndexOf("; ")));
    }
  }

  static Found of(JavaType type) {
    JsonShapes shapes = new JsonShapes();
    shapes.add(JsonShape.ROOT, type, false, List.of());
    return new Found(new JsonShape(shapes.parts), shapes.unreadable);
  }

  /** Whether the type leaves the class of some value open. */
  static boolean isOpen(JavaType type) {
    return of(type).shape().parts().stream().anyMatch(part -> part.type().equals(ANY));
  }

  private void add(String path, JavaType type, boolean required, List<String> aliases) {
    Class<?> raw = type.getRawClass();
    if (type.isReferenceType()) {
      add(path, type.getReferencedType(), required, aliases);
    } else if (raw.isEnum()) {
      add(path, "enum", required, constants(raw), aliases);
    } else if (raw != Duration.class && ColumnType.ofJava(raw).isPresent()) {
      String name = ColumnType.ofJava(raw).get().name().toLowerCase(Locale.ROOT);
      add(path, name, required, List.of(), aliases);
    } else if (type.isMapLikeType()) {
      map(path, type, required, aliases);
    } else if (type.isCollectionLikeType() || type.isArrayType()) {
      add(path, "array", required, List.of(), aliases);
      add(path + "[]", type.getContentType(), false, List.of());
    } else if (raw == Object.class || raw == Number.class || JsonNode.class.isAssignableFrom(raw)) {
      add(path, ANY, required, List.of(), aliases);
    } else if (raw.getName().startsWith("java.")) {
      add(path, raw.getName(), required, List.of(), aliases);
    } else {
      described(path, type, required, aliases);
    }
  }

  private void add(
      String path, String type, boolean required, List<String> constants, List<String> aliases) {
    parts.add(new Part(path, type, required, constants, aliases));
  }

  private void map(String path, JavaType type, boolean required, List<String> aliases) {
    Class<?> key = type.getKeyType().getRawClass();
    add(path, "map", required, key.isEnum() ? constants(key) : List.of(), aliases);
    add(path + ".*", type.getContentType(), false, List.of());
  }

  /** The constants of an enum in JSON. */
  static List<String> constants(Class<?> type) {
    return Stream.of(type.getEnumConstants())
        .map(constant -> JsonMapping.MAPPER.<JsonNode>valueToTree(constant).asText())
        .toList();
  }

  /** A record or another class that Jackson describes. */
  private void described(String path, JavaType type, boolean required, List<String> aliases) {
    BeanDescription description = CONFIG.introspect(type);
    AnnotatedMember value = description.findJsonValueAccessor();
    boolean custom = isCustom(description);
    List<NamedType> variants = variants(description);
    if (!variants.isEmpty() && open.size() < MAX_DEPTH) {
      List<String> names = variants.stream().map(JsonShapes::name).toList();
      add(path, "variant", required, names, aliases);
      for (NamedType variant : variants) {
        JavaType subtype = CONFIG.constructSpecializedType(type, variant.getType());
        object(path + "[" + name(variant) + "]", CONFIG.introspect(subtype), false, List.of());
      }
    } else if (value != null && !custom && open.size() < MAX_DEPTH) {
      open.push(new Open(type, path));
      add(path, value.getType(), required, aliases);
      open.pop();
    } else if (custom || open.size() >= MAX_DEPTH) {
      add(path, ANY, required, List.of(), aliases);
    } else if (Modifier.isAbstract(type.getRawClass().getModifiers())
        && description.getFactoryMethods().isEmpty()) {
      add(path, ANY, required, List.of(), aliases);
      unreadable.add(type.getRawClass());
    } else {
      object(path, description, required, aliases);
    }
  }

  /** The classes whose names Jackson writes with their values; empty when it does not. */
  private static List<NamedType> variants(BeanDescription description) {
    return description.getClassInfo().hasAnnotation(JsonTypeInfo.class)
        ? CONFIG
            .getSubtypeResolver()
            .collectAndResolveSubtypesByTypeId(CONFIG, description.getClassInfo())
            .stream()
            .filter(variant -> !Modifier.isAbstract(variant.getType().getModifiers()))
            .sorted(Comparator.comparing(JsonShapes::name))
            .toList()
        : List.of();
  }

  /** Jackson's default for a class without a name of its own is its name without the package. */
  private static String name(NamedType variant) {
    return variant.hasName()
        ? variant.getName()
        : variant.getType().getName().replaceFirst(".*[.]", "");
  }

  /** Whether annotations say more than the components do. */
  private static boolean isCustom(BeanDescription description) {
    AnnotationIntrospector annotations = CONFIG.getAnnotationIntrospector();
    return description.getClassInfo().hasAnnotation(JsonTypeInfo.class)
        || annotations.findDeserializer(description.getClassInfo()) != null
        || annotations.findDeserializationConverter(description.getClassInfo()) != null;
  }

  private void object(
      String path, BeanDescription description, boolean required, List<String> aliases) {
    JavaType type = description.getType();
    for (Open outer : open) {
      if (outer.type().equals(type)) {
        add(path, "like " + outer.path(), required, List.of(), aliases);
        return;
      }
    }
    List<BeanPropertyDefinition> members = members(type);
    add(path, kind(description, members), required, List.of(), aliases);
    open.push(new Open(type, path));
    for (BeanPropertyDefinition member : members) {
      List<String> others =
          member.findAliases().stream().map(PropertyName::getSimpleName).sorted().toList();
      String inner = path + "." + member.getName();
      if (isCustom(member)) {
        add(inner, ANY, isRequired(member), List.of(), others);
      } else {
        add(inner, member.getPrimaryType(), isRequired(member), others);
      }
    }
    open.pop();
  }

  /** The members that are both written and read. */
  private static List<BeanPropertyDefinition> members(JavaType type) {
    Set<String> written =
        JsonMapping.MAPPER.getSerializationConfig().introspect(type).findProperties().stream()
            .map(BeanPropertyDefinition::getName)
            .collect(Collectors.toSet());
    BeanDescription read = CONFIG.introspect(type);
    written.removeAll(
        CONFIG
            .getDefaultPropertyIgnorals(type.getRawClass(), read.getClassInfo())
            .findIgnoredForDeserialization());
    return read.findProperties().stream()
        .filter(member -> member.couldDeserialize() && written.contains(member.getName()))
        .toList();
  }

  private static String kind(BeanDescription description, List<BeanPropertyDefinition> members) {
    JsonFormat format = description.getClassInfo().getAnnotation(JsonFormat.class);
    boolean tuple = format != null && format.shape() == JsonFormat.Shape.ARRAY;
    return tuple
        ? members.stream()
            .map(BeanPropertyDefinition::getName)
            .collect(Collectors.joining(", ", "tuple (", ")"))
        : "object";
  }

  private static boolean isCustom(BeanPropertyDefinition member) {
    AnnotationIntrospector annotations = CONFIG.getAnnotationIntrospector();
    AnnotatedMember of = member.getPrimaryMember();
    return of.hasAnnotation(JsonTypeInfo.class)
        || annotations.findDeserializer(of) != null
        || annotations.findDeserializationConverter(of) != null
        || annotations.findUnwrappingNameTransformer(of) != null;
  }

  private static boolean isRequired(BeanPropertyDefinition member) {
    Nulls nulls = member.getMetadata().getValueNulls();
    boolean filled = nulls == Nulls.AS_EMPTY || nulls == Nulls.SKIP;
    return member.isRequired() || (member.getPrimaryType().isPrimitive() && !filled);
  }
}
