/**
 * The tables that specs ask for, and how others differ from them; enter by {@link
 * io.metaxy.jooq.migration.diff.Differ}.
 */
@NullMarked
package io.metaxy.jooq.migration.diff;

import org.jspecify.annotations.NullMarked;
