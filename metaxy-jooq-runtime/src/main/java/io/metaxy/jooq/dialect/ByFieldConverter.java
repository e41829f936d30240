package io.metaxy.jooq.dialect;

import io.metaxy.jooq.json.JsonException;
import io.metaxy.jooq.json.JsonText;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jooq.JSON;
import org.jooq.impl.AbstractConverter;
import org.jspecify.annotations.Nullable;

/**
 * Converts a by-field column that is stored as JSON. Keys are written in byte order, so that equal
 * maps are equal text on databases that compare JSON as text.
 */
@SuppressWarnings({"unchecked", "rawtypes"}) // A class literal knows no type arguments.
public final class ByFieldConverter extends AbstractConverter<JSON, Map<String, String>> {

  public static final ByFieldConverter INSTANCE = new ByFieldConverter();

  private static final long serialVersionUID = 1L;

  private ByFieldConverter() {
    super(JSON.class, (Class) Map.class);
  }

  @Override
  public @Nullable Map<String, String> from(@Nullable JSON json) {
    if (json == null) {
      return null;
    }
    Object value;
    try {
      value = JsonText.parse(json.data());
    } catch (JsonException e) {
      throw unreadable(json.data(), e);
    }
    if (value == null) {
      return null;
    }
    if (!(value instanceof Map<?, ?> object)) {
      throw unreadable(json.data(), null);
    }
    Map<String, String> map = new TreeMap<>();
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      if (entry.getValue() instanceof Map || entry.getValue() instanceof List) {
        throw unreadable(json.data(), null);
      }
      map.put((String) entry.getKey(), Objects.toString(entry.getValue(), null));
    }
    return Collections.unmodifiableMap(map);
  }

  /**
   * The exception for a by-field value that cannot be read.
   *
   * @param reason where it is not JSON, or null if it is JSON but not an object with string values
   */
  public static IllegalStateException unreadable(String json, @Nullable JsonException reason) {
    return new IllegalStateException(
        "Cannot read a by-field value that is not a JSON object with string values: "
            + json
            + (reason == null ? "" : " (" + reason.getMessage() + ")")
            + "; write the row again through the store",
        reason);
  }

  @Override
  public @Nullable JSON to(@Nullable Map<String, String> map) {
    return map == null ? null : JSON.valueOf(JsonText.compact(new TreeMap<>(map)));
  }
}
