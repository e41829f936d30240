package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.FeatureDep;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.FieldDep;
import io.metaxy.jooq.spec.FieldDeps;
import io.metaxy.jooq.spec.FieldKey;
import io.metaxy.jooq.spec.FieldSpec;
import io.metaxy.jooq.spec.FieldsMapping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which upstream fields a field depends on ({@code docs/semantics.md} 2, "Resolving field
 * dependencies").
 */
final class FieldDependencies {

  private FieldDependencies() {}

  /**
   * The parents of a field, ordered by fully qualified name; unknown upstreams and fields are
   * skipped.
   */
  static List<ParentField> of(
      FeatureSpec feature, FieldSpec field, Map<FeatureKey, FeatureSpec> upstreams) {
    Set<ParentField> parents = new LinkedHashSet<>();
    for (FeatureDep dep : feature.deps()) {
      FeatureSpec upstream = upstreams.get(dep.feature());
      if (upstream != null) {
        List<FieldKey> keys = upstream.fields().stream().map(FieldSpec::key).toList();
        for (FieldKey key : of(field, dep, keys)) {
          parents.add(new ParentField(dep.feature(), key));
        }
      }
    }
    return parents.stream().sorted(Comparator.comparing(ParentField::toString)).toList();
  }

  private static Collection<FieldKey> of(FieldSpec field, FeatureDep dep, List<FieldKey> upstream) {
    if (field.deps() instanceof FieldDeps.All) {
      return upstream;
    }
    if (field.deps() instanceof FieldDeps.Listed listed) {
      List<FieldKey> all = new ArrayList<>();
      for (FieldDep from : listed.deps()) {
        if (from.feature().equals(dep.feature())) {
          List<FieldKey> fields = from.fields();
          all.addAll(fields == null ? upstream : fields);
        }
      }
      return all;
    }
    return mapped(field.key(), dep.fieldsMapping(), upstream);
  }

  private static Collection<FieldKey> mapped(
      FieldKey field, FieldsMapping mapping, List<FieldKey> upstream) {
    if (mapping instanceof FieldsMapping.Default byName) {
      List<FieldKey> candidates =
          upstream.stream().filter(u -> !byName.excludeFields().contains(u)).toList();
      List<FieldKey> matches =
          candidates.stream()
              .filter(u -> u.equals(field) || (byName.matchSuffix() && field.isSuffixOf(u)))
              .toList();
      return matches.isEmpty() ? candidates : matches;
    }
    if (mapping instanceof FieldsMapping.Specific specific) {
      Set<FieldKey> wanted = specific.mapping().getOrDefault(field, Set.of());
      return upstream.stream().filter(wanted::contains).toList();
    }
    return mapping instanceof FieldsMapping.All ? upstream : List.of();
  }
}
