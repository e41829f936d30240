/**
 * Flyway's folders: scripts and snapshots, read and written; start at {@link
 * io.metaxy.jooq.migration.script.ScriptFolder}.
 */
@NullMarked
package io.metaxy.jooq.migration.script;

import org.jspecify.annotations.NullMarked;
