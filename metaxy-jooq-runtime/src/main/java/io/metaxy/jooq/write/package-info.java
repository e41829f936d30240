/** Appending checked rows. Start at {@link io.metaxy.jooq.write.Writer}. */
@NullMarked
package io.metaxy.jooq.write;

import org.jspecify.annotations.NullMarked;
