/**
 * The tables that specs require, and how others differ from them; start at {@link
 * io.metaxy.jooq.migration.diff.Differ}.
 */
@NullMarked
package io.metaxy.jooq.migration.diff;

import org.jspecify.annotations.NullMarked;
