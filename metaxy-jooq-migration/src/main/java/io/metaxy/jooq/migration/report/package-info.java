/**
 * The reports of the commands, as text and as JSON; start at {@link
 * io.metaxy.jooq.migration.report.DiffReport}.
 */
@NullMarked
package io.metaxy.jooq.migration.report;

import org.jspecify.annotations.NullMarked;
