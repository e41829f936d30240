package io.metaxy.jooq.migration.database;

/**
 * A statement and its stage.
 *
 * @param stage when the statement runs
 * @param sql the statement, without semicolon
 */
public record StagedStatement(Stage stage, String sql) {}
