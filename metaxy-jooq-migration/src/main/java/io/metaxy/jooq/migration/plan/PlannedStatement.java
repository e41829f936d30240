package io.metaxy.jooq.migration.plan;

import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.SafetyRule;

/**
 * A statement of a script.
 *
 * @param sql one statement, without the semicolon
 * @param change what it is for
 * @param rule what it is under, whose risk and code it has
 */
public record PlannedStatement(String sql, Change change, SafetyRule rule) {}
