package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.TableState;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What others have built on the tables of a database. */
public final class Dependents {

  /** Nothing, or nothing that is known. */
  public static final Dependents NONE = new Dependents(List.of(), "");

  private final List<Dependent> all;
  private final String prefix;

  /**
   * Some objects.
   *
   * @param prefix the value of {@link TableState#PREFIX} in this database
   */
  Dependents(List<Dependent> all, String prefix) {
    this.all = List.copyOf(all);
    this.prefix = prefix;
  }

  /**
   * Reads those of a connection's schema.
   *
   * @param prefix the value of {@link TableState#PREFIX} in this database
   */
  public static Dependents read(Connection connection, MigrationDatabase database, String prefix) {
    return new Dependents(
        Databases.of(database).catalog().dependents(DSL.using(connection, database.dialect())),
        prefix);
  }

  /** Those of both. */
  public Dependents and(Dependents other) {
    return other.all.isEmpty()
        ? this
        : new Dependents(
            Stream.concat(all.stream(), other.all.stream()).distinct().toList(),
            all.isEmpty() ? other.prefix : prefix);
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
    String name = live(table.name());
    Set<String> own = new TreeSet<>();
    for (KeyState index : table.indexes()) {
      own.add(live(index.name()));
    }
    List<String> found = new ArrayList<>();
    for (Dependent dependent : all) {
      if (dependent.isOn(name)
          && !own.contains(dependent.name())
          && dependent.prevents(change, column, copies)) {
        found.add(dependent.shown());
      }
    }
    return found.stream().distinct().sorted().toList();
  }

  private String live(String name) {
    return name.replace(TableState.PREFIX, prefix);
  }
}
