package io.metaxy.jooq.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Overrides the options of the build for one feature: whether its table has a primary key, and an
 * index on the same columns; {@link Index} declares further indexes.
 *
 * <pre>{@code
 * @Keys(primaryKey = true)
 * @Index(columns = "shot_id")
 * @Index(columns = {"path", "frame"}, name = "clip_frames", unique = true)
 * public record Clip(String clipId, String shotId, @Column(length = 200) String path, int frame) {
 *   static final FeatureSpec SPEC = FeatureSpec.of("clip").id("clip_id").build();
 * }
 * }</pre>
 *
 * <p>It affects no version. Migrations and generated code contain the keys and indexes ({@code
 * docs/semantics.md} 4).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Keys {

  /**
   * Whether the table has a primary key on metaxy_feature_version, the id columns and
   * metaxy_updated_at, at most one value; empty (the default) means the option {@code
   * metaxy.primaryKey} of the build.
   */
  boolean[] primaryKey() default {};

  /**
   * Whether the table has an index on the columns of the primary key, at most one value; empty (the
   * default) means the option {@code metaxy.index} of the build.
   */
  boolean[] index() default {};

  /** An index of the table in addition to the one that {@link Keys#index} declares. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @Repeatable(Indexes.class)
  @interface Index {

    /**
     * The names of its columns, in order, such as {@code shot_id}: columns of the feature, named
     * after its components in snake case unless {@link Column#name} says otherwise, or system
     * columns. They hold single values: no lists, structs, maps or JSON.
     */
    String[] columns();

    /**
     * The name of the index, which must be unique in the database's schema; by default the names of
     * the table and the columns, such as {@code clip_shot_id_metaxy_idx}. Where the table's name
     * has the store's prefix, so has that of the index.
     */
    String name() default "";

    /**
     * Whether the index rejects rows with equal values; false by default. A table keeps the rows of
     * earlier feature versions, and every change of a sample adds a row, so a value alone is never
     * unique. The index therefore has metaxy_feature_version before the columns and
     * metaxy_updated_at after them, as the primary key does, and rejects equal values only in rows
     * of the same feature version that are written at the same time: by one write, or in one chunk
     * of a computation, where a sample with the values of another fails. It accepts the values of
     * rows that were written before, but two such rows cannot be deleted by one soft delete. A null
     * equals no other value.
     */
    boolean unique() default false;
  }

  /** Several indexes. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface Indexes {

    /** The indexes. */
    Index[] value();
  }
}
