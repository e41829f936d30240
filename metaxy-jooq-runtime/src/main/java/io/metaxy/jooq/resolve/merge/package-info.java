/**
 * Resolving in the JVM, over one ordered result; enter by {@link
 * io.metaxy.jooq.resolve.merge.MergeResolution}.
 */
@NullMarked
package io.metaxy.jooq.resolve.merge;

import org.jspecify.annotations.NullMarked;
