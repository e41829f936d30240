/**
 * The tested databases, each with a fixture. Start at {@link
 * io.metaxy.jooq.it.database.DatabaseFixture}.
 */
package io.metaxy.jooq.it.database;
