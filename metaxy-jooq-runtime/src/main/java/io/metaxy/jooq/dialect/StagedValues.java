package io.metaxy.jooq.dialect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The values that differ from row to row, for JDBC: those of each {@link AppendColumn.PerRow},
 * by-field values as JSON, followed by the hashes. Each is computed once per row; not thread-safe.
 */
public final class StagedValues {

  private final List<AppendColumn.PerRow> own;
  private final List<ByFieldHasher> hashers = new ArrayList<>();
  private final List<AppendColumn.PerRow> hashed = new ArrayList<>();
  private final ByFieldText texts;

  public StagedValues(Append append) {
    own = append.perRow();
    for (AppendColumn.Hashed column : append.hashed()) {
      hashed.add(column.byField());
      hashers.add(new ByFieldHasher(append, column));
    }
    texts = new ByFieldText(append.structKeys(), UnaryOperator.identity());
  }

  /** The number of values per row, including the hashes. */
  public int size() {
    return own.size() + hashers.size();
  }

  /** The position of a column's value; -1 if all rows share it. */
  public int position(AppendColumn column) {
    return column.accept(
        new AppendColumn.Visitor<Integer>() {
          @Override
          public Integer perRow(AppendColumn.PerRow column) {
            return column.index();
          }

          @Override
          public Integer same(AppendColumn.Same column) {
            return column.other().index();
          }

          @Override
          public Integer hashed(AppendColumn.Hashed column) {
            return own.size() + hashed.indexOf(column.byField());
          }

          @Override
          public Integer constant(AppendColumn.Constant column) {
            return -1;
          }
        });
  }

  /** The values of a row. */
  public @Nullable Object[] of(@Nullable Object[] row) {
    @Nullable Object[] values = new @Nullable Object[size()];
    for (int i = 0; i < own.size(); i++) {
      values[i] = row[i] instanceof Map<?, ?> byField ? texts.of(byField) : row[i];
    }
    for (int i = 0; i < hashers.size(); i++) {
      values[own.size() + i] = new String(hashers.get(i).hash(row), StandardCharsets.US_ASCII);
    }
    return values;
  }
}
