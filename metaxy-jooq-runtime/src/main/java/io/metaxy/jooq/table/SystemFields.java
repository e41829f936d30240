package io.metaxy.jooq.table;

import java.time.Instant;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** The system columns of a table as typed fields. */
public final class SystemFields {

  private SystemFields() {}

  /** A by-field column, as a map from struct key to hash. */
  @SuppressWarnings("unchecked") // The generator gives by-field columns this type, and no other.
  public static Field<Map<String, String>> byField(Table<?> table, String name) {
    return (Field<Map<String, String>>) field(table, name);
  }

  /**
   * The data versions of a record, by struct key.
   *
   * @param position the position of their column
   * @return null before they are set or written
   */
  @SuppressWarnings("unchecked") // The generator gives by-field columns this type, and no other.
  public static @Nullable Map<String, String> dataVersions(FeatureRecord<?> record, int position) {
    Map<String, String> versions = (Map<String, String>) record.get(position);
    return versions instanceof OwnVersions own ? own.of(record) : versions;
  }

  /** A column of hashes, versions or ids of runs. */
  public static Field<String> text(Table<?> table, String name) {
    return field(table, name).coerce(String.class);
  }

  /** A column of instants in UTC. */
  public static Field<Instant> instant(Table<?> table, String name) {
    return field(table, name).coerce(ColumnTypes.INSTANT);
  }

  private static Field<?> field(Table<?> table, String name) {
    Field<?> field = table.field(name);
    if (field == null) {
      throw new IllegalArgumentException(
          "Cannot find system column "
              + name
              + " of table "
              + table.getName()
              + "; generate the table with FeatureGenerator");
    }
    return field;
  }
}
