package io.metaxy.jooq.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a feature or a column was called until now, so that the next migration renames it
 * instead of dropping it and adding another; to be taken away once that migration is written.
 *
 * <pre>{@code
 * @RenamedFrom("video/cut")
 * public record VideoCrop(String videoId, @RenamedFrom("file") String path) {
 *   static final FeatureSpec SPEC = FeatureSpec.of("video/crop").id("video_id").build();
 * }
 * }</pre>
 *
 * <p>No version depends on it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface RenamedFrom {

  /** On a record, the feature's key before; on a component, the column's name before. */
  String value();
}
