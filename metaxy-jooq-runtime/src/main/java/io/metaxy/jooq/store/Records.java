package io.metaxy.jooq.store;

import io.metaxy.jooq.sql.ResolvedRow;

/**
 * Makes the record that a sample's computation starts from.
 *
 * @param <R> the feature's record
 */
@FunctionalInterface
interface Records<R> {
  R of(ResolvedRow row);
}
