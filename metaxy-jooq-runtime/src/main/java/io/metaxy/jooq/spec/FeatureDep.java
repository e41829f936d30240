package io.metaxy.jooq.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A dependency on an upstream feature, and how its rows are renamed, filtered, selected and related
 * to samples ({@code docs/semantics.md} 2 and 6).
 *
 * @param feature the upstream
 * @param select the columns passed downstream, by their names after {@code rename}; null means all,
 *     an empty list only the id columns and those of the lineage
 * @param rename new column names by old names, or null
 * @param fieldsMapping which upstream fields a field without explicit dependencies depends on
 * @param sqlFilters conditions on the renamed columns, as text, or null
 * @param lineage how upstream rows relate to samples
 * @param optional whether a sample may exist without a row of this upstream
 */
public record FeatureDep(
    FeatureKey feature,
    @Nullable List<String> select,
    @Nullable Map<String, String> rename,
    FieldsMapping fieldsMapping,
    @Nullable List<String> sqlFilters,
    Lineage lineage,
    boolean optional) {

  public FeatureDep {
    Objects.requireNonNull(feature, "feature");
    Objects.requireNonNull(fieldsMapping, "fieldsMapping");
    Objects.requireNonNull(lineage, "lineage");
    select = select == null ? null : List.copyOf(select);
    rename = rename == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(rename));
    sqlFilters = sqlFilters == null ? null : List.copyOf(sqlFilters);
  }

  /** A required 1:1 dependency on all columns, with the default fields mapping. */
  public static FeatureDep on(FeatureKey feature) {
    return new FeatureDep(
        feature, null, null, FieldsMapping.byName(), null, Lineage.identity(), false);
  }

  /** The downstream name of an upstream column. */
  public String renamed(String column) {
    return rename == null ? column : rename.getOrDefault(column, column);
  }
}
