package io.metaxy.jooq.sql;

import io.metaxy.jooq.value.ColumnText;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.JSONB;

/**
 * A family of columns that can be compared with each other, by the class that the database stores;
 * durations are compared as such.
 *
 * @param type the class that represents the family
 */
record ValueFamily(Class<?> type) {

  static final ValueFamily NUMBER = new ValueFamily(Number.class);
  static final ValueFamily BOOLEAN = new ValueFamily(Boolean.class);

  static ValueFamily of(Field<?> column) {
    Class<?> compared = compared(column);
    if (Number.class.isAssignableFrom(compared)) {
      return NUMBER;
    }
    return compared == OffsetDateTime.class
        ? new ValueFamily(Instant.class)
        : new ValueFamily(compared);
  }

  /** The class whose values are compared. */
  static Class<?> compared(Field<?> column) {
    return column.getType() == Duration.class ? Duration.class : column.getConverter().fromType();
  }

  /** Whether databases compare its values with each other and with literals. */
  boolean isComparable() {
    return type != JSON.class && type != JSONB.class && !type.isArray();
  }

  /** Whether a literal of a filter can be a value of this family. */
  boolean takes(Object literal) {
    return ColumnText.isComparable(literal, equals(NUMBER), equals(BOOLEAN));
  }
}
