/**
 * The tables of a database as values, the same for every database; start at {@link
 * io.metaxy.jooq.migration.schema.TableState}.
 */
@NullMarked
package io.metaxy.jooq.migration.schema;

import org.jspecify.annotations.NullMarked;
