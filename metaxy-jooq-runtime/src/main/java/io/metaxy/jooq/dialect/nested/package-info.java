/**
 * Live columns that hold documents as structs, maps and lists of the database rather than as JSON.
 * Start at {@link io.metaxy.jooq.dialect.nested.NestedType}.
 */
@NullMarked
package io.metaxy.jooq.dialect.nested;

import org.jspecify.annotations.NullMarked;
