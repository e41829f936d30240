/**
 * Writing, reading, deleting; rights, transactions, types; enter by {@link
 * io.metaxy.jooq.it.store.WritingTest}.
 */
package io.metaxy.jooq.it.store;
