package io.metaxy.jooq.graph;

import java.util.List;

/**
 * The columns that every feature table has in addition to the user's ({@code docs/semantics.md} 4).
 */
public final class SystemColumns {

  /** The prefix of every name. */
  public static final String PREFIX = "metaxy_";

  /** The hash of each field's inputs, by struct key; not null. */
  public static final String PROVENANCE_BY_FIELD = "metaxy_provenance_by_field";

  /** The hash of the values of {@link #PROVENANCE_BY_FIELD}; not null. */
  public static final String PROVENANCE = "metaxy_provenance";

  /**
   * The version of each field's data, by struct key; the provenance unless the user sets it; not
   * null.
   */
  public static final String DATA_VERSION_BY_FIELD = "metaxy_data_version_by_field";

  /** The hash of the values of {@link #DATA_VERSION_BY_FIELD}; not null. */
  public static final String DATA_VERSION = "metaxy_data_version";

  /** The feature's version at the time of the write; not null. */
  public static final String FEATURE_VERSION = "metaxy_feature_version";

  /** The project's version at the time of the write; not null. */
  public static final String PROJECT_VERSION = "metaxy_project_version";

  /**
   * The creation time: that of the write unless the row supplies one; UTC, microseconds, not null.
   */
  public static final String CREATED_AT = "metaxy_created_at";

  /** When this row was written, UTC, microseconds; not null. */
  public static final String UPDATED_AT = "metaxy_updated_at";

  /** When the sample was soft-deleted, UTC, microseconds; null while it is live. */
  public static final String DELETED_AT = "metaxy_deleted_at";

  /** The id of the run that wrote the row, or null. */
  public static final String MATERIALIZATION_ID = "metaxy_materialization_id";

  /** All system columns, in the order of a generated table. */
  public static final List<String> ALL =
      List.of(
          PROVENANCE_BY_FIELD,
          PROVENANCE,
          DATA_VERSION_BY_FIELD,
          DATA_VERSION,
          FEATURE_VERSION,
          PROJECT_VERSION,
          CREATED_AT,
          UPDATED_AT,
          DELETED_AT,
          MATERIALIZATION_ID);

  private SystemColumns() {}

  /** Whether a column holds a hash for each field. */
  public static boolean isByField(String name) {
    return name.equals(PROVENANCE_BY_FIELD) || name.equals(DATA_VERSION_BY_FIELD);
  }

  /** Whether a system column holds an instant. */
  public static boolean isInstant(String name) {
    return name.equals(CREATED_AT) || name.equals(UPDATED_AT) || name.equals(DELETED_AT);
  }

  /** Whether a name is reserved: it has the prefix, or is a system column's name without it. */
  public static boolean isReserved(String name) {
    return name.startsWith(PREFIX) || ALL.contains(PREFIX + name);
  }
}
