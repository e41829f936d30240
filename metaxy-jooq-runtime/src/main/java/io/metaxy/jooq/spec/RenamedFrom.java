package io.metaxy.jooq.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the previous name of a feature or column, so that the next migration renames it instead of
 * dropping it and adding another. Remove the annotation once that migration is written.
 *
 * <pre>{@code
 * @RenamedFrom("video/cut")
 * public record VideoCrop(String videoId, @RenamedFrom("file") String path) {
 *   static final FeatureSpec SPEC = FeatureSpec.of("video/crop").id("video_id").build();
 * }
 * }</pre>
 *
 * <p>It does not affect any version.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface RenamedFrom {

  /**
   * The previous key of the feature (on a record) or the previous name of the column (on a
   * component).
   */
  String value();
}
