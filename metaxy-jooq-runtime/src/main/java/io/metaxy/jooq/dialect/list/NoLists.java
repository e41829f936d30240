package io.metaxy.jooq.dialect.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The lists of a database that has no type for them, and stores them as JSON. */
public final class NoLists implements ListColumns {

  @Override
  public String bound(String type, int depth) {
    return "?";
  }

  @Override
  public String literal(Object list, String type, int depth) {
    throw new UnsupportedOperationException("Cannot inline a list that is not JSON");
  }

  @Override
  public Object sent(Object list) {
    throw new UnsupportedOperationException("Cannot send a list that is not JSON");
  }

  @Override
  public @Nullable Object read(ResultSet row, int column, Class<?> array) throws SQLException {
    return row.getString(column);
  }
}
