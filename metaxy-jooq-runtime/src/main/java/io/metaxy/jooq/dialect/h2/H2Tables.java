package io.metaxy.jooq.dialect.h2;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.dialect.TableReading;
import io.metaxy.jooq.dialect.value.ColumnLimit;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Inspects tables of H2, whose driver does not report identities that no statement may write, and
 * of which an in-memory database without a name has one connection.
 */
final class H2Tables implements TableReading {

  private static final String UNNAMED = "jdbc:h2:mem:";

  private static final String IDENTITIES =
      """
      select column_name
      from information_schema.columns
      where table_schema = coalesce(?, current_schema) and table_name = ?
        and identity_generation = 'ALWAYS'
      """;

  @Override
  public LiveTable table(
      DatabaseTypes types, Connection connection, @Nullable String schema, String table)
      throws SQLException {
    return TableReading.super
        .table(types, connection, schema, table)
        .generating(connection, IDENTITIES, schema, table);
  }

  @Override
  public boolean isPrivate(String url) {
    return url.equals(UNNAMED) || url.startsWith(UNNAMED + ";");
  }

  /** Texts have lengths in Java's characters. */
  @Override
  public ColumnLimit.Unit lengths() {
    return ColumnLimit.Unit.UTF_16;
  }
}
