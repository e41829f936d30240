/**
 * Configurations that Java and the peer read. Start at {@link
 * io.metaxy.jooq.it.config.ConfigTableTest}.
 */
package io.metaxy.jooq.it.config;
