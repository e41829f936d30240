package io.metaxy.jooq.migration;

import io.metaxy.jooq.codegen.FeatureModel;
import io.metaxy.jooq.graph.FeaturePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What will be computed again, which a difference of tables does not tell: a new code version
 * changes no table, a new comment no sample.
 *
 * @param features the keys of features whose version is another than that of the last scripts
 */
public record Recompute(List<String> features) {

  public Recompute {
    features = List.copyOf(features);
  }

  /**
   * Compares with the versions that the last scripts were written for.
   *
   * @param versions the key of a feature to its version then; features that were not there then are
   *     not computed <em>again</em>
   */
  static Recompute of(FeatureModel model, Map<String, String> versions) {
    List<String> features = new ArrayList<>();
    for (FeaturePlan feature : model.features()) {
      String key = feature.key().toString();
      String before = versions.get(key);
      if (before != null && !before.equals(feature.versions().feature())) {
        features.add(key);
      }
    }
    return new Recompute(features);
  }

  /** The sentences for the reader; empty when there is nothing to say. */
  List<String> notes(SchemaDiff diff) {
    List<String> notes = new ArrayList<>();
    if (diff.isEmpty() && !features.isEmpty()) {
      notes.add("No migration needed; " + count(features.size()) + " will recompute: " + list());
    } else if (!features.isEmpty()) {
      notes.add(capital(count(features.size())) + " will recompute: " + list());
    }
    Set<String> changed = new TreeSet<>();
    for (Change change : diff.changes()) {
      if (change instanceof Change.RenameTable rename
          && !rename.table().feature().equals(rename.from().feature())) {
        notes.add(
            "Every sample of "
                + rename.table().feature()
                + " will recompute, because the key of a feature is part of its hashes");
        changed.remove(rename.table().feature());
      } else if (altersOnly(change)) {
        changed.add(change.table().feature());
      }
    }
    changed.removeAll(features);
    notes.addAll(
        changed.isEmpty()
            ? List.of()
            : List.of("No sample recomputes by the new tables of " + String.join(", ", changed)));
    return notes;
  }

  private static boolean altersOnly(Change change) {
    return !(change instanceof Change.CreateTable) && !(change instanceof Change.DropTable);
  }

  private static String count(int features) {
    return features == 1 ? "1 feature" : features + " features";
  }

  private static String capital(String text) {
    return text;
  }

  private String list() {
    return features.stream().collect(Collectors.joining(", "));
  }
}
