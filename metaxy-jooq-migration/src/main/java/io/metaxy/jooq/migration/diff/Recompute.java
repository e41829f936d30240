package io.metaxy.jooq.migration.diff;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.CreateTable;
import io.metaxy.jooq.migration.change.Change.DropTable;
import io.metaxy.jooq.migration.change.Change.RenameColumn;
import io.metaxy.jooq.migration.change.Change.RenameTable;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The features that will recompute, which a difference of tables does not show: a new code version
 * changes no table, a new comment no sample.
 *
 * @param features the keys of features whose version differs from that of the last scripts, or with
 *     samples that are stale for another reason
 */
public record Recompute(List<String> features) {

  public Recompute {
    features = List.copyOf(features);
  }

  /**
   * Compares with the versions that the last scripts were written for.
   *
   * @param versions the key of a feature to its version then; a feature without one is new and does
   *     not <em>re</em>compute
   */
  public static Recompute of(FeatureModel model, Map<String, String> versions) {
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

  /** The same, with features of which some samples are stale for another reason. */
  public Recompute and(Collection<String> others) {
    Set<String> all = new TreeSet<>(features);
    all.addAll(others);
    return new Recompute(List.copyOf(all));
  }

  /** The notes for the reader; empty when there are none. */
  public List<String> notes(SchemaDiff diff) {
    Set<String> again = new TreeSet<>(features);
    Set<String> altered = new TreeSet<>();
    for (Change change : diff.changes()) {
      String feature = change.table().feature();
      if (isRenamedFeature(change)) {
        again.add(feature);
      } else if (!(change instanceof CreateTable) && !(change instanceof DropTable)) {
        altered.add(feature);
      }
    }
    altered.removeAll(again);
    List<String> notes = new ArrayList<>();
    if (!again.isEmpty()) {
      String head = diff.isEmpty() ? "No migration needed; " : "";
      notes.add(head + count(again) + " will be recomputed: " + String.join(", ", again));
    }
    if (!altered.isEmpty()) {
      notes.add("Altered without recomputing: " + String.join(", ", altered));
    }
    return notes;
  }

  /**
   * One note for each feature whose id columns changed, which need not change its table or its
   * version.
   */
  public static List<String> otherIds(SchemaState desired, SchemaState current, SchemaDiff diff) {
    Map<String, String> keys = new HashMap<>();
    Map<List<String>, String> columns = new HashMap<>();
    for (Change change : diff.changes()) {
      if (change instanceof RenameTable rename) {
        keys.put(rename.table().feature(), rename.from().feature());
      } else if (change instanceof RenameColumn rename) {
        columns.put(List.of(rename.table().feature(), rename.from()), rename.column().name());
      }
    }
    List<String> notes = new ArrayList<>();
    for (TableState table : desired.tables()) {
      String feature = table.feature();
      current
          .table(keys.getOrDefault(feature, feature))
          .map(TableState::idColumns)
          .filter(
              before ->
                  !Set.copyOf(table.idColumns())
                      .equals(
                          before.stream()
                              .map(id -> columns.getOrDefault(List.of(feature, id), id))
                              .collect(Collectors.toSet())))
          .ifPresent(before -> notes.add(otherIds(table, before)));
    }
    return notes;
  }

  private static String otherIds(TableState table, List<String> before) {
    return "Rows of "
        + table.feature()
        + " will be identified by "
        + table.idColumns()
        + " instead of "
        + before
        + ": existing rows will look orphaned, and their samples new";
  }

  /** The key of a feature is part of its hashes. */
  private static boolean isRenamedFeature(Change change) {
    return change instanceof RenameTable rename
        && !rename.table().feature().equals(rename.from().feature());
  }

  private static String count(Set<String> features) {
    return features.size() == 1 ? "1 feature" : features.size() + " features";
  }
}
