package io.metaxy.jooq.migration.diff;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.migration.change.Change.CreateTable;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.FeatureSettings;
import io.metaxy.jooq.spec.FeatureSettings.OfColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens to rows that are older than a required column, which no statement shows: for each
 * column that is being added, and for each whose declaration changed.
 *
 * @param columns the columns, in the order of the features
 */
public record OlderRowsNotes(List<Column> columns) {

  private static final String UNDECLARED =
      "its getter returns null; declare @OlderRows(readAs = \"...\") for another value, or"
          + " @OlderRows(stale = true) to recompute their samples";

  /**
   * A required column that older rows lack.
   *
   * @param feature the feature's key
   * @param name the column's name
   * @param older what is declared
   */
  public record Column(String feature, String name, OfColumn older) {}

  public OlderRowsNotes {
    columns = List.copyOf(columns);
  }

  /**
   * Compares with the settings that the last scripts were written for.
   *
   * @param recorded the settings then, by the keys of features; a feature without any is new
   */
  public static OlderRowsNotes of(
      FeatureModel model, Map<String, FeatureSettings> recorded, SchemaDiff diff) {
    List<Column> columns = new ArrayList<>();
    for (FeaturePlan feature : model.features()) {
      String key = feature.key().toString();
      if (!isCreated(key, diff)) {
        for (ColumnSpec column : feature.definition().columns()) {
          OfColumn older = feature.definition().settings().column(column.name());
          if (!column.nullable()
              && (diff.adds(key, column.name())
                  || hasChanged(older, recorded.get(key), column.name()))) {
            columns.add(new Column(key, column.name(), older));
          }
        }
      }
    }
    return new OlderRowsNotes(columns);
  }

  private static boolean isCreated(String feature, SchemaDiff diff) {
    return diff.changes().stream()
        .anyMatch(
            change -> change instanceof CreateTable && change.table().feature().equals(feature));
  }

  private static boolean hasChanged(
      OfColumn older, @Nullable FeatureSettings recorded, String column) {
    return recorded != null && !ofRows(recorded.column(column)).equals(ofRows(older));
  }

  /** What is declared of rows, without the type in which they are stored. */
  private static OfColumn ofRows(OfColumn setting) {
    return setting.as(null);
  }

  /** The features with samples that are stale because their rows are older. */
  public List<String> stale() {
    return columns.stream()
        .filter(column -> column.older().stale())
        .map(Column::feature)
        .distinct()
        .toList();
  }

  /**
   * A sentence for each column; if nothing is declared, only where the feature's rows stay current.
   */
  public List<String> notes(Recompute recompute) {
    return columns.stream()
        .filter(
            column ->
                !ofRows(column.older()).equals(OfColumn.NONE)
                    || !recompute.features().contains(column.feature()))
        .map(OlderRowsNotes::note)
        .toList();
  }

  private static String note(Column column) {
    String readAs = column.older().readAs();
    boolean stale = column.older().stale();
    List<String> effects = new ArrayList<>();
    if (readAs != null) {
      effects.add("its getter returns \"" + readAs + "\", but SQL returns null");
    }
    if (stale) {
      effects.add("their samples are stale until they are recomputed");
    }
    return "Older rows of "
        + column.feature()
        + " have no "
        + column.name()
        + ": "
        + (effects.isEmpty() ? UNDECLARED : String.join("; ", effects));
  }
}
