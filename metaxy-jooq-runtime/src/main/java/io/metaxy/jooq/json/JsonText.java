package io.metaxy.jooq.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON, read strictly and written in two forms. A JSON value is a String, Boolean, Number, List,
 * Map with String keys, or null; an integer is an Integer, a Long or a BigInteger, any other number
 * a Double, because numbers are hashed as written.
 *
 * <p>Input must be exactly one value, without comments, NaN, duplicate keys or numbers outside the
 * range of a double, and within Jackson's limits of depth and length. {@link #write} writes the
 * form of Python's {@code json.dumps(x, sort_keys=True)}, because that text is hashed ({@code
 * docs/semantics.md} 3): separators {@code ", "} and {@code ": "}, ASCII only with lowercase
 * escapes, keys in code point order, floats as Python's {@code repr}. {@link #compact} writes
 * Jackson's own form.
 */
public final class JsonText {

  /** The most digits that a double needs to be distinguished from its neighbors. */
  private static final int MAX_DIGITS = 17;

  private static final Comparator<String> CODE_POINTS = JsonText::compareCodePoints;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final JsonFactory PYTHON =
      JsonFactory.builder().disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE).build();

  private JsonText() {}

  /** Reads one JSON value. */
  public static @Nullable Object parse(String text) throws JsonException {
    try (JsonParser parser = new FiniteNumbers(MAPPER.createParser(text))) {
      return MAPPER.readValue(parser, Object.class);
    } catch (IOException e) {
      throw new JsonException(e);
    }
  }

  /** Reads one JSON value from the bytes of a file, whose encoding is detected. */
  public static @Nullable Object parse(byte[] file) throws JsonException {
    try (JsonParser parser = new FiniteNumbers(MAPPER.createParser(file))) {
      return MAPPER.readValue(parser, Object.class);
    } catch (IOException e) {
      throw new JsonException(e);
    }
  }

  /** An immutable copy of a JSON object. */
  public static Map<String, @Nullable Object> copy(Map<?, ? extends @Nullable Object> object) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    object.forEach((name, value) -> copy.put((String) name, copyValue(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object copyValue(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return copy(map);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(copyValue(element)));
      return Collections.unmodifiableList(copy);
    }
    if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
      return new BigInteger(value.toString());
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return value;
    }
    throw new IllegalArgumentException(
        "Invalid JSON value: "
            + value
            + " of "
            + value.getClass().getSimpleName()
            + " (must be a String, Boolean, Integer, Long, BigInteger, finite Double, List or"
            + " Map)");
  }

  /** A value as text without whitespace, in the order of the maps, escaped only where necessary. */
  public static String compact(@Nullable Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value as the text that Python writes and hashes, with sorted keys. */
  public static String write(@Nullable Object value) {
    return write(value, true);
  }

  /** The same text with the keys in the order of the maps. */
  public static String writeUnsorted(@Nullable Object value) {
    return write(value, false);
  }

  private static String write(@Nullable Object value, boolean sort) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = PYTHON.createGenerator(text)) {
      out.setPrettyPrinter(new PythonSeparators());
      out.setHighestNonEscapedChar('~');
      write(value, sort, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(@Nullable Object value, boolean sort, JsonGenerator out)
      throws IOException {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> sorted =
          sort ? new TreeMap<>(CODE_POINTS) : new LinkedHashMap<>();
      map.forEach((name, element) -> sorted.put((String) name, element));
      out.writeStartObject();
      for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
        out.writeFieldName(entry.getKey());
        write(entry.getValue(), sort, out);
      }
      out.writeEndObject();
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object element : list) {
        write(element, sort, out);
      }
      out.writeEndArray();
    } else if (value instanceof Boolean bool) {
      out.writeBoolean(bool);
    } else if (value instanceof Double number) {
      out.writeNumber(repr(number));
    } else if (value instanceof Number number) {
      out.writeNumber(number.toString());
    } else if (value == null) {
      out.writeNull();
    } else {
      out.writeString((String) value);
    }
  }

  /**
   * Python's {@code repr} of a finite float: the shortest decimal that reads back as the same
   * double.
   */
  public static String repr(double number) {
    if (number == 0) {
      return 1 / number < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = shortest(new BigDecimal(number), number).stripTrailingZeros();
    String digits = shortest.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    String sign = number < 0 ? "-" : "";
    if (exponent >= -4 && exponent < 16) {
      String plain = shortest.abs().toPlainString();
      return sign + (plain.contains(".") ? plain : plain + ".0");
    }
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String power = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : "" + Math.abs(exponent);
    return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + power;
  }

  private static BigDecimal shortest(BigDecimal exact, double number) {
    for (int digits = 1; digits < MAX_DIGITS; digits++) {
      // The interval around a power of two is asymmetric: the nearest decimal can lie outside it
      // while a neighbor lies inside.
      for (RoundingMode mode :
          List.of(RoundingMode.HALF_EVEN, RoundingMode.UP, RoundingMode.DOWN)) {
        BigDecimal candidate = exact.round(new MathContext(digits, mode));
        if (candidate.doubleValue() == number) {
          return candidate;
        }
      }
    }
    return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
  }

  private static int compareCodePoints(String left, String right) {
    int[] a = left.codePoints().toArray();
    int[] b = right.codePoints().toArray();
    return Arrays.compare(a, b);
  }

  /** Rejects {@code 1e999}, which Jackson reads as infinity. */
  private static final class FiniteNumbers extends JsonParserDelegate {

    FiniteNumbers(JsonParser parser) {
      super(parser);
    }

    @Override
    public Number getNumberValue() throws IOException {
      return finite(super.getNumberValue());
    }

    @Override
    public double getDoubleValue() throws IOException {
      return finite(super.getDoubleValue());
    }

    private <N extends Number> N finite(N number) throws IOException {
      if (number instanceof Double real && real.isInfinite()) {
        throw new JsonParseException(
            this,
            "Number " + getText() + " is outside the range of a double",
            currentTokenLocation());
      }
      return number;
    }
  }

  private static final class PythonSeparators extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
      out.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator out) throws IOException {
      out.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
      out.writeRaw(", ");
    }
  }
}
