/**
 * Features whose columns have the types that the peer makes from its frames. Start at {@link
 * io.metaxy.jooq.it.frame.FrameScalars}.
 */
@NullMarked
package io.metaxy.jooq.it.frame;

import org.jspecify.annotations.NullMarked;
