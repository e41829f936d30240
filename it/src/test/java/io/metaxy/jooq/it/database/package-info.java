/**
 * The databases that everything is proved on, each with a fixture; enter by {@link
 * io.metaxy.jooq.it.database.DatabaseFixture}.
 */
package io.metaxy.jooq.it.database;
