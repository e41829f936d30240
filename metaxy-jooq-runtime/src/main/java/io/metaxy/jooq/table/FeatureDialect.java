package io.metaxy.jooq.table;

import java.util.List;
import java.util.Map;
import org.jooq.Binding;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;

/**
 * What a database does otherwise: the only place that knows a dialect. Another database comes in as
 * one more class here.
 */
public interface FeatureDialect {

  /**
   * The dialect of a database; {@link SQLDialect#DEFAULT}, in which {@code toString()} renders, is
   * shown as H2.
   *
   * @throws UnsupportedOperationException when the database is not supported
   */
  static FeatureDialect of(SQLDialect dialect) {
    if (dialect.family() != SQLDialect.DEFAULT) {
      check(dialect);
    }
    return H2FeatureDialect.INSTANCE;
  }

  /**
   * Checks that a store can work in a database.
   *
   * @throws UnsupportedOperationException when the database is not supported
   */
  static void check(SQLDialect dialect) {
    if (dialect.family() != SQLDialect.H2) {
      throw new UnsupportedOperationException(
          "Cannot work with the database "
              + dialect.family().getName()
              + " (must be H2); configure the DSLContext with SQLDialect.H2");
    }
  }

  /** How a by-field column is bound and read. */
  Binding<?, Map<String, String>> byFieldBinding();

  /** The text of one entry of a by-field column; SQL NULL when the entry is missing or null. */
  Field<String> byField(Field<?> column, String structKey);

  /** The lower-case hex of the MD5 of the UTF-8 bytes of a text. */
  Field<String> md5(Field<String> text);

  /**
   * Rows that are given by value, as a table with an alias.
   *
   * @param columns the columns, by name and type
   * @param values for each column, its values in all rows
   */
  Table<?> rows(List<? extends Field<?>> columns, List<? extends List<?>> values);

  /**
   * The full outer join of sides that hold at most one row per key, as a table with an alias; a row
   * has nulls in the columns of the sides that lack its key.
   *
   * @param keys the key columns, which every side has
   * @param sides the sides; no two share a column other than the keys
   */
  Table<?> fullJoin(List<? extends Field<?>> keys, List<JoinSide> sides);
}
