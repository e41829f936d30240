/** Runs the worked example. Start at {@link io.metaxy.jooq.example.Story}. */
@NullMarked
package io.metaxy.jooq.example;

import org.jspecify.annotations.NullMarked;
