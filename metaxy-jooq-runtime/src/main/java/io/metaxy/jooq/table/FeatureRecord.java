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
    return SystemFields.dataVersions(
        this,
        getTable().indexOf(SystemFields.byField(getTable(), SystemColumns.DATA_VERSION_BY_FIELD)));
  }

  /**
   * The version of a field's data: the one that was set or read, otherwise the field's provenance;
   * null before either is set.
   *
   * @throws IllegalArgumentException if the feature has no such field
   */
  default @Nullable String dataVersion(String field) {
    String structKey = ((FeatureTable<?>) getTable()).featureData().structKey(field);
    Map<String, String> versions = dataVersionByField();
    Map<String, String> byField = versions == null ? provenanceByField() : versions;
    return byField == null ? null : byField.get(structKey);
  }

  /**
   * Sets the version of a field's data, such as a hash of what was computed. The data version of
   * any other field remains its provenance. What is made from the field is stale only if its data
   * version changes: if a stale sample is recomputed with the same data, everything made from it
   * stays up to date.
   *
   * <pre>{@code
   * sample.record().setPath(path).setDataVersion("frames", Fingerprint.ofContent(file))
   * }</pre>
   *
   * @param field the key of the field
   * @param version any text that changes exactly when the field's data does; see {@link
   *     Fingerprint}
   * @throws IllegalArgumentException if the feature has no such field, or the version is null or
   *     blank
   */
  @SuppressWarnings("unchecked") // A generated record is of its own type.
  default R setDataVersion(String field, String version) {
    FeatureData feature = ((FeatureTable<?>) getTable()).featureData();
    String structKey = feature.structKey(field);
    if (version == null || version.isBlank()) {
      throw new IllegalArgumentException(
          "Cannot set the data version of field "
              + field
              + " of feature "
              + feature.key()
              + ": it is "
              + (version == null ? "null" : "blank")
              + "; set a hash of the field's data, or leave it out to keep the provenance");
    }
    set(
        SystemFields.byField(getTable(), SystemColumns.DATA_VERSION_BY_FIELD),
        OwnVersions.with(this, structKey, version));
    return (R) this;
  }
}
