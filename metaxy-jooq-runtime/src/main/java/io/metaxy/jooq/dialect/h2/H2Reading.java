package io.metaxy.jooq.dialect.h2;

import io.metaxy.jooq.dialect.ResultReading;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads results of H2, which stores the offset of an instant. */
final class H2Reading implements ResultReading {

  @Override
  public @Nullable OffsetDateTime offset(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class);
  }

  /** A transaction without changes has no id. */
  @Override
  public boolean hasChanges(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select transaction_id() is not null")) {
      return row.next() && row.getBoolean(1);
    }
  }
}
