/**
 * PostgreSQL as a database of feature tables. Start at {@link
 * io.metaxy.jooq.dialect.postgresql.PostgresDialect}.
 */
@NullMarked
package io.metaxy.jooq.dialect.postgresql;

import org.jspecify.annotations.NullMarked;
