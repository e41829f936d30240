package io.metaxy.jooq.spec;

import io.metaxy.jooq.spec.LogicalType.Digits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The bounds of an integer in a JSON schema, such as {@code "maximum": 18446744073709551615}. */
final class IntegerBounds {

  private static final int BITS = 63;

  private IntegerBounds() {}

  /**
   * The digits of a decimal that has every integer between the bounds; empty if a {@code long} has
   * all of them, or if there are no bounds.
   */
  static Optional<Digits> beyondLong(Map<?, ?> type) {
    return Stream.of("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")
        .flatMap(name -> bound(name, type).stream())
        .filter(bound -> bound.toBigInteger().bitLength() > BITS)
        .map(bound -> bound.setScale(0, RoundingMode.UP).precision())
        .max(Integer::compare)
        .map(digits -> new Digits(Math.min(digits, Digits.DEFAULT.precision()), 0));
  }

  /** A bound that is included. */
  private static Optional<BigDecimal> bound(String name, Map<?, ?> type) {
    if (!(type.get(name) instanceof Number number)) {
      return Optional.empty();
    }
    BigDecimal bound = new BigDecimal(number.toString());
    return Optional.of(
        switch (name) {
          case "exclusiveMinimum" -> bound.add(BigDecimal.ONE);
          case "exclusiveMaximum" -> bound.subtract(BigDecimal.ONE);
          default -> bound;
        });
  }
}
