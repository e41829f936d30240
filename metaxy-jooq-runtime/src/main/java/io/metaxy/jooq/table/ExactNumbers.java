package io.metaxy.jooq.table;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Reads numbers without changing them: one that is too large for a double is an error, not
 * infinity; one with a fraction does not become an integer; one that a double cannot hold is a
 * BigDecimal where the type leaves the choice.
 */
final class ExactNumbers extends JsonParserDelegate {

  ExactNumbers(JsonParser parser) {
    super(parser);
  }

  @Override
  public double getDoubleValue() throws IOException {
    double value = super.getDoubleValue();
    if (Double.isInfinite(value)) {
      throw unfit("a double");
    }
    return value;
  }

  @Override
  public float getFloatValue() throws IOException {
    float value = super.getFloatValue();
    if (Float.isInfinite(value)) {
      throw unfit("a float");
    }
    return value;
  }

  @Override
  public NumberTypeFP getNumberTypeFP() throws IOException {
    if (!hasToken(JsonToken.VALUE_NUMBER_FLOAT)) {
      return super.getNumberTypeFP();
    }
    BigDecimal exact = getDecimalValue();
    double value = exact.doubleValue();
    boolean held =
        Double.isFinite(value) && new BigDecimal(Double.toString(value)).compareTo(exact) == 0;
    return held ? NumberTypeFP.DOUBLE64 : NumberTypeFP.BIG_DECIMAL;
  }

  @Override
  public byte getByteValue() throws IOException {
    return hasToken(JsonToken.VALUE_NUMBER_FLOAT)
        ? (byte) whole(Byte.MIN_VALUE, Byte.MAX_VALUE, "a byte")
        : super.getByteValue();
  }

  @Override
  public short getShortValue() throws IOException {
    return hasToken(JsonToken.VALUE_NUMBER_FLOAT)
        ? (short) whole(Short.MIN_VALUE, Short.MAX_VALUE, "a short")
        : super.getShortValue();
  }

  @Override
  public int getValueAsInt() throws IOException {
    return hasToken(JsonToken.VALUE_NUMBER_FLOAT)
        ? (int) whole(Integer.MIN_VALUE, Integer.MAX_VALUE, "an int")
        : super.getValueAsInt();
  }

  @Override
  public long getValueAsLong() throws IOException {
    return hasToken(JsonToken.VALUE_NUMBER_FLOAT)
        ? whole(Long.MIN_VALUE, Long.MAX_VALUE, "a long")
        : super.getValueAsLong();
  }

  private long whole(long min, long max, String type) throws IOException {
    try {
      long value = getDecimalValue().longValueExact();
      if (value >= min && value <= max) {
        return value;
      }
    } catch (ArithmeticException e) {
      // It has a fraction, or is too large.
    }
    throw unfit(type);
  }

  private InputCoercionException unfit(String type) throws IOException {
    return new InputCoercionException(
        this, getText() + " is not a value of " + type, currentToken(), Number.class);
  }
}
