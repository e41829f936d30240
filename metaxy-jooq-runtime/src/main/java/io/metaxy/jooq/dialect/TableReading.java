package io.metaxy.jooq.dialect;

import io.metaxy.jooq.value.ColumnLimit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the tables of a database are inspected: through the metadata of its JDBC driver by default.
 */
public interface TableReading {

  /**
   * Inspects a table.
   *
   * @param types the names of the database's column types
   * @param schema the schema of the table, or null for the connection's schema
   * @return the live table; without columns if it does not exist
   */
  default LiveTable table(
      DatabaseTypes types, Connection connection, @Nullable String schema, String table)
      throws SQLException {
    return LiveTable.read(types, lengths(), connection, schema, table);
  }

  /**
   * What changes whenever {@link #table} would return other columns: their names, types and limits,
   * whether they may hold null, and whether the database fills them in. It is read with every
   * write, read and resolve of a store, so that it must be much cheaper than an inspection.
   *
   * @return a text for each column; empty if the table does not exist
   */
  default List<String> signature(Connection connection, @Nullable String schema, String table)
      throws SQLException {
    return LiveTable.signature(connection, schema, table);
  }

  /** What the database does with the columns of a table on its own. */
  default LiveTable.Defaults defaults(Connection connection, @Nullable String schema, String table)
      throws SQLException {
    return LiveTable.defaults(connection, schema, table);
  }

  /** What the database counts as the length of a text. */
  default ColumnLimit.Unit lengths() {
    return ColumnLimit.Unit.CODE_POINTS;
  }

  /** Whether each connection with this URL has a new database of its own. */
  default boolean isPrivate(String url) {
    return false;
  }

  /** The schema of connections for which nobody has chosen one; null if each URL names it. */
  @Nullable String defaultSchema();

  /** The schemas that have a table with this name, whether or not the connection searches them. */
  default List<String> schemas(Connection connection, String table) throws SQLException {
    return LiveTable.schemas(connection, table);
  }

  /** Whether a user can create tables in a schema. */
  enum SchemaAccess {
    /** The schema does not exist, or the user cannot see it. */
    MISSING,
    /** The user may not use the schema, or not create tables in it. */
    DENIED,
    /** The schema exists; a statement may still show that a privilege is missing. */
    GRANTED
  }

  /**
   * Whether the user of a connection can create tables in a schema. Some databases would create
   * them in another one if not.
   */
  default SchemaAccess access(Connection connection, String schema) throws SQLException {
    return LiveTable.hasSchema(connection, schema) ? SchemaAccess.GRANTED : SchemaAccess.MISSING;
  }
}
