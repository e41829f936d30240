/** Stores on the connections, transactions and settings of others. */
@NullMarked
package io.metaxy.jooq.it.connection;

import org.jspecify.annotations.NullMarked;
