/**
 * Features of a second project, with aggregations (N:1) and expansions (1:N). Start at {@link
 * io.metaxy.jooq.example.speech.Utterance}.
 */
@NullMarked
package io.metaxy.jooq.example.speech;

import org.jspecify.annotations.NullMarked;
