package io.metaxy.jooq.dialect.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Arrays of numbers are text that is read as the same numbers. */
class CopyNumbersTest {

  private static String text(Object list) {
    CopyText text = new CopyText(16);
    text.list(list);
    return new String(text.bytes(), 0, text.size(), StandardCharsets.US_ASCII);
  }

  @Test
  void floatsHaveNineDigitsWithoutZerosAtTheEnd() {
    assertEquals("{}", text(new float[0]));
    assertEquals("{1,-25,0.5}", text(new float[] {1, -25, 0.5f}));
    assertEquals("{0.100000001,-0.00999999978}", text(new float[] {0.1f, -0.01f}));
    assertEquals(
        "{1e8,123456792,340282347e30}", text(new float[] {1e8f, 123456789, Float.MAX_VALUE}));
    assertEquals(
        "{140129846e-53,117549435e-46}", text(new float[] {Float.MIN_VALUE, Float.MIN_NORMAL}));
    assertEquals(
        "{0.0,-0.0,NaN,Infinity,-Infinity}",
        text(new float[] {0, -0.0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}));
  }

  @Test
  void otherNumbersAreThoseOfJava() {
    assertEquals("{1.0E22,-0.0,NaN}", text(new double[] {1e22, -0.0, Double.NaN}));
    assertEquals("{-2147483648,0,7}", text(new int[] {Integer.MIN_VALUE, 0, 7}));
    assertEquals("{-9223372036854775808,7}", text(new long[] {Long.MIN_VALUE, 7}));
    assertEquals("{true,false}", text(new boolean[] {true, false}));
  }

  @Test
  void randomFloatsAreReadAsTheSame() {
    Random random = new Random(1);
    float[] one = new float[1];
    for (int i = 0; i < 300_000; i++) {
      one[0] = Float.intBitsToFloat(random.nextInt());
      String text = text(one);
      assertEquals(
          Float.floatToIntBits(one[0]),
          Float.floatToIntBits(Float.parseFloat(text.substring(1, text.length() - 1))),
          text);
    }
  }
}
