package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.FeatureSettings;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A feature's table as the scripts have made it so far.
 *
 * @param table the table
 * @param featureVersion the feature's version when the snapshot was written; null when it is not
 *     known
 * @param settings the settings of its definition then
 * @param scripts the scripts that made it, in order
 */
record Snapshot(
    TableState table,
    @Nullable String featureVersion,
    FeatureSettings settings,
    List<ScriptMark> scripts) {

  public Snapshot {
    scripts = List.copyOf(scripts);
  }

  /** A snapshot of a definition without settings. */
  Snapshot(TableState table, @Nullable String featureVersion, List<ScriptMark> scripts) {
    this(table, featureVersion, FeatureSettings.NONE, scripts);
  }

  /** The same snapshot with another table. */
  Snapshot withTable(UnaryOperator<TableState> change) {
    return new Snapshot(change.apply(table), featureVersion, settings, scripts);
  }

  /**
   * The name of its file: the feature's key with points. Two underscores would end a version for
   * jOOQ, which sorts all files next to scripts.
   */
  String fileName() {
    return table.feature().replace('/', '.') + ".json";
  }
}
