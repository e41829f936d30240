package io.metaxy.jooq.migration.database;

/**
 * A statement and when it runs.
 *
 * @param stage when
 * @param sql the statement, without semicolon
 */
public record StagedStatement(Stage stage, String sql) {}
