/**
 * Connections, transactions and settings of others. Start at {@link
 * io.metaxy.jooq.it.connection.CallersTransactionTest}.
 */
package io.metaxy.jooq.it.connection;
