package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.schema.TableState;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What others have built on the tables of a database, such as views. */
public final class Dependents {

  /** No known object. */
  public static final Dependents NONE = new Dependents(List.of());

  private final List<Found> all;

  private Dependents(List<Found> all) {
    this.all = List.copyOf(all);
  }

  /**
   * Some objects.
   *
   * @param prefix the value of {@link TableState#PREFIX} in their database
   */
  Dependents(List<Dependent> all, String prefix) {
    this(all.stream().map(dependent -> new Found(dependent, prefix)).toList());
  }

  /** An object, with the prefix of the tables in its database. */
  private record Found(Dependent dependent, String prefix) {

    private String live(String name) {
      return name.replace(TableState.PREFIX, prefix);
    }

    private boolean prevents(
        Change change, TableState table, @Nullable String column, boolean copies) {
      return dependent.isOn(live(table.name()))
          && table.indexes().stream().noneMatch(own -> live(own.name()).equals(dependent.name()))
          && dependent.prevents(change, column, copies);
    }
  }

  /**
   * Reads the objects in the schema of a connection.
   *
   * @param prefix the value of {@link TableState#PREFIX} in this database
   */
  public static Dependents read(Connection connection, MigrationDatabase database, String prefix) {
    return new Dependents(
        Databases.of(database).catalog().dependents(DSL.using(connection, database.dialect())),
        prefix);
  }

  /** The objects of both, which can be in databases with different prefixes. */
  public Dependents and(Dependents other) {
    return new Dependents(Stream.concat(all.stream(), other.all.stream()).toList());
  }

  /**
   * What prevents a change, each with its kind and name. The table's own keys and indexes do not:
   * their changes are planned.
   *
   * @param table the table in the database
   * @param column the name of the changed column there; null for a change of the table
   * @param copies whether the change copies the table
   */
  public List<String> prevent(
      Change change, TableState table, @Nullable String column, boolean copies) {
    return all.stream()
        .filter(found -> found.prevents(change, table, column, copies))
        .map(found -> found.dependent().shown())
        .distinct()
        .sorted()
        .toList();
  }
}
