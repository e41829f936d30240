/** What a store throws. Start at {@link io.metaxy.jooq.exception.StoreException}. */
@NullMarked
package io.metaxy.jooq.exception;

import org.jspecify.annotations.NullMarked;
