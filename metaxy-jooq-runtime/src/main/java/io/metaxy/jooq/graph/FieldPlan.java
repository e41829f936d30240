package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.FieldKey;
import java.util.List;

/**
 * A field with what it is made from.
 *
 * @param key the field's key
 * @param codeVersion the version of the code that computes it
 * @param parents the upstream fields it is made from, in the order of their fully qualified names;
 *     empty for a root feature
 */
public record FieldPlan(FieldKey key, String codeVersion, List<ParentField> parents) {

  public FieldPlan {
    parents = List.copyOf(parents);
  }
}
