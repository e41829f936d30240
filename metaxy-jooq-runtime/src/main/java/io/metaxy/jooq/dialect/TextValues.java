package io.metaxy.jooq.dialect;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Values of a column as text that a database casts back. */
public final class TextValues {

  private TextValues() {}

  public static List<@Nullable String> of(Field<?> column, List<?> values) {
    List<@Nullable String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(text(column, value));
    }
    return texts;
  }

  private static <T> @Nullable String text(Field<T> column, @Nullable Object value) {
    Object stored = column.getConverter().to(column.getDataType().convert(value));
    return stored == null ? null : stored.toString();
  }
}
