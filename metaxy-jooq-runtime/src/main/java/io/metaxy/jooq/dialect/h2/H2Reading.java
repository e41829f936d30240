package io.metaxy.jooq.dialect.h2;

import io.metaxy.jooq.dialect.ResultReading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads results of H2, which stores the offset of an instant. */
final class H2Reading implements ResultReading {

  @Override
  public @Nullable OffsetDateTime offset(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class);
  }
}
