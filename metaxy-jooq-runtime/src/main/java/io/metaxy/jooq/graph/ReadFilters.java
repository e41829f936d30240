package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureDep;
import io.metaxy.jooq.spec.Filter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The filters of all dependencies; each text is parsed once, into a filter or an error. */
final class ReadFilters {

  private final Map<String, Filter.Parsed> parsed = new HashMap<>();
  private final Map<String, String> problems = new HashMap<>();

  ReadFilters(Collection<FeatureDefinition> features) {
    for (FeatureDefinition feature : features) {
      feature.spec().deps().forEach(dep -> texts(dep).forEach(this::read));
    }
  }

  private void read(String text) {
    try {
      if (!parsed.containsKey(text)) {
        parsed.put(text, Filter.Parsed.of(text));
      }
    } catch (IllegalArgumentException e) {
      problems.put(text, String.valueOf(e.getMessage()));
    }
  }

  private static List<String> texts(FeatureDep dep) {
    List<String> texts = dep.sqlFilters();
    return texts == null ? List.of() : texts;
  }

  /** The errors in the filters of a dependency. */
  List<String> problems(FeatureDep dep) {
    return texts(dep).stream().map(problems::get).filter(Objects::nonNull).toList();
  }

  /** The filters of a dependency that have no errors. */
  List<Filter.Parsed> of(FeatureDep dep) {
    return texts(dep).stream().map(parsed::get).filter(Objects::nonNull).toList();
  }
}
