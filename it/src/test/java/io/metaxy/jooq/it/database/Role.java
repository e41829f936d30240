package io.metaxy.jooq.it.database;

import java.sql.SQLException;
import java.util.function.Consumer;
import org.jooq.DSLContext;

/** A role of a database; it goes when it is closed. */
public interface Role extends AutoCloseable {

  /** Lets it find the tables of the schema, where that is a right of its own. */
  void mayUseTheSchema() throws SQLException;

  /** Gives it rights to a table, and to nothing else. */
  void may(String rights, String table) throws SQLException;

  /** Does something as the role. */
  void act(Consumer<DSLContext> work) throws SQLException;

  /** What the database says, as a regular expression, where it lacks a right to an object. */
  String denied(String object);

  @Override
  void close() throws SQLException;
}
