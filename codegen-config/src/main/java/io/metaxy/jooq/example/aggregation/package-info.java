/**
 * The features of the example {@code aggregation}: recordings of speech, and an embedding of each
 * speaker (N:1). Start at {@link io.metaxy.jooq.example.aggregation.Audio}.
 */
@NullMarked
package io.metaxy.jooq.example.aggregation;

import org.jspecify.annotations.NullMarked;
