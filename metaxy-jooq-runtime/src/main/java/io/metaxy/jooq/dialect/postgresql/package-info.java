/**
 * PostgreSQL as a database of feature tables; enter by {@link
 * io.metaxy.jooq.dialect.postgresql.PostgresDialect}.
 */
@NullMarked
package io.metaxy.jooq.dialect.postgresql;

import org.jspecify.annotations.NullMarked;
