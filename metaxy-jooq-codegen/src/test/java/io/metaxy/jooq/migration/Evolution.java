package io.metaxy.jooq.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.graph.SystemColumns;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables that follow the specs on a real database, one migration after the other. */
final class Evolution implements AutoCloseable {

  private final MigratedDatabase database;
  private SchemaState state = SchemaState.EMPTY;

  Evolution(MigrationDatabase kind) throws Exception {
    database = new MigratedDatabase(kind);
  }

  MigratedDatabase database() {
    return database;
  }

  /** What the scripts have made. */
  SchemaState state() {
    return state;
  }

  /** Looks at the tables, as {@code current=database} and {@code adopt} do. */
  void look(SpecSet specs) {
    state = database.read(specs.on(database.kind()));
  }

  /**
   * The statements of the next migration, all of which are allowed; Flyway runs them, and the
   * database is as the specs ask.
   */
  List<String> to(SpecSet specs, Renames renames, String... allowed) throws Exception {
    SchemaState desired = specs.on(database.kind());
    PlanOptions options = new PlanOptions(Set.of(allowed), Set.of(), false, false);
    SchemaDiff diff = Differ.diff(desired, state, renames, options.drops());
    assertEquals(List.of(), diff.problems());
    MigrationPlan plan = Planner.plan(diff, state, database.kind(), options);
    assertEquals(List.of(), plan.refused());
    List<String> statements = new ArrayList<>();
    for (PlannedScript script : plan.scripts()) {
      String text = ScriptText.of(script, FlywaySettings.DEFAULT).strip();
      database.script(List.of(text.substring(0, text.length() - 1)), script.transactional());
      script.statements().forEach(s -> statements.add(s.sql()));
    }
    database.migrate();
    state = AppliedState.of(state, diff.changes());
    assertEquals(
        List.of(), Differ.diff(desired, database.read(desired), Renames.NONE, Set.of()).changes());
    return statements;
  }

  /** A row of a feature that has the one field {@code default}. */
  void insert(String table, List<String> columns, String values) throws SQLException {
    String byField =
        switch (database.kind()) {
          case H2 -> "json '{}'";
          case DUCKDB -> "{'default': 'h'}";
          case POSTGRESQL, MARIADB -> "'{}'";
        };
    SqlText text = new SqlText(database.kind().dialect());
    List<String> all = new ArrayList<>(columns);
    all.addAll(SystemColumns.ALL.subList(0, 8));
    database.execute(
        "insert into "
            + text.name(table)
            + " "
            + text.names(all)
            + " values ("
            + values
            + ", "
            + byField
            + ", 'p', "
            + byField
            + ", 'd', 'f', 'v', '2026-05-01 12:00:00', '2026-05-01 12:00:00')");
  }

  /** The columns of all rows. */
  List<String> rows(String table, String... columns) throws SQLException {
    SqlText text = new SqlText(database.kind().dialect());
    String names = Stream.of(columns).map(text::name).collect(Collectors.joining(", "));
    return database.rows("select " + names + " from " + text.name(table));
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
