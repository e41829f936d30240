package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.migration.schema.KeyState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as a database reports it, including tables that others created.
 *
 * @param name its name
 * @param comment its comment; null for none
 * @param columns its columns, in order
 * @param primaryKey its primary key, with its own name; null for none
 * @param keyIsNamed whether the database names primary keys
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
   * A column as a database reports it.
   *
   * @param name its name
   * @param type the database's name of its type
   * @param nullable whether it may be null
   * @param comment its comment; null for none
   * @param generated how the database generates its values; null when it does not
   * @param required whether one of our checks rejects new rows without a value
   * @param elements the number of elements to which one of our checks limits its lists; null
   *     without such a check
   * @param attributes its further attributes, where changes must repeat them; empty otherwise
   * @param check the expression that its values must satisfy, where changes must repeat it; empty
   *     otherwise
   */
  public record FoundColumn(
      String name,
      String type,
      boolean nullable,
      @Nullable String comment,
      @Nullable String generated,
      boolean required,
      @Nullable Integer elements,
      String attributes,
      String check) {}
}
