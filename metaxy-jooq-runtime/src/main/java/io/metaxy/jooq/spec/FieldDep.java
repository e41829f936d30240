package io.metaxy.jooq.spec;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fields of one upstream feature that a field is made from.
 *
 * @param feature the upstream
 * @param fields its fields; null is all of them
 */
public record FieldDep(FeatureKey feature, @Nullable List<FieldKey> fields) {

  public FieldDep {
    Objects.requireNonNull(feature, "feature");
    fields = fields == null ? null : List.copyOf(fields);
  }
}
