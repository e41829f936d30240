package io.metaxy.jooq.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the tables of a database are looked at: as its JDBC driver tells of them, unless it cannot.
 */
public interface TableReading {

  /**
   * Looks at a table.
   *
   * @param types what the database calls the types of columns
   * @param schema the schema that it is in; null is the connection's
   * @return what is there; without columns when there is no such table
   */
  default LiveTable table(
      DatabaseTypes types, Connection connection, @Nullable String schema, String table)
      throws SQLException {
    return LiveTable.read(types, connection, schema, table);
  }

  /** The schemas that have a table of a name, whether or not the connection looks into them. */
  default List<String> schemas(Connection connection, String table) throws SQLException {
    return LiveTable.schemas(connection, table);
  }
}
