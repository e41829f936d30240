/**
 * Writing, reading, deleting and resolving a feature's rows. Start at {@link
 * io.metaxy.jooq.store.MetadataStore}.
 */
@NullMarked
package io.metaxy.jooq.store;

import org.jspecify.annotations.NullMarked;
