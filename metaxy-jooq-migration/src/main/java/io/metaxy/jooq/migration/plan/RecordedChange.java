package io.metaxy.jooq.migration.plan;

import io.metaxy.jooq.migration.change.Change.ChangeValues;
import io.metaxy.jooq.migration.change.SafetyRule;

/**
 * A change without a statement, which only the snapshot records.
 *
 * @param change the change
 * @param rule the rule that it falls under, with its risk and code
 */
public record RecordedChange(ChangeValues change, SafetyRule rule) {}
