/**
 * The features of the worked example, as a user writes them. Start at {@link
 * io.metaxy.jooq.example.features.Recording}.
 */
@NullMarked
package io.metaxy.jooq.example.features;

import org.jspecify.annotations.NullMarked;
