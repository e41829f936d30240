package io.metaxy.jooq.it.database;

import java.sql.SQLException;
import java.util.function.Consumer;
import org.jooq.DSLContext;

/** A role in a database, removed when it is closed. */
public interface Role extends AutoCloseable {

  /** Grants access to the schema, if that is a separate privilege. */
  void mayUseTheSchema() throws SQLException;

  /** Grants privileges on one table. */
  void may(String rights, String table) throws SQLException;

  /** Runs an action as the role. */
  void act(Consumer<DSLContext> work) throws SQLException;

  /**
   * Returns a regular expression for the database's message if a privilege on an object is missing.
   */
  String denied(String object);

  @Override
  void close() throws SQLException;
}
