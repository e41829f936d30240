package io.metaxy.jooq.dialect;

import java.sql.SQLException;

/** Settings of a connection's session that were changed for some statements. */
@FunctionalInterface
public interface Session extends AutoCloseable {

  /** Restores the settings. */
  @Override
  void close() throws SQLException;
}
