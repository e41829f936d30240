/**
 * Writing, reading and deleting; privileges, transactions and types. Start at {@link
 * io.metaxy.jooq.it.store.WritingTest}.
 */
package io.metaxy.jooq.it.store;
