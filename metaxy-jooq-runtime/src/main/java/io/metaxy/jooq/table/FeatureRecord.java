package io.metaxy.jooq.table;

import io.metaxy.jooq.graph.SystemColumns;
import java.util.Map;
import org.jooq.TableRecord;
import org.jspecify.annotations.Nullable;

/** A generated record of a {@link FeatureTable}: one sample's metadata. */
public interface FeatureRecord<R extends TableRecord<R>> extends TableRecord<R> {

  /** The hash of each field's inputs, by struct key; null before it is set. */
  default @Nullable Map<String, String> provenanceByField() {
    return get(SystemFields.byField(getTable(), SystemColumns.PROVENANCE_BY_FIELD));
  }

  /** The version of each field's data, by struct key; null before it is set or written. */
  default @Nullable Map<String, String> dataVersionByField() {
    return get(SystemFields.byField(getTable(), SystemColumns.DATA_VERSION_BY_FIELD));
  }
}
