package io.metaxy.jooq.row;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.value.TimeLimits;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jooq.Converter;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The columns of dates and times whose values can be outside the limits of a database. */
public final class TimeColumns {

  /** The system columns whose values the store sets. */
  private static final Set<String> SET = Set.of(SystemColumns.UPDATED_AT, SystemColumns.DELETED_AT);

  private final TimeLimits limits;
  private final int[] positions;
  private final Field<?>[] fields;

  public TimeColumns(FeatureTable<?> table, TimeLimits limits) {
    this.limits = limits;
    this.fields =
        Arrays.stream(table.fields())
            .filter(f -> !SET.contains(f.getName()))
            .filter(f -> Temporal.class.isAssignableFrom(f.getConverter().fromType()))
            .toArray(Field<?>[]::new);
    this.positions = Arrays.stream(fields).mapToInt(table::indexOf).toArray();
  }

  /** What is wrong with a row and the remedy, separated by a semicolon; empty if nothing is. */
  public Optional<String> fault(FeatureRecord<?> row) {
    for (int i = 0; i < positions.length; i++) {
      Object value = row.get(positions[i]);
      if (value != null) {
        Field<?> field = fields[i];
        Object stored;
        try {
          stored = ValueChecks.converted(field, each -> stored(field, each), value);
        } catch (Unstorable e) {
          return Optional.of(String.valueOf(e.getMessage()));
        }
        Optional<String> range = limits.exceeded(stored);
        if (range.isPresent()) {
          return Optional.of(
              "its "
                  + field.getName()
                  + " is "
                  + value
                  + "; set a value from "
                  + range.get()
                  + ", because this database cannot store other values");
        }
      }
    }
    return Optional.empty();
  }

  @SuppressWarnings("unchecked") // The value is what the record holds for the field.
  private static <T> @Nullable Object stored(Field<T> field, @Nullable Object value) {
    return ((Converter<?, T>) field.getConverter()).to((T) value);
  }
}
