/**
 * The features of the example {@code quickstart}: videos and their audio. Start at {@link
 * io.metaxy.jooq.example.quickstart.Video}.
 */
@NullMarked
package io.metaxy.jooq.example.quickstart;

import org.jspecify.annotations.NullMarked;
