/**
 * Flyway's folders: scripts and snapshots, read and written; enter by {@link
 * io.metaxy.jooq.migration.script.ScriptFolder}.
 */
@NullMarked
package io.metaxy.jooq.migration.script;

import org.jspecify.annotations.NullMarked;
