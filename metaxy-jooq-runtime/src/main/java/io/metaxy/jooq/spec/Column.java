package io.metaxy.jooq.spec;

import io.metaxy.jooq.spec.FeatureSettings.StoredAs;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes what the name and type of a record component do not say about its column. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Column {

  /**
   * The column's name; by default the component's name in snake case: {@code videoId} becomes
   * {@code video_id}.
   */
  String name() default "";

  /**
   * The column's type, at most one; empty (the default) means the type that the component's Java
   * type implies. {@code JSON} stores values of any Java type as documents. For a list of values, a
   * nested record or a map, use {@link #storedAs}, which has the same effect.
   */
  ColumnType[] type() default {};

  /**
   * The type in which migrations store it, at most one; empty (the default) means that of its
   * values. {@code JSON} stores a list of values, a nested record or a map as JSON, not as a list,
   * a struct or a map of the database. {@code VECTOR} and {@code HALFVEC} store a {@link #vector}
   * as pgvector's type of this name on PostgreSQL; other databases ignore them. It affects neither
   * the schema nor a version.
   */
  StoredAs[] storedAs() default {};

  /**
   * The maximum number of characters of a text, or of digits of a decimal, also of those in a list;
   * 0 means no limit.
   */
  int length() default 0;

  /** The number of digits after the decimal point, if a length is given. */
  int scale() default 0;

  /**
   * The number of elements of every list in the column, such as the dimensions of an embedding; by
   * default, lists differ in length.
   */
  int vector() default -1;

  /** A description for human readers; becomes the column's comment and the schema's description. */
  String comment() default "";
}
