package io.metaxy.jooq.table;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the classes of a JSON column declare without an annotation of Jackson's: a sealed type names
 * its subtypes, and a primitive component that is not written, such as an ignored one, is zero or
 * false when it is read.
 */
final class ComponentAnnotations extends NopAnnotationIntrospector {

  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable List<NamedType> findSubtypes(Annotated type) {
    Class<?>[] permitted = type.getRawType().getPermittedSubclasses();
    return permitted == null ? null : Stream.of(permitted).map(NamedType::new).toList();
  }

  @Override
  public @Nullable Object findDeserializer(Annotated annotated) {
    return primitive(annotated).filter(ComponentAnnotations::isIgnored).isPresent()
        ? new Zero(annotated.getRawType())
        : null;
  }

  @Override
  public JsonSetter.Value findSetterInfo(Annotated annotated) {
    return primitive(annotated).filter(ComponentAnnotations::isLeftOut).isPresent()
        ? JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)
        : JsonSetter.Value.empty();
  }

  private static Optional<RecordComponent> primitive(Annotated annotated) {
    return annotated instanceof AnnotatedParameter parameter && parameter.getRawType().isPrimitive()
        ? component(parameter)
        : Optional.empty();
  }

  private static Optional<RecordComponent> component(AnnotatedParameter parameter) {
    RecordComponent[] components = parameter.getDeclaringClass().getRecordComponents();
    return components == null
            || parameter.getOwner().getParameterCount() != components.length
            || components[parameter.getIndex()].getType() != parameter.getRawType()
        ? Optional.empty()
        : Optional.of(components[parameter.getIndex()]);
  }

  /** Whether a component is never read. */
  private static boolean isIgnored(RecordComponent component) {
    JsonIgnoreProperties ignored =
        component.getDeclaringRecord().getAnnotation(JsonIgnoreProperties.class);
    return find(component, JsonIgnore.class).filter(JsonIgnore::value).isPresent()
        || (ignored != null && Arrays.asList(ignored.value()).contains(component.getName()))
        || find(component, JsonProperty.class)
            .filter(property -> property.access() == JsonProperty.Access.READ_ONLY)
            .isPresent();
  }

  /** Whether a component is not written when it is zero or false. */
  private static boolean isLeftOut(RecordComponent component) {
    return find(component, JsonInclude.class)
        .or(
            () ->
                Optional.ofNullable(
                    component.getDeclaringRecord().getAnnotation(JsonInclude.class)))
        .filter(include -> include.value() == Include.NON_DEFAULT)
        .isPresent();
  }

  /** An annotation of a component, which Java copies to its field, method or parameter. */
  private static <A extends Annotation> Optional<A> find(RecordComponent component, Class<A> type) {
    A ofMethod = component.getAccessor().getAnnotation(type);
    if (ofMethod != null) {
      return Optional.of(ofMethod);
    }
    try {
      return Optional.ofNullable(
          component.getDeclaringRecord().getDeclaredField(component.getName()).getAnnotation(type));
    } catch (NoSuchFieldException e) {
      return Optional.empty();
    }
  }

  /** Reads nothing: the value of a primitive type that no JSON gives. */
  private static final class Zero extends StdScalarDeserializer<Object> {

    private static final long serialVersionUID = 1L;

    Zero(Class<?> type) {
      super(type);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      parser.skipChildren();
      return getNullValue(context);
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
      return Array.get(Array.newInstance(handledType(), 1), 0);
    }
  }
}
