package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.FieldKey;
import java.util.List;

/**
 * A field and its dependencies.
 *
 * @param key the field's key
 * @param codeVersion the version of the code that computes it
 * @param parents the upstream fields it depends on, ordered by fully qualified name; empty for a
 *     root feature
 */
public record FieldPlan(FieldKey key, String codeVersion, List<ParentField> parents) {

  public FieldPlan {
    parents = List.copyOf(parents);
  }
}
