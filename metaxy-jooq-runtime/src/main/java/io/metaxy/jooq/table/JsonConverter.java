package io.metaxy.jooq.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.metaxy.jooq.spec.JsonException;
import java.lang.reflect.ParameterizedType;
import org.jooq.Converter;
import org.jooq.JSON;
import org.jspecify.annotations.Nullable;

/**
 * Converts a JSON column to the Java type of its record component: a Map, a List or a record.
 * Generated code names the type by an anonymous subclass: {@code new JsonConverter<List<String>>()
 * {}}. It has its own mapper rather than {@link io.metaxy.jooq.spec.JsonText}, because it binds the
 * user's records, including {@code java.time}, by Jackson's annotations, and is as lenient as
 * Jackson: the last value of a duplicate key is read, and a number outside the range of a double
 * becomes infinity.
 *
 * @param <T> the Java type
 */
public abstract class JsonConverter<T> implements Converter<JSON, T> {

  private static final long serialVersionUID = 1L;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final JavaType type;

  /** A converter to the type argument of the subclass. */
  protected JsonConverter() {
    ParameterizedType self = (ParameterizedType) getClass().getGenericSuperclass();
    type = MAPPER.constructType(self.getActualTypeArguments()[0]);
  }

  @Override
  public @Nullable T from(@Nullable JSON json) {
    if (json == null) {
      return null;
    }
    try {
      return MAPPER.readValue(json.data(), type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "Cannot read a JSON column as "
              + type.toCanonical()
              + ": "
              + new JsonException(e).getMessage(),
          e);
    }
  }

  @Override
  public @Nullable JSON to(@Nullable T value) {
    if (value == null) {
      return null;
    }
    try {
      return JSON.valueOf(MAPPER.writerFor(type).writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "Cannot write a JSON column from " + type.toCanonical() + ": " + e.getOriginalMessage(),
          e);
    }
  }

  @Override
  public Class<JSON> fromType() {
    return JSON.class;
  }

  @Override
  @SuppressWarnings("unchecked") // The JavaType's raw class lacks the type arguments.
  public Class<T> toType() {
    return (Class<T>) type.getRawClass();
  }
}
