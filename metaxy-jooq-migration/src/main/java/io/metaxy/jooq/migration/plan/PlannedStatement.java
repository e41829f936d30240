package io.metaxy.jooq.migration.plan;

import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.SafetyRule;

/**
 * A statement of a script.
 *
 * @param sql one statement, without the semicolon
 * @param change the change that it belongs to
 * @param rule the rule that it falls under, with its risk and code
 */
public record PlannedStatement(String sql, Change change, SafetyRule rule) {}
