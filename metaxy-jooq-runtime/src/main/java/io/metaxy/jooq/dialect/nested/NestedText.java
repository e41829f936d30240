package io.metaxy.jooq.dialect.nested;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.metaxy.jooq.json.JsonException;
import io.metaxy.jooq.value.TimeLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.temporal.Temporal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Documents as a database casts them to a {@link NestedType}: JSON in which every struct has all of
 * its fields, and every value that is not null is a text:
 *
 * <pre>{@code
 * {"width": 3, "taken": "2026-03-01T12:00:00Z"}
 * {"width":"3","height":null,"taken":"2026-03-01 12:00:00+00"}
 * }</pre>
 */
public final class NestedText {

  private static final JsonMapper MAPPER = mapper();

  private final TimeLimits times;
  private final Function<Temporal, String> timeText;

  /**
   * @param times the times that the database stores
   * @param timeText a time as text that the database casts
   */
  public NestedText(TimeLimits times, Function<Temporal, String> timeText) {
    this.times = times;
    this.timeText = timeText;
  }

  /** The range of the times that the database stores; empty if it has this one. */
  Optional<String> exceeded(Temporal time) {
    return times.exceeded(time);
  }

  /** A time as text that the database casts. */
  String text(Temporal time) {
    return timeText.apply(time);
  }

  private static JsonMapper mapper() {
    StreamReadConstraints unlimited =
        StreamReadConstraints.builder()
            .maxStringLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(unlimited).build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }

  /**
   * The text of a document.
   *
   * @throws MisfitException if the type cannot hold it; names the place
   */
  public String of(String json, NestedType type) {
    return json(texts(json, type));
  }

  /**
   * A document that is a list, as an array of texts and of such arrays, with null for null; null
   * for {@code null}.
   *
   * @throws MisfitException if the type cannot hold it; names the place
   */
  public @Nullable Object @Nullable [] list(String json, NestedType type) {
    JsonNode list = texts(json, type);
    return list.isNull() ? null : elements(list);
  }

  private static @Nullable Object[] elements(JsonNode list) {
    @Nullable Object[] elements = new @Nullable Object[list.size()];
    for (int i = 0; i < elements.length; i++) {
      JsonNode element = list.get(i);
      elements[i] = element.isArray() ? elements(element) : element.textValue();
    }
    return elements;
  }

  private JsonNode texts(String json, NestedType type) {
    try (JsonParser parser = new KeptNumbers(MAPPER.createParser(json))) {
      JsonNode document = MAPPER.readTree(parser);
      if (document == null || document.isMissingNode()) {
        throw new MisfitException(Place.DOCUMENT, "is an empty text rather than JSON");
      }
      if (parser.nextToken() != null) {
        throw new MisfitException(Place.DOCUMENT, "has more than one JSON value");
      }
      return text(document, type, Place.DOCUMENT);
    } catch (IOException e) {
      throw new MisfitException(
          Place.DOCUMENT, "is not JSON: " + new JsonException(e).getMessage());
    }
  }

  private JsonNode text(JsonNode node, NestedType type, Place place) {
    return node.isNull() ? node : type.accept(new Text(this, node, place));
  }

  /** The text of a part of a document that is not null. */
  private record Text(NestedText texts, JsonNode node, Place place)
      implements NestedType.Visitor<JsonNode> {

    @Override
    public JsonNode struct(NestedType.Struct type) {
      requireObject(type);
      ObjectNode struct = JsonNodeFactory.instance.objectNode();
      type.fields()
          .forEach(
              (name, field) -> {
                JsonNode value = node.get(name);
                struct.set(
                    name,
                    value == null ? struct.nullNode() : texts.text(value, field, place.at(name)));
              });
      node.fieldNames()
          .forEachRemaining(
              name -> {
                if (!type.fields().containsKey(name)) {
                  throw new MisfitException(
                      place.at(name),
                      "has no field in the live column, which has " + type.fields().keySet());
                }
              });
      return struct;
    }

    @Override
    public JsonNode map(NestedType.MapOf type) {
      requireObject(type);
      ObjectNode map = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        Place inner = place.at(entry.getKey());
        String key = NestedValues.key(entry.getKey(), type.key(), inner, texts);
        if (map.has(key)) {
          throw new MisfitException(inner, "has the same key as another value");
        }
        map.set(key, texts.text(entry.getValue(), type.value(), inner));
      }
      return map;
    }

    @Override
    public JsonNode list(NestedType.ListOf type) {
      if (!node.isArray()) {
        throw NestedValues.misfit(place, node, type);
      }
      if (type.limit() != null) {
        type.limit()
            .exceeded(node.size())
            .ifPresent(
                reason -> {
                  throw new MisfitException(place, reason);
                });
      }
      ArrayNode list = JsonNodeFactory.instance.arrayNode(node.size());
      for (int i = 0; i < node.size(); i++) {
        list.add(texts.text(node.get(i), type.element(), place.at(i)));
      }
      return list;
    }

    private void requireObject(NestedType type) {
      if (!node.isObject()) {
        throw NestedValues.misfit(place, node, type);
      }
    }

    @Override
    public JsonNode whole(NestedType.Whole type) {
      return value(NestedValues.whole(node, type, place));
    }

    @Override
    public JsonNode decimal(NestedType.Decimal type) {
      return value(NestedValues.decimal(node, type, place));
    }

    @Override
    public JsonNode constants(NestedType.Constants type) {
      return value(NestedValues.constant(node, type, place));
    }

    @Override
    public JsonNode value(NestedType.Value type) {
      return value(NestedValues.value(node, type, place, texts));
    }

    private static JsonNode value(String text) {
      return TextNode.valueOf(text);
    }
  }

  /** A part of a document as JSON. */
  static String json(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps the digits of decimals, and the sign of a zero. */
  private static final class KeptNumbers extends JsonParserDelegate {

    private static final Pattern NEGATIVE_ZERO = Pattern.compile("-[0.]+(?:[eE].*)?");

    KeptNumbers(JsonParser parser) {
      super(parser);
    }

    @Override
    public NumberTypeFP getNumberTypeFP() throws IOException {
      String text = getText();
      boolean negativeZero = text.charAt(0) == '-' && NEGATIVE_ZERO.matcher(text).matches();
      return negativeZero ? NumberTypeFP.DOUBLE64 : NumberTypeFP.BIG_DECIMAL;
    }
  }
}
