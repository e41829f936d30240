/**
 * The SQL of reading and resolving: each step takes and returns jOOQ query parts. Enter by {@link
 * io.metaxy.jooq.sql.ResolveStatement}.
 */
@NullMarked
package io.metaxy.jooq.sql;

import org.jspecify.annotations.NullMarked;
