/**
 * The features of the example {@code expansion}: videos, their chunks (1:N), and the faces of each
 * chunk. Start at {@link io.metaxy.jooq.example.expansion.RawVideo}.
 */
@NullMarked
package io.metaxy.jooq.example.expansion;

import org.jspecify.annotations.NullMarked;
