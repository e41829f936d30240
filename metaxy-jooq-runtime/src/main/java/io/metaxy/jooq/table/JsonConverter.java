package io.metaxy.jooq.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jooq.JSON;
import org.jooq.impl.AbstractConverter;
import org.jspecify.annotations.Nullable;

/**
 * A JSON column as the Java type of its record component: a Map, a List or a record. Named by
 * generated code.
 *
 * @param <T> the Java type
 */
public final class JsonConverter<T> extends AbstractConverter<JSON, T> {

  private static final long serialVersionUID = 1L;
  private static final JsonMapper MAPPER = JsonMapper.builder().findAndAddModules().build();

  private final JavaType type;

  /** A converter to the type that the reference captures. */
  public JsonConverter(TypeReference<T> type) {
    super(JSON.class, raw(type));
    this.type = MAPPER.constructType(type);
  }

  @SuppressWarnings("unchecked") // A JavaType knows its class without type arguments.
  private static <T> Class<T> raw(TypeReference<T> type) {
    return (Class<T>) MAPPER.constructType(type).getRawClass();
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
          "Cannot read a JSON column as " + type.toCanonical() + ": " + e.getOriginalMessage(), e);
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
}
