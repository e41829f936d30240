/**
 * Limits of values, values that a database or Java does not have, and their text. Start at {@link
 * io.metaxy.jooq.value.TimeLimits}.
 */
@NullMarked
package io.metaxy.jooq.value;

import org.jspecify.annotations.NullMarked;
