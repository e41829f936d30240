package io.metaxy.jooq.table;

import io.metaxy.jooq.graph.SystemColumns;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The data versions of a record, by struct key, some of which the user provides. The others are the
 * record's provenance, even if that is set later.
 */
final class OwnVersions extends AbstractMap<String, String> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final FeatureRecord<?> record;
  private final TreeMap<String, String> own;

  /** The position of the provenance in the record. */
  private final int provenance;

  private OwnVersions(FeatureRecord<?> record, Map<String, String> own) {
    this.record = record;
    this.provenance =
        record
            .getTable()
            .indexOf(SystemFields.byField(record.getTable(), SystemColumns.PROVENANCE_BY_FIELD));
    this.own = new TreeMap<>(own);
  }

  /**
   * The data versions of a record, with the given one for a field. Versions that it already has are
   * kept, except those that equal its provenance, or did when it was read.
   */
  static Map<String, String> with(FeatureRecord<?> record, String structKey, String version) {
    Map<String, String> own = new HashMap<>();
    Map<String, String> before = record.dataVersionByField();
    if (before instanceof OwnVersions versions) {
      own.putAll(versions.own);
    } else if (before != null) {
      Map<String, String> provenance = provenance(record);
      Map<String, String> read = provenanceWhenRead(record);
      before.forEach(
          (key, value) -> {
            if (value != null
                && !value.equals(provenance.get(key))
                && !value.equals(read.get(key))) {
              own.put(key, value);
            }
          });
    }
    own.put(structKey, version);
    return new OwnVersions(record, own);
  }

  /** The same for another record, such as a copy, whose provenance may be set to another. */
  Map<String, String> of(FeatureRecord<?> other) {
    return other == record ? this : new OwnVersions(other, own);
  }

  private static Map<String, String> provenanceWhenRead(FeatureRecord<?> record) {
    Map<String, String> read =
        record.original(SystemFields.byField(record.getTable(), SystemColumns.PROVENANCE_BY_FIELD));
    return Objects.requireNonNullElse(read, Map.of());
  }

  @SuppressWarnings("unchecked") // The generator gives by-field columns this type, and no other.
  private Map<String, String> provenance() {
    return Objects.requireNonNullElse((Map<String, String>) record.get(provenance), Map.of());
  }

  private static Map<String, String> provenance(FeatureRecord<?> record) {
    return Objects.requireNonNullElse(record.provenanceByField(), Map.of());
  }

  @Override
  public @Nullable String get(@Nullable Object structKey) {
    String version = own.get(structKey);
    return version == null ? provenance().get(structKey) : version;
  }

  @Override
  public boolean containsKey(@Nullable Object structKey) {
    return get(structKey) != null;
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    TreeMap<String, String> all = new TreeMap<>(provenance());
    all.putAll(own);
    return Collections.unmodifiableMap(all).entrySet();
  }
}
