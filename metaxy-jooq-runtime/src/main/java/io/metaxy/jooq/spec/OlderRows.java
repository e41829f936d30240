package io.metaxy.jooq.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares what happens to rows that are older than a required column and therefore have no value
 * in it: the getter of the generated record returns a default, their samples are stale, or both.
 * Without a declaration, the getter returns null for them.
 *
 * <pre>{@code
 * public record Clip(
 *     String clipId, @OlderRows(readAs = "0") int width, @OlderRows(stale = true) String codec) {
 *   static final FeatureSpec SPEC = FeatureSpec.of("clip").id("clip_id").build();
 * }
 * }</pre>
 *
 * <p>It affects neither versions nor what is stored: SQL, filters and {@code
 * record.get(CLIP.WIDTH)} still see null in an older row. A column of a feature's first migration
 * needs no declaration, because no row is older.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface OlderRows {

  /**
   * What the getter returns for an older row, as text: {@code 0}, {@code true}, {@code
   * 2026-01-31T12:00:00Z}, the name of an enum's constant, JSON. It is parsed when code is
   * generated. By default, the getter returns null.
   */
  String[] readAs() default {};

  /**
   * Whether the samples of older rows are stale in every resolve of the feature, until they are
   * recomputed; false by default.
   */
  boolean stale() default false;
}
