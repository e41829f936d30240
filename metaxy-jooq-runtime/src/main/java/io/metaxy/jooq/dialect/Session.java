package io.metaxy.jooq.dialect;

import java.sql.SQLException;

/** Settings of a session, changed for some statements. */
@FunctionalInterface
public interface Session extends AutoCloseable {

  /** Restores the settings. */
  @Override
  void close() throws SQLException;
}
