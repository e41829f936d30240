package io.metaxy.jooq.graph;

import java.util.List;

/** The columns that every feature table has beside the user's ({@code docs/semantics.md} 4). */
public final class SystemColumns {

  /** What every name begins with. */
  public static final String PREFIX = "metaxy_";

  /** Struct key to hash of what the field was made from; not null. */
  public static final String PROVENANCE_BY_FIELD = "metaxy_provenance_by_field";

  /** Hash of the values of {@link #PROVENANCE_BY_FIELD}; not null. */
  public static final String PROVENANCE = "metaxy_provenance";

  /**
   * Struct key to version of the field's data; the provenance unless the user says otherwise; not
   * null.
   */
  public static final String DATA_VERSION_BY_FIELD = "metaxy_data_version_by_field";

  /** Hash of the values of {@link #DATA_VERSION_BY_FIELD}; not null. */
  public static final String DATA_VERSION = "metaxy_data_version";

  /** The feature's version at the time of the write; not null. */
  public static final String FEATURE_VERSION = "metaxy_feature_version";

  /** The project's version at the time of the write; not null. */
  public static final String PROJECT_VERSION = "metaxy_project_version";

  /** When the sample was first written, UTC, microseconds; not null. */
  public static final String CREATED_AT = "metaxy_created_at";

  /** When this row was written, UTC, microseconds; not null. */
  public static final String UPDATED_AT = "metaxy_updated_at";

  /** When the sample was soft-deleted, UTC, microseconds; null while it lives. */
  public static final String DELETED_AT = "metaxy_deleted_at";

  /** The run that wrote the row; null when it has no name. */
  public static final String MATERIALIZATION_ID = "metaxy_materialization_id";

  /** All of them, in the order of a generated table. */
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

  /** Whether a column of the system holds an instant. */
  public static boolean isInstant(String name) {
    return name.equals(CREATED_AT) || name.equals(UPDATED_AT) || name.equals(DELETED_AT);
  }

  /**
   * Whether a user's column may not have this name: with our prefix, or a system column's without.
   */
  public static boolean isReserved(String name) {
    return name.startsWith(PREFIX) || ALL.contains(PREFIX + name);
  }
}
