package io.metaxy.jooq.resolve.merge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.metaxy.jooq.dialect.ByFieldConverter;
import io.metaxy.jooq.json.JsonException;
import io.metaxy.jooq.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Extracts the needed entries of by-field values that are JSON objects. It is called for each of
 * many rows and keeps a few entries as bytes, so it reads Jackson's tokens instead of building a
 * map with {@link JsonText}, but is equally strict about JSON. As in SQL, values that are not
 * objects and entries that are not scalars have no version.
 */
final class JsonVersions {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Map<String, Integer> positions = new HashMap<>();

  JsonVersions(List<String> structKeys) {
    structKeys.forEach(key -> positions.put(key, positions.size()));
  }

  /** Fills in the UTF-8 bytes of each entry; null if there is none. */
  void read(byte @Nullable [] json, byte[] @Nullable [] versions) {
    for (int i = 0; i < positions.size(); i++) {
      versions[i] = null;
    }
    if (json == null) {
      return;
    }
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        JsonToken token = parser.nextToken();
        Integer position = positions.get(key);
        if (position != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
          versions[position] = parser.getText().getBytes(StandardCharsets.UTF_8);
        }
        parser.skipChildren();
      }
      if (parser.nextToken() != null) {
        throw new JsonParseException(
            parser, "Trailing token found after value", parser.currentTokenLocation());
      }
    } catch (IOException e) {
      throw ByFieldConverter.unreadable(
          new String(json, StandardCharsets.UTF_8), new JsonException(e));
    }
  }
}
