/**
 * What the commands say, as text and as JSON; enter by {@link
 * io.metaxy.jooq.migration.report.DiffReport}.
 */
@NullMarked
package io.metaxy.jooq.migration.report;

import org.jspecify.annotations.NullMarked;
