package io.metaxy.jooq.migration.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.diff.Differ;
import io.metaxy.jooq.migration.fixture.MigratedDatabase;
import io.metaxy.jooq.migration.fixture.ModelTable;
import io.metaxy.jooq.migration.fixture.RandomRows;
import io.metaxy.jooq.migration.fixture.SpecPair;
import io.metaxy.jooq.migration.fixture.StateText;
import io.metaxy.jooq.migration.plan.PlannedScript;
import io.metaxy.jooq.migration.plan.PlannedStatement;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.store.MetadataStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For any two sets of specs, the second derived from the first, on every database: when Flyway has
 * run the scripts of both, no difference is left, and rows written in between still exist.
 */
@Tag("scaled")
@Execution(ExecutionMode.CONCURRENT)
class ExecutedPairsTest {

  /** The number of pairs for each database. */
  private static final int PAIRS = Integer.getInteger("migration.pairs", 25);

  /** The largest number of pairs that share a database and Flyway's history. */
  private static final int TOGETHER = 25;

  private static final int ROWS = 3;
  private static final String PREFIX = "mx_";

  /** Each database with the numbers of its pairs, in parts that run side by side. */
  static Stream<Arguments> parts() {
    return IntStream.range(0, (PAIRS + TOGETHER - 1) / TOGETHER)
        .mapToObj(part -> part * TOGETHER)
        .flatMap(
            first ->
                Arrays.stream(MigrationDatabase.values())
                    .map(kind -> Arguments.of(kind, first, Math.min(TOGETHER, PAIRS - first))));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void scriptsLeaveNoDifferenceAndLoseNothing(MigrationDatabase kind, int first, int count)
      throws Exception {
    List<SpecPair> pairs = new ArrayList<>();
    // Not every number has a pair; those beyond PAIRS take their places.
    for (int number = first; pairs.size() < count; number += PAIRS) {
      for (int i = number; i < number + count && pairs.size() < count; i++) {
        SpecPair.of(i, kind).ifPresent(pairs::add);
      }
    }
    try (MigratedDatabase database = new MigratedDatabase(kind, PREFIX)) {
      check(database, pairs);
    }
  }

  private static void check(MigratedDatabase database, List<SpecPair> pairs) throws Exception {
    List<String> creation = new ArrayList<>();
    for (SpecPair pair : pairs) {
      for (PlannedScript script : pair.creation(database.kind()).scripts()) {
        script.statements().forEach(statement -> creation.add(statement.sql()));
      }
    }
    database.script(creation, true);
    database.migrate();
    read(database, pairs.stream().map(SpecPair::before).toList());
    List<Map<String, List<Map<String, Object>>>> rows = new ArrayList<>();
    for (SpecPair pair : pairs) {
      rows.add(write(database, pair));
    }

    for (SpecPair pair : pairs) {
      for (PlannedScript script : pair.plan().scripts()) {
        List<String> statements = script.statements().stream().map(PlannedStatement::sql).toList();
        database.script(statements, script.transactional());
      }
    }
    database.migrate();
    SchemaState live = read(database, pairs.stream().map(SpecPair::after).toList());
    for (int i = 0; i < pairs.size(); i++) {
      noDifference(pairs.get(i), live);
      find(database, pairs.get(i), rows.get(i));
    }
  }

  /** Reads the tables, and compares them with the expected ones. */
  private static SchemaState read(MigratedDatabase database, List<SchemaState> expected) {
    SchemaState all = new SchemaState(expected.stream().flatMap(s -> s.tables().stream()).toList());
    SchemaState live = database.read(all);
    assertEquals(StateText.of(all), StateText.of(live));
    return live;
  }

  private static void noDifference(SpecPair pair, SchemaState live) {
    SchemaState own =
        new SchemaState(
            live.tables().stream().filter(t -> t.feature().startsWith(pair.name())).toList());
    SchemaDiff diff = Differ.diff(pair.desired(), own, pair.step().renames(), pair.step().drops());
    assertEquals(List.of(), diff.changes());
    assertEquals(List.of(), diff.problems());
  }

  /** Writes a few rows to each table of the first specs; returns them by feature key. */
  private static Map<String, List<Map<String, Object>>> write(
      MigratedDatabase database, SpecPair pair) throws Exception {
    Map<String, List<Map<String, Object>>> written = new HashMap<>();
    MetadataStore store = store(database, pair.first());
    for (FeaturePlan plan : pair.first().features()) {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (int row = 0; row < ROWS; row++) {
        Map<String, Object> values = new TreeMap<>();
        for (ColumnSpec column : plan.definition().columns()) {
          values.put(column.name(), RandomRows.value(column, row));
        }
        values.put(SystemColumns.PROVENANCE_BY_FIELD, byField(plan));
        rows.add(values);
      }
      if (store == null) {
        insert(database, plan, rows);
        written.put(plan.key().toString(), texts(database, plan));
      } else {
        store(store, plan, rows);
        written.put(plan.key().toString(), rows);
      }
    }
    return written;
  }

  /** The store that writes and reads the rows; null on MariaDB, where this test uses SQL. */
  private static @Nullable MetadataStore store(MigratedDatabase database, FeatureModel model) {
    if (database.kind() == MigrationDatabase.MARIADB) {
      return null;
    }
    DSLContext dsl = DSL.using(database.connection(), database.kind().dialect());
    List<FeatureDefinition> definitions =
        model.features().stream().map(FeaturePlan::definition).toList();
    return MetadataStore.of(dsl, FeatureGraph.of(definitions, model.options().graph()));
  }

  private static void store(MetadataStore store, FeaturePlan plan, List<Map<String, Object>> rows) {
    ModelTable table = new ModelTable(plan);
    List<ModelTable.Row> records = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      ModelTable.Row record = new ModelTable.Row(table);
      row.forEach((column, value) -> set(record, table.field(column), value));
      records.add(record);
    }
    assertEquals(ROWS, store.write(table, records));
  }

