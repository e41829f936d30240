/**
 * The database of a store: its live tables, its transactions, its errors as sentences. Start at
 * {@link io.metaxy.jooq.context.StoreContext}.
 */
@NullMarked
package io.metaxy.jooq.context;

import org.jspecify.annotations.NullMarked;
