/**
 * The features of the example {@code basic}: a parent and its child. Start at {@link
 * io.metaxy.jooq.example.basic.Parent}.
 */
@NullMarked
package io.metaxy.jooq.example.basic;

import org.jspecify.annotations.NullMarked;
