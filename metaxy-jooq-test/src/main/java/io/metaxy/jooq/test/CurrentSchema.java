package io.metaxy.jooq.test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/** How a connection has a current schema, in which it finds tables without a schema. */
enum CurrentSchema {
  /** JDBC's schema. */
  SCHEMA("cascade") {
    @Override
    @Nullable String get(Connection connection) throws SQLException {
      return connection.getSchema();
    }

    @Override
    void set(Connection connection, String current) throws SQLException {
      connection.setSchema(current);
    }
  },

  /** JDBC's catalog, on a database that calls its catalogs schemas. */
  CATALOG("") {
    @Override
    @Nullable String get(Connection connection) throws SQLException {
      return connection.getCatalog();
    }

    @Override
    void set(Connection connection, String current) throws SQLException {
      connection.setCatalog(current);
    }
  },

  /** The first of a path of schemas; the others have the types of extensions. */
  SEARCH_PATH("cascade") {
    @Override
    @Nullable String get(Connection connection) throws SQLException {
      return one(connection, "select current_setting('search_path')");
    }

    @Override
    void set(Connection connection, String current) throws SQLException {
      one(connection, "select set_config('search_path', ?, false)", current);
    }

    @Override
    String first(String schema, @Nullable String before) {
      return before == null || before.isBlank() ? schema : schema + ", " + before;
    }
  };

  private final String dropContents;

  CurrentSchema(String dropContents) {
    this.dropContents = dropContents;
  }

  static CurrentSchema of(SQLDialect dialect) {
    return switch (dialect.family()) {
      case POSTGRES -> SEARCH_PATH;
      case MARIADB -> CATALOG;
      default -> SCHEMA;
    };
  }

  /** The present setting of a connection; null for none. */
  abstract @Nullable String get(Connection connection) throws SQLException;

  /** Changes the setting of a connection. */
  abstract void set(Connection connection, String current) throws SQLException;

  /** The setting with a schema in which tables are searched first. */
  String first(String schema, @Nullable String before) {
    return schema;
  }

  /** The words after the name of a schema that is dropped with its tables. */
  String dropContents() {
    return dropContents;
  }

  private static @Nullable String one(Connection connection, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getString(1);
      }
    }
  }
}
