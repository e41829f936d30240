package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FieldKey;

/**
 * An upstream field that a field is made from.
 *
 * @param feature the upstream's key
 * @param field the field's key
 */
public record ParentField(FeatureKey feature, FieldKey field) {

  /** The fully qualified name {@code <feature>.<field>}, which sorts parents and is hashed. */
  @Override
  public String toString() {
    return feature + "." + field;
  }
}
