package io.metaxy.jooq.it.model;

import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * A condition of a caller in jOOQ, and its meaning.
 *
 * @param column a column of the table
 * @param equal whether it must equal the value or differ from it
 * @param value the value to compare with; null matches null
 */
public record ColumnTest(String column, boolean equal, Object value) {

  /** Returns the condition as the caller writes it. */
  public Condition on(Table<?> table) {
    return condition(Objects.requireNonNull(table.field(DSL.name(column))));
  }

  private <T> Condition condition(Field<T> field) {
    if (value == null) {
      return equal ? field.isNull() : field.isNotNull();
    }
    T other = field.getDataType().convert(value);
    return equal ? field.eq(other) : field.ne(other);
  }

  /** Returns whether it is true for a row; a comparison with null is not. */
  public boolean holds(Map<String, Object> row) {
    Object held = row.get(column);
    return value == null
        ? (held == null) == equal
        : held != null && (Values.compare(held, value) == 0) == equal;
  }
}
