package io.metaxy.jooq.row;

import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.value.ValueSize;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jooq.Converter;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jooq.impl.IdentityConverter;
import org.jspecify.annotations.Nullable;

/**
 * The stored documents of rows that wait for their write. The size of a user's object is that of
 * its text, which is therefore made when the row is added, and kept for the write.
 */
public final class Documents {

  private static final Documents NONE = new Documents(null, 0, List.of());

  /** The live table whose columns they are converted for; null if there are none. */
  private final @Nullable LiveTable live;

  private final int size;
  private final List<Column> columns;
  private final IdentityHashMap<FeatureRecord<?>, @Nullable Object[]> stored =
      new IdentityHashMap<>();

  /** A column of documents, and how their stored form is made. */
  private record Column(int position, UnaryOperator<@Nullable Object> conversion) {}

  private Documents(@Nullable LiveTable live, int size, List<Column> columns) {
    this.live = live;
    this.size = size;
    this.columns = columns;
  }

  /** None, and none can be added. */
  public static Documents none() {
    return NONE;
  }

  /**
   * None yet.
   *
   * @param values the checks of the table
   * @param live the live table
   */
  public static Documents of(FeatureTable<?> table, ValueChecks values, LiveTable live) {
    List<Column> columns = new ArrayList<>();
    for (Field<?> field : table.fields()) {
      if (isDocument(field) && live.isWritable(field.getName())) {
        columns.add(
            new Column(table.indexOf(field), values.stored(field, live.column(field.getName()))));
      }
    }
    return new Documents(live, table.fields().length, columns);
  }

  /** Whether values of a column are objects of any size that are stored as one text. */
  private static boolean isDocument(Field<?> field) {
    Converter<?, ?> converter = field.getConverter();
    Class<?> stored = converter.fromType();
    return !SystemColumns.ALL.contains(field.getName())
        && !(converter instanceof IdentityConverter)
        && !converter.toType().isEnum()
        && (stored == JSON.class
            || stored == JSONB.class
            || stored == String.class
            || stored == byte[].class);
  }

  /**
   * Adds the documents of a row. One that cannot be stored is left to the write, which says so.
   *
   * @return the size of the row's values
   */
  public long add(FeatureRecord<?> row) {
    @Nullable Object[] values = row.intoArray();
    if (!columns.isEmpty()) {
      @Nullable Object[] documents = new @Nullable Object[size];
      for (Column column : columns) {
        Object document = stored(column, values[column.position()]);
        if (document != null) {
          documents[column.position()] = document;
          values[column.position()] = document;
        }
      }
      stored.put(row, documents);
    }
    return ValueSize.of(values);
  }

  private static @Nullable Object stored(Column column, @Nullable Object value) {
    try {
      return column.conversion().apply(value);
    } catch (Unstorable e) {
      return null;
    }
  }

  /** These documents if they are converted for a live table, otherwise none. */
  public Documents at(LiveTable now) {
    return now.equals(live) ? this : NONE;
  }

  /** Whether it has documents of a column. */
  public boolean has(int position) {
    return columns.stream().anyMatch(column -> column.position() == position);
  }

  /** The stored document of a row; null if it is not here. */
  public @Nullable Object of(FeatureRecord<?> row, int position) {
    @Nullable Object[] documents = stored.get(row);
    return documents == null ? null : documents[position];
  }
}