  private static <T> void set(ModelTable.Row record, Field<T> field, Object value) {
    record.set(field, field.getType().cast(value));
  }

  private static Map<String, String> byField(FeaturePlan plan) {
    Map<String, String> map = new TreeMap<>();
    plan.structKeys().forEach(key -> map.put(key, "hash of " + key));
    return map;
  }

  private static void insert(
      MigratedDatabase database, FeaturePlan plan, List<Map<String, Object>> rows)
      throws Exception {
    SqlText text = new SqlText(database.kind().dialect());
    for (int i = 0; i < rows.size(); i++) {
      Map<String, Object> row = new TreeMap<>(rows.get(i));
      for (String system : SystemColumns.ALL) {
        row.put(
            system,
            SystemColumns.isByField(system)
                ? byField(plan)
                : SystemColumns.isInstant(system) ? RandomRows.instant(i) : "v");
      }
      database.execute(
          "insert into "
              + text.name(plan.tableName())
              + " "
              + text.names(List.copyOf(row.keySet()))
              + " values ("
              + String.join(", ", row.values().stream().map(RandomRows::literal).toList())
              + ")");
    }
  }

  /** Every row of a kept table has its earlier values. */
  private static void find(
      MigratedDatabase database, SpecPair pair, Map<String, List<Map<String, Object>>> rows)
      throws Exception {
    MetadataStore store = store(database, pair.second());
    for (FeaturePlan plan : pair.second().features()) {
      for (Map.Entry<String, List<Map<String, Object>>> table : rows.entrySet()) {
        if (pair.keyAfter(table.getKey()).equals(plan.key().toString())) {
          find(database, store, pair, plan, table.getKey(), table.getValue());
        }
      }
    }
  }

  private static void find(
      MigratedDatabase database,
      @Nullable MetadataStore store,
      SpecPair pair,
      FeaturePlan plan,
      String before,
      List<Map<String, Object>> rows)
      throws Exception {
    List<String> columns = new ArrayList<>();
    List<String> columnsBefore = new ArrayList<>();
    for (String column : rows.get(0).keySet()) {
      Optional<String> after = pair.columnAfter(before, column);
      if (after.isPresent()) {
        columnsBefore.add(column);
        columns.add(after.get());
      }
    }
    assertEquals(
        rows.stream().map(row -> values(row, columnsBefore)).sorted().toList(),
        found(database, store, plan).stream().map(row -> values(row, columns)).sorted().toList());
  }

  private static List<Map<String, Object>> found(
      MigratedDatabase database, @Nullable MetadataStore store, FeaturePlan plan) throws Exception {
    if (store == null) {
      return texts(database, plan);
    }
    ModelTable table = new ModelTable(plan);
    return DSL.using(database.connection(), database.kind().dialect())
        .select(table.fields())
        .from(store.read(table).allFeatureVersions().history().asTable())
        .fetch()
        .intoMaps();
  }

  private static List<Map<String, Object>> texts(MigratedDatabase database, FeaturePlan plan)
      throws Exception {
    return database.maps(
        "select * from " + new SqlText(database.kind().dialect()).name(plan.tableName()));
  }

  private static String values(Map<String, Object> row, List<String> columns) {
    return columns.stream().map(row::get).map(RandomRows::comparable).toList().toString();
  }
}
