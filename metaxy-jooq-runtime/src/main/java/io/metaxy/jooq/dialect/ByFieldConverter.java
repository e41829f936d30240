package io.metaxy.jooq.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.JSON;
import org.jooq.impl.AbstractConverter;
import org.jspecify.annotations.Nullable;

/**
 * A by-field column that is stored as JSON. Keys are written in byte order, so that equal maps are
 * equal text on databases that compare JSON as text.
 */
@SuppressWarnings({"unchecked", "rawtypes"}) // A class literal knows no type arguments.
public final class ByFieldConverter extends AbstractConverter<JSON, Map<String, String>> {

  public static final ByFieldConverter INSTANCE = new ByFieldConverter();

  private static final long serialVersionUID = 1L;
  private static final JsonMapper JSON_MAPPER = new JsonMapper();

  private ByFieldConverter() {
    super(JSON.class, (Class) Map.class);
  }

  @Override
  public @Nullable Map<String, String> from(@Nullable JSON json) {
    if (json == null) {
      return null;
    }
    try {
      JsonNode object = JSON_MAPPER.readTree(json.data());
      if (object.isNull()) {
        return null;
      }
      if (!object.isObject()) {
        throw unreadable(json, null);
      }
      Map<String, String> map = new TreeMap<>();
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        map.put(entry.getKey(), entry.getValue().isNull() ? null : entry.getValue().asText());
      }
      return Collections.unmodifiableMap(map);
    } catch (JsonProcessingException e) {
      throw unreadable(json, e);
    }
  }

  private static IllegalStateException unreadable(JSON json, @Nullable Throwable cause) {
    return new IllegalStateException(
        "Cannot read a by-field value that is no JSON object: "
            + json.data()
            + "; write the row again through the store",
        cause);
  }

  @Override
  public @Nullable JSON to(@Nullable Map<String, String> map) {
    if (map == null) {
      return null;
    }
    try {
      return JSON.valueOf(JSON_MAPPER.writeValueAsString(new TreeMap<>(map)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write a map of strings as JSON", e);
    }
  }
}
