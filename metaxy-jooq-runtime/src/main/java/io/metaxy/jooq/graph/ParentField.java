package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FieldKey;

/**
 * An upstream field that a field depends on.
 *
 * @param feature the upstream's key
 * @param field the field's key
 */
public record ParentField(FeatureKey feature, FieldKey field) {

  /**
   * The fully qualified name {@code <feature>.<field>}, by which parents are sorted and which is
   * hashed.
   */
  @Override
  public String toString() {
    return feature + "." + field;
  }
}
