/**
 * Resolving in the JVM, over one ordered result. Start at {@link
 * io.metaxy.jooq.resolve.merge.MergeResolution}.
 */
@NullMarked
package io.metaxy.jooq.resolve.merge;

import org.jspecify.annotations.NullMarked;
