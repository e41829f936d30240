package io.metaxy.jooq.dialect;

import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Values of a column as text that a database casts back. */
public final class TextValues {

  private TextValues() {}

  public static List<@Nullable String> of(
      SqlExpressions expressions, Field<?> column, List<?> values) {
    List<@Nullable String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(text(expressions, column, value));
    }
    return texts;
  }

  private static <T> @Nullable String text(
      SqlExpressions expressions, Field<T> column, @Nullable Object value) {
    Object stored = column.getConverter().to(column.getDataType().convert(value));
    if (stored instanceof Temporal time) {
      return expressions.timeText(time);
    }
    return stored instanceof BigDecimal number
        ? number.toPlainString()
        : Objects.toString(stored, null);
  }
}
