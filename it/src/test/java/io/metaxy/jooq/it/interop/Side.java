package io.metaxy.jooq.it.interop;

import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.util.List;
import java.util.Map;
import org.jooq.Field;

/** One of the two sides of a shared store, with its graph. */
interface Side {

  /** The side that acts. */
  enum Writer {
    JAVA,
    PEER;

    Writer other() {
      return this == JAVA ? PEER : JAVA;
    }
  }

  /** Resolves a feature that depends on others. */
  <R extends FeatureRecord<R>> Outcome resolve(FeatureTable<R> table);

  /** Resolves a root with the given samples. */
  <R extends FeatureRecord<R>> Outcome resolve(FeatureTable<R> table, List<R> samples);

  /** Resolves a feature that depends on others, and writes the pending samples. */
  <R extends FeatureRecord<R>> void update(FeatureTable<R> table);

  /** Appends rows. */
  <R extends FeatureRecord<R>> void write(FeatureTable<R> table, List<R> rows);

  /** Soft-deletes the rows with a value. */
  <R extends FeatureRecord<R>> void delete(
      FeatureTable<R> table, Field<String> column, String value);

  /** Returns the current rows by id, each column as text. */
  <R extends FeatureRecord<R>> Map<String, Map<String, String>> read(FeatureTable<R> table);
}
