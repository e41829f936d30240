package io.metaxy.jooq.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says of a record component what its name and type do not say of the column. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Column {

  /**
   * The column's name; by default the component's in snake case: {@code videoId} is {@code
   * video_id}.
   */
  String name() default "";

  /** The column's type; by default, an empty array, what the component's Java type implies. */
  ColumnType[] type() default {};

  /** The greatest number of characters of a text, or of digits of a decimal; 0 is no limit. */
  int length() default 0;

  /** The digits after the point of a decimal whose length is given. */
  int scale() default 0;

  /**
   * Describes the column for the reader; becomes the column's comment and the schema's description.
   */
  String comment() default "";
}
