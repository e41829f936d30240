package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.migration.schema.TableState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the scripts have made of a feature's table so far.
 *
 * @param table the table
 * @param featureVersion the feature's version when the snapshot was written; null is not known
 * @param scripts the scripts that made it, in their order
 */
record Snapshot(TableState table, @Nullable String featureVersion, List<ScriptMark> scripts) {

  public Snapshot {
    scripts = List.copyOf(scripts);
  }

  /**
   * The name of its file: the feature's key with points. Two underscores in it would be the end of
   * a version for jOOQ, which sorts all files beside scripts.
   */
  String fileName() {
    return table.feature().replace('/', '.') + ".json";
  }
}
