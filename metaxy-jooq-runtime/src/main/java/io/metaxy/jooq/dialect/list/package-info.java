/** How databases bind and read lists. Start at {@link io.metaxy.jooq.dialect.list.ListColumns}. */
@NullMarked
package io.metaxy.jooq.dialect.list;

import org.jspecify.annotations.NullMarked;
