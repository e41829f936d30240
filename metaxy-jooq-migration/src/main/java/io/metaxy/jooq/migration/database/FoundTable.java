package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.migration.schema.KeyState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as a database has it, whoever made it.
 *
 * @param name its name
 * @param comment its comment; null is none
 * @param columns its columns, in order
 * @param primaryKey its primary key, by its own name; null is none
 * @param keyIsNamed whether the database gives primary keys a name
 * @param indexes its indexes on plain columns
 */
public record FoundTable(
    String name,
    @Nullable String comment,
    List<FoundColumn> columns,
    @Nullable KeyState primaryKey,
    boolean keyIsNamed,
    List<KeyState> indexes) {

  public FoundTable {
    columns = List.copyOf(columns);
    indexes = List.copyOf(indexes);
  }

  /**
   * A column as a database has it.
   *
   * @param name its name
   * @param type the database's name of its type
   * @param nullable whether it may be null
   * @param comment its comment; null is none
   * @param generated how the database makes its values; null when it does not
   * @param required whether a check of ours refuses new rows without a value
   * @param attributes what it has besides, where that must be told again; else empty
   * @param check what its values must satisfy, where that must be told again; else empty
   */
  public record FoundColumn(
      String name,
      String type,
      boolean nullable,
      @Nullable String comment,
      @Nullable String generated,
      boolean required,
      String attributes,
      String check) {}
}
