package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.FieldKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The definition-level versions of a feature ({@code docs/semantics.md} 3), as truncated lowercase
 * hex.
 *
 * @param byField the version of each field, in the order of the spec
 * @param feature changes when the code or the inputs of any field do: rows of another feature
 *     version are not current
 * @param code changes when the code version of a field does; independent of upstreams
 * @param spec changes with anything in the spec
 * @param definition changes with the spec or the columns
 */
public record FeatureVersions(
    Map<FieldKey, String> byField, String feature, String code, String spec, String definition) {

  public FeatureVersions {
    byField = Collections.unmodifiableMap(new LinkedHashMap<>(byField));
  }
}
