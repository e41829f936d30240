package io.metaxy.jooq.dialect;

import io.metaxy.jooq.graph.HashAlgorithm;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Where a column of appended rows gets its value from. */
public sealed interface AppendColumn {

  /** The column of the table. */
  Field<?> field();

  /** Calls the method of a visitor for this kind of column. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Each row has its own value.
   *
   * @param index the position of the value in a row
   */
  record PerRow(Field<?> field, int index) implements AppendColumn {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.perRow(this);
    }
  }

  /**
   * All rows share one value.
   *
   * @param value the value, of a class that JDBC supports
   */
  record Constant(Field<?> field, @Nullable Object value) implements AppendColumn {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.constant(this);
    }
  }

  /** The value is that of another {@link PerRow} column of the same type. */
  record Same(Field<?> field, PerRow other) implements AppendColumn {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.same(this);
    }
  }

  /**
   * The value is the hash of a by-field value: of its texts with {@code |} between them, in the
   * order of struct keys. It is computed by the database or the JVM, whichever is faster.
   *
   * @param byField the by-field column, without nulls
   * @param length the number of characters kept of the hash
   */
  record Hashed(Field<?> field, PerRow byField, HashAlgorithm algorithm, int length)
      implements AppendColumn {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.hashed(this);
    }
  }

  /**
   * One method for each kind of column, so that the compiler finds what does not handle a new kind.
   *
   * @param <R> the result
   */
  interface Visitor<R> {
    R perRow(PerRow column);

    R constant(Constant column);

    R same(Same column);

    R hashed(Hashed column);
  }
}
