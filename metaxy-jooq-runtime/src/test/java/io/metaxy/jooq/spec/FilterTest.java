package io.metaxy.jooq.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text form of filters; anything else is rejected. */
class FilterTest {

  private static Filter.Column column(String name, int position) {
    return new Filter.Column(name, position);
  }

  private static Filter compare(String name, int position, String operator, Object value) {
    return new Filter.Comparison(column(name, position), operator, new Filter.Literal(value));
  }

  @Test
  void andBindsTighterThanOrAndNotTightest() {
    assertEquals(
        new Filter.Or(
            compare("a", 1, "=", new BigDecimal("1")),
            new Filter.And(
                new Filter.Not(compare("b", 14, "<>", "it's")),
                compare("c.d", 32, ">=", new BigDecimal("-2.5")))),
        Filter.parse("a = 1 OR NOT b != 'it''s' and (c.d >= -2.5)"));
  }

  @Test
  void nullIsAskedForInThreeWays() {
    Filter isNull = new Filter.IsNull(column("a", 1));
    assertEquals(isNull, Filter.parse("a IS NULL"));
    assertEquals(isNull, Filter.parse("a = NULL"));
    assertEquals(new Filter.IsNull(column("a", 8)), Filter.parse("null = a"));
    assertEquals(new Filter.Not(isNull), Filter.parse("a is not null"));
    assertEquals(new Filter.Not(isNull), Filter.parse("a <> NULL"));
  }

  @Test
  void inTakesLiterals() {
    Filter in =
        new Filter.In(
            column("a", 1),
            List.of(new Filter.Literal(new BigDecimal("1")), new Filter.Literal("x")));
    assertEquals(in, Filter.parse("a IN (1, 'x')"));
    assertEquals(new Filter.Not(in), Filter.parse("a NOT IN (1,'x')"));
  }

  @Test
  void aBooleanColumnStandsAlone() {
    assertEquals(
        new Filter.And(
            new Filter.IsTrue(column("ok", 1)),
            new Filter.Not(new Filter.IsTrue(column("My \"odd\" one", 12)))),
        Filter.parse("ok AND NOT \"My \"\"odd\"\" one\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          lower(a) = 'x'        ~ 6 ~ functions are not supported; compare columns with values
          a = (select 1)        ~ 5 ~ expected a column or a value but found "("; correct the filter
          a                   b ~ 21 ~ expected =, <>, <, <=, >, >=, IN, IS, AND, OR or the end but found "b"; correct the filter
          a = 1;                ~ 6 ~ unknown character; quote strings with ' and columns with "
          a = 'x                ~ 5 ~ unknown character; quote strings with ' and columns with "
          a =                   ~ 4 ~ expected a column or a value but the text ends; correct the filter
          a > NULL              ~ 3 ~ NULL can only be compared with a column by = or <>; write <column> IS NULL
          1                     ~ 1 ~ a value alone is not a condition; compare it with a column
          1 = 1                 ~ 1 ~ two values are not a condition; compare a column with one
          a AND 'x' < 'y'       ~ 7 ~ two values are not a condition; compare a column with one
          a IS TRUE             ~ 6 ~ expected NULL but found "TRUE"; correct the filter
          a IS NOT FALSE        ~ 10 ~ expected NULL but found "FALSE"; correct the filter
          a IN (b)              ~ 7 ~ IN accepts only literals, and not NULL; remove the others, or use IS NULL
          a IN ()               ~ 7 ~ expected a column or a value but found ")"; correct the filter
          a LIKE 'x'            ~ 3 ~ expected =, <>, <, <=, >, >=, IN, IS, AND, OR or the end but found "LIKE"; correct the filter
          (a = 1                ~ 7 ~ expected ) but the text ends; correct the filter
          a BETWEEN 1 AND 2     ~ 3 ~ expected =, <>, <, <=, >, >=, IN, IS, AND, OR or the end but found "BETWEEN"; correct the filter
          ''                    ~ 1 ~ expected a column or a value but the text ends; correct the filter
          """)
  void everythingElseIsRefusedAtItsPosition(String text, int position, String reason) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Filter.parse(text));
    assertEquals(
        "Cannot read filter \"" + text + "\" at position " + position + ": " + reason,
        refused.getMessage());
  }
}
