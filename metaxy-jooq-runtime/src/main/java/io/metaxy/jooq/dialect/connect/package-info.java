/** How connections to a database are opened. Start with {@link DatabaseAccess}. */
@NullMarked
package io.metaxy.jooq.dialect.connect;

import org.jspecify.annotations.NullMarked;
