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
 * Whose a table is. It is a feature's when its comment says so in our words and it has the columns
 * of the system, or when it is recorded that its feature has it. The name alone says nothing.
 */
public final class Ownership {

  /** What {@link io.metaxy.jooq.codegen.definition.TableComment} writes. */
  private static final Pattern COMMENT =
      Pattern.compile("Feature ([^\\s:]+)(?:: .*)?", Pattern.DOTALL);

  /** What the comments of the system's tables begin with. */
  private static final String SYSTEM_COMMENT = "Metaxy: ";

  private Ownership() {}

  /** The feature that a comment names; null when it names none. */
  static @Nullable String feature(@Nullable String comment) {
    Matcher matcher = COMMENT.matcher(comment == null ? "" : comment);
    return matcher.matches() && FeatureKey.of(matcher.group(1)).faults().isEmpty()
        ? matcher.group(1)
        : null;
  }

  /** The feature that a table's comment names, and whose columns of the system it has. */
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

  /** Whether a table has all that no migration can fill. */
  public static boolean hasSystemColumns(TableState table) {
    return hasSystemColumns(
        table.columns().stream().map(ColumnState::name).collect(Collectors.toSet()));
  }

  /** Whether we made the table, as its comment tells. */
  public static boolean isOurs(TableState table) {
    String comment = table.comment();
    return table.isSystem()
        ? comment != null && comment.startsWith(SYSTEM_COMMENT)
        : table.feature().equals(feature(comment));
  }

  /** Those of the tables that have the name of a feature's and are somebody else's. */
  public static List<TableState> foreign(SchemaState found, SchemaState recorded) {
    return found.tables().stream()
        .filter(table -> !isOurs(table) && recorded.table(table.feature()).isEmpty())
        .toList();
  }

  /** A sentence for a table that is somebody else's. */
  public static String foreign(TableState table) {
    String comment = table.comment();
    boolean system = table.isSystem();
    return "Cannot take table "
        + Names.plain(table.name())
        + " for that of "
        + (system ? "the system" : "feature " + table.feature())
        + ": "
        + (comment == null ? "it has no comment that says so" : "its comment is '" + comment + "'")
        + ", and no snapshot or script made by metaxy knows it; let adopt take it, or "
        + (system ? "rename it" : "name the feature's table otherwise by .table(\"...\")");
  }

  /**
   * A sentence for each live table that lacks what no migration can fill, save what a version of
   * the library brings that is newer than the record of it.
   *
   * @param verb what cannot be done with it
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
                          + "; add and fill it, or rename the table so that a new one is made"));
    }
    return problems;
  }
}
