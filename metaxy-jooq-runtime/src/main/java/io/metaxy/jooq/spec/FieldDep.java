package io.metaxy.jooq.spec;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one upstream that a field depends on.
 *
 * @param feature the upstream
 * @param fields the fields, or null for all of them
 */
public record FieldDep(FeatureKey feature, @Nullable List<FieldKey> fields) {

  public FieldDep {
    Objects.requireNonNull(feature, "feature");
    fields = fields == null ? null : List.copyOf(fields);
  }
}
