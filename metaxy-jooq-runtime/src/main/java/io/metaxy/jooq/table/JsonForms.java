package io.metaxy.jooq.table;

import com.fasterxml.jackson.annotation.JsonFilter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.TextNode;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.JsonForm;
import io.metaxy.jooq.spec.JsonForm.Entries;
import io.metaxy.jooq.spec.JsonForm.Items;
import io.metaxy.jooq.spec.LogicalType;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the form of JSON from the Java type of a column: that of what Jackson writes. A type whose
 * annotations change how its values are written has none.
 */
public final class JsonForms {

  private static final SerializationConfig CONFIG = JsonMapping.MAPPER.getSerializationConfig();
  private static final AnnotationIntrospector ANNOTATIONS = CONFIG.getAnnotationIntrospector();

  /** What leaves out members that are read as null again. */
  private static final Set<Include> HARMLESS =
      EnumSet.of(Include.ALWAYS, Include.NON_NULL, Include.NON_ABSENT, Include.USE_DEFAULTS);

  /** What changes how a value is written. */
  private static final List<Class<? extends Annotation>> REWRITING =
      List.of(
          JsonFilter.class,
          JsonFormat.class,
          JsonIdentityInfo.class,
          JsonRawValue.class,
          JsonSerialize.class,
          JsonTypeInfo.class,
          JsonUnwrapped.class);

  private final Deque<JavaType> open = new ArrayDeque<>();

  private JsonForms() {}

  /** The form of a type's JSON; empty for types that stay JSON. */
  public static Optional<JsonForm> of(Type type) {
    return new JsonForms().form(JsonMapping.type(type)).filter(JsonForm::hasObjects);
  }

  private Optional<JsonForm> form(JavaType type) {
    Class<?> raw = type.getRawClass();
    Optional<ColumnType> value = ColumnType.ofJava(raw);
    if (type.isReferenceType()) {
      return form(type.getReferencedType());
    } else if (raw.isEnum()) {
      return writesTexts(raw)
          ? JsonForm.ofValue(LogicalType.of(ColumnType.STRING))
          : Optional.empty();
    } else if (value.isPresent()) {
      return JsonForm.ofValue(LogicalType.of(value.get()));
    } else if (isCustom(CONFIG.introspectClassAnnotations(type).getClassInfo())) {
      return Optional.empty();
    } else if (type.isMapLikeType()) {
      return form(type.getContentType()).map(Entries::new);
    } else if ((type.isCollectionLikeType() || type.isArrayType()) && raw != char[].class) {
      return form(type.getContentType()).map(Items::new);
    }
    boolean isOther =
        raw.getName().startsWith("java.")
            || raw.isArray()
            || JsonNode.class.isAssignableFrom(raw)
            || JsonSerializable.class.isAssignableFrom(raw);
    return isOther || open.contains(type) ? Optional.empty() : described(type);
  }

  /** Whether the constants of an enum are written with their names. */
  public static boolean writesNames(Class<?> type) {
    return Stream.of(type.getEnumConstants())
        .allMatch(
            constant ->
                JsonMapping.MAPPER
                    .<JsonNode>valueToTree(constant)
                    .equals(TextNode.valueOf(((Enum<?>) constant).name())));
  }

  private static boolean writesTexts(Class<?> type) {
    return Stream.of(type.getEnumConstants())
        .allMatch(constant -> JsonMapping.MAPPER.<JsonNode>valueToTree(constant).isTextual());
  }

  /** A record or another class that Jackson describes. */
  private Optional<JsonForm> described(JavaType type) {
    BeanDescription description = CONFIG.introspect(type);
    AnnotatedMember value = description.findJsonValueAccessor();
    open.push(type);
    Optional<JsonForm> form =
        value == null
            ? object(description)
            : isCustom(value) ? Optional.empty() : form(value.getType());
    open.pop();
    return form;
  }

  private Optional<JsonForm> object(BeanDescription description) {
    Class<?> raw = description.getBeanClass();
    // The class of a value that is not final may have more members.
    if (description.findAnyGetter() != null || !Modifier.isFinal(raw.getModifiers())) {
      return Optional.empty();
    }
    Map<String, Optional<JsonForm>> members = new LinkedHashMap<>();
    for (BeanPropertyDefinition member : description.findProperties()) {
      AnnotatedMember read = member.getAccessor();
      if (read != null) {
        members.put(member.getName(), isCustom(read) ? Optional.empty() : form(read.getType()));
      }
    }
    return JsonForm.ofMembers(members);
  }

  /** Whether annotations say how a value, its elements or its keys are written. */
  private static boolean isCustom(Annotated of) {
    Include include = ANNOTATIONS.findPropertyInclusion(of).getValueInclusion();
    return !HARMLESS.contains(include) || REWRITING.stream().anyMatch(of::hasAnnotation);
  }
}
