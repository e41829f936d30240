/**
 * How connections to a database are opened. Start at {@link
 * io.metaxy.jooq.dialect.connect.DatabaseAccess}.
 */
@NullMarked
package io.metaxy.jooq.dialect.connect;

import org.jspecify.annotations.NullMarked;
