package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.database.FoundTable.FoundColumn;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.FeatureKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The owner of a table. It belongs to a feature if its comment names the feature the way this
 * library does and it has the system columns, or if it is recorded for the feature. The name alone
 * proves nothing.
 */
public final class Ownership {

  /** The comment that {@link io.metaxy.jooq.codegen.definition.TableComment} writes. */
  private static final Pattern COMMENT =
      Pattern.compile("Feature ([^\\s:]+)(?:: .*)?", Pattern.DOTALL);

  /** The start of the comments of system tables. */
  private static final String SYSTEM_COMMENT = "Metaxy: ";

  private Ownership() {}

  /** The feature that a comment names; null for none. */
  static @Nullable String feature(@Nullable String comment) {
    Matcher matcher = COMMENT.matcher(comment == null ? "" : comment);
    return matcher.matches() && FeatureKey.of(matcher.group(1)).faults().isEmpty()
        ? matcher.group(1)
        : null;
  }

  /** The feature that a table's comment names, if it has the system columns; null otherwise. */
  static @Nullable String feature(FoundTable table) {
    Set<String> columns =
        table.columns().stream().map(FoundColumn::name).collect(Collectors.toSet());
    return hasSystemColumns(columns) ? feature(table.comment()) : null;
  }

  private static boolean hasSystemColumns(Set<String> columns) {
    return SystemColumns.ALL.stream()
        .filter(c -> !SystemColumns.DELETED_AT.equals(c))
        .filter(c -> !SystemColumns.MATERIALIZATION_ID.equals(c))
        .allMatch(columns::contains);
  }

  /** Whether a table has all system columns that no migration can fill. */
  public static boolean hasSystemColumns(TableState table) {
    return hasSystemColumns(
        table.columns().stream().map(ColumnState::name).collect(Collectors.toSet()));
  }

  /** Whether we created the table, according to its comment. */
  public static boolean isOurs(TableState table) {
    String comment = table.comment();
    return table.isSystem()
        ? comment != null && comment.startsWith(SYSTEM_COMMENT)
        : table.feature().equals(feature(comment));
  }

  /** The tables that have the name of a feature's table but belong to others. */
  public static List<TableState> foreign(SchemaState found, SchemaState recorded) {
    return found.tables().stream()
        .filter(table -> !isOurs(table) && recorded.table(table.feature()).isEmpty())
        .toList();
  }

  /** A sentence about a table that belongs to others. */
  public static String foreign(TableState table) {
    String comment = table.comment();
    boolean system = table.isSystem();
    return "Cannot use table "
        + Names.plain(table.name())
        + " as "
        + (system ? "a system table" : "the table of feature " + table.feature())
        + ": "
        + (comment == null ? "it has no comment" : "its comment is '" + comment + "'")
        + ", and no snapshot or script written by metaxy lists it; run adopt, or "
        + (system ? "rename it" : "give the feature another table with .table(\"...\")");
  }

  /**
   * One sentence for each live table that lacks a system column that no migration can fill, except
   * columns of a newer library version than the recorded one.
   *
   * @param verb what cannot be done with the table
   */
  public static List<String> incomplete(
      String verb, SchemaState found, SchemaState desired, SchemaState recorded) {
    List<String> problems = new ArrayList<>();
    for (TableState table : found.tables()) {
      Optional<TableState> record = recorded.table(table.feature());
      desired
          .table(table.feature())
          .flatMap(
              wanted ->
                  wanted.columns().stream()
                      .filter(c -> c.name().startsWith(SystemColumns.PREFIX) && !c.nullable())
                      .filter(c -> table.column(c.name()).isEmpty())
                      .filter(c -> record.map(r -> r.column(c.name()).isPresent()).orElse(true))
                      .findFirst())
          .ifPresent(
              column ->
                  problems.add(
                      "Cannot "
                          + verb
                          + " table "
                          + Names.plain(table.name())
                          + " of feature "
                          + table.feature()
                          + ": it lacks the system column "
                          + column.name()
                          + "; add and fill it, or rename the table so that a new one is created"));
    }
    return problems;
  }
}
