/**
 * Features of a second project: what speakers say, where many samples make one and one makes many.
 * Enter by {@link io.metaxy.jooq.example.speech.Utterance}.
 */
@NullMarked
package io.metaxy.jooq.example.speech;

import org.jspecify.annotations.NullMarked;
