package io.metaxy.jooq.it.project;

import static io.metaxy.jooq.example.Pipeline.recording;
import static io.metaxy.jooq.example.db.tables.Recording.RECORDING;
import static io.metaxy.jooq.example.db.tables.RecordingFaces.RECORDING_FACES;
import static io.metaxy.jooq.it.project.ProjectFile.quoted;
import static io.metaxy.jooq.it.project.ProjectFile.store;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.config.ConfigInput;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.example.Pipeline;
import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.example.db.tables.records.RecordingRecord;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.database.OnFastestKinds;
import io.metaxy.jooq.it.database.Role;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.tables.Footage;
import io.metaxy.jooq.it.db.tables.FootageCut;
import io.metaxy.jooq.json.JsonText;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.database.SchemaReader;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.project.Metaxy;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FeatureSettings.OfIndex;
import io.metaxy.jooq.spec.FeatureSettings.OfKeys;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecException;
import io.metaxy.jooq.spec.SpecJson;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** With {@code auto_create_tables}, a store creates the tables that migrations would. */
class CreatedTablesTest extends OnFastestKinds {

  private static final String ON = "auto_create_tables = true\n";
  private static final String PROJECT = ON + "project = \"example\"\n";
  private static final String EXAMPLE =
      "[ext.jooq]\nfeatures = \"io.metaxy.jooq.example.features\"\n";
  private static final String INDEX = "recording_metaxy_idx";
  private static final List<RecordingRecord> THREE =
      Stream.of("r1", "r2", "r3").map(id -> recording(id, "a" + id, "f" + id)).toList();

  @TempDir Path directory;
  private String type;
  private TestDatabase empty;

  CreatedTablesTest() {
    super(Features.GRAPH, RECORDING);
  }

  @BeforeEach
  void emptyDatabase() throws Exception {
    type = Dialects.of(fixture.dialect()).access().type();
    empty = fixture.open();
  }

  @AfterEach
  void dropIt() throws SQLException {
    empty.close();
  }

  private String dev() {
    return store("dev", type, empty.url());
  }

  private Metaxy open(FeatureGraph graph, String toml) {
    return new ProjectFile(directory, graph).open(toml);
  }

  private Metaxy open(String toml) {
    return open(Features.GRAPH, toml);
  }

  private static long written(MetadataStore store) {
    return Pipeline.run(store, THREE).stream().mapToLong(Pipeline.Outcome::written).sum();
  }

  private SchemaState tables(Connection connection) {
    return SchemaReader.read(connection, fixture.migrations(), "", SchemaState.EMPTY);
  }

  private SchemaState tables(TestDatabase of) {
    return of.dsl().connectionResult(this::tables);
  }

  private MigrationOptions.Builder migrations(String toml) {
    new ProjectFile(directory, Features.GRAPH).open(toml).close();
    return MigrationOptions.builder(MetaxyConfig.read(ConfigInput.of(directory, Map.of())))
        .basedir(directory);
  }

  /** Another database with the tables of generated scripts. */
  private SchemaState migrated(String toml, String prefix) throws Exception {
    Migrations.of(migrations(toml).build()).generate();
    try (TestDatabase other = fixture.open()) {
      FluentConfiguration flyway =
          Flyway.configure()
              .dataSource(other.url(), null, null)
              .locations(
                  "filesystem:"
                      + directory.resolve(
                          "src/main/resources/db/migration/" + fixture.migrations().folder()))
              .placeholders(Map.of("metaxyTablePrefix", prefix));
      Databases.of(fixture.migrations()).configure(flyway, getClass().getClassLoader());
      flyway.load().migrate();
      return tables(other);
    }
  }

  private void areThoseOfMigrations(FeatureGraph graph, Consumer<MetadataStore> use, String toml)
      throws Exception {
    areThoseOfMigrations(graph, use, toml, "");
  }

  private void areThoseOfMigrations(
      FeatureGraph graph, Consumer<MetadataStore> use, String toml, String prefix)
      throws Exception {
    try (Metaxy metaxy = open(graph, toml)) {
      use.accept(metaxy.store());
    }
    SchemaState created = tables(empty);
    assertEquals(graph.plans().size(), created.tables().size());
    String live = toml.replace("[ext.jooq]", "[ext.jooq]\nstore = \"dev\"\n");
    Migrations adopting = Migrations.of(migrations(live).directory("adopted/{database}").build());
    assertEquals(graph.plans().size(), adopting.adopt().features().size());
    assertEquals(Status.CLEAN, adopting.check().status(), adopting.check().text());
    assertEquals(migrated(toml, prefix), created);
  }

  @Test
  void theyAreThoseOfMigrations() throws Exception {
    areThoseOfMigrations(
        Features.GRAPH, store -> store.read(RECORDING).fetch(), PROJECT + dev() + EXAMPLE);
  }

  @Test
  void soAreThoseWithKeysAndMaps() throws Exception {
    areThoseOfMigrations(
        Features.GRAPH,
        store -> store.read(RECORDING).fetch(),
        PROJECT
            + "enable_map_datatype = true\n"
            + dev()
            + EXAMPLE
            + "inject_index = true\ninject_primary_key = true\n");
  }

  @Test
  void soAreThoseOfEveryType() throws Exception {
    areThoseOfMigrations(
        FeatureTables.graph(
            new GraphOptions(8, true, "", false), Footage.FOOTAGE, FootageCut.FOOTAGE_CUT),
        store -> store.read(Footage.FOOTAGE).fetch(),
        ON
            + dev()
            + "[ext.jooq]\nfeatures = [\"io.metaxy.jooq.it.features.Footage\","
            + " \"io.metaxy.jooq.it.features.FootageCut\"]\n");
  }

  @Test
  void soAreThoseWithDeclaredKeys() throws Exception {
    FeatureDefinition keyed = keyed();
    areThoseOfMigrations(
        FeatureGraph.of(List.of(keyed), Features.GRAPH.options()),
        store -> store.read(RECORDING).fetch(),
        PROJECT + dev() + "[ext.jooq]\nfeatures = \"recording.json\"\n");
  }

  @Test
  void soAreThoseWithDeclaredKeysAndAPrefix() throws Exception {
    areThoseOfMigrations("", "p_");
  }

  @Test
  void soAreThoseWithDeclaredKeysAndThePrefixOfTheStore() throws Exception {
    areThoseOfMigrations("table_prefix = \"own_\"\n", "own_");
  }

  @Test
  void aPrefixWithWhichAnIndexHasTooLongANameIsRefused() throws Exception {
    FeatureGraph graph = FeatureGraph.of(List.of(keyed()), new GraphOptions(8, true, "", false));
    String prefix = "p".repeat(50) + "_";
    try (Metaxy metaxy = open(graph, ON + dev() + "table_prefix = " + quoted(prefix) + "\n")) {
      assertEquals(
          "Cannot create tables: 1 problem\n  [name-too-long] recording, index "
              + prefix
              + "one_recording: Invalid index name: \""
              + prefix
              + "one_recording\" (must be at most 63 bytes, has 64); rename the index, or use a"
              + " shorter table prefix than "
              + prefix,
          refused(SpecException.class, () -> metaxy.store().read(RECORDING).fetch()));
    }
    assertEquals(List.of(), tables(empty).tables());
  }

  /** A name that is taken cannot be given again. */
  private void areThoseOfMigrations(String ofStore, String prefix) throws Exception {
    FeatureDefinition keyed = keyed();
    areThoseOfMigrations(
        FeatureGraph.of(
            List.of(keyed.withSpec(keyed.spec().withTable("p_recording"))),
            new GraphOptions(8, true, "p_", false)),
        store -> store.read(RECORDING).fetch(),
        PROJECT
            + dev()
            + ofStore
            + "[ext.jooq]\nfeatures = \"recording.json\"\ntable_prefix = \"p_\"\n",
        prefix);
    String table = prefix + "recording";
    for (String index :
        List.of(prefix + "one_recording", table + "_metaxy_created_at_metaxy_idx")) {
      assertTrue(isTaken(index, table, "metaxy_created_at"), index);
    }
    assertFalse(isTaken("one_recording", table, "metaxy_created_at"));
  }

  /** A recording with keys, whose features are those of {@code recording.json}. */
  private FeatureDefinition keyed() throws IOException {
    FeatureDefinition plain = Features.GRAPH.plan(FeatureKey.of("recording")).definition();
    FeatureDefinition keyed =
        plain.withSettings(
            plain
                .settings()
                .withKeys(
                    new OfKeys(
                        true,
                        true,
                        List.of(
                            new OfIndex(List.of("metaxy_created_at"), null, false),
                            new OfIndex(List.of("recording_id"), "one_recording", true)))));
    Files.writeString(
        directory.resolve("recording.json"),
        JsonText.write(
            Map.of(
                "feature_spec",
                SpecJson.write(keyed.spec()),
                "feature_schema",
                SchemaJson.orderedText(keyed.schema()),
                "settings",
                keyed.settings().json())));
    return keyed;
  }

  /** Only a script cannot have a placeholder of Flyway. */
  @Test
  void aDescriptionMayHaveAPlaceholder() {
    FeatureDefinition plain = Features.GRAPH.plan(RECORDING.featureKey()).definition();
    FeatureSpec spec = plain.spec();
    FeatureDefinition described =
        plain.withSpec(
            new FeatureSpec(
                spec.key(),
                spec.idColumns(),
                spec.deps(),
                spec.fields(),
                spec.metadata(),
                "Of ${metaxyTablePrefix}, ${year}",
                spec.table()));
    try (Metaxy metaxy = open(Features.GRAPH.with(described), ON + dev())) {
      assertEquals(1, metaxy.store().write(RECORDING, THREE.subList(0, 1)));
      assertEquals(12, written(metaxy.store()) + 1);
    }
    assertEquals("Feature recording: Of ${metaxyTablePrefix}, ${year}", recordings().comment());
  }

  @Test
  @ResourceLock(Resources.SYSTEM_ERR)
  void oneRowAndManyAreWrittenAfterOneWarning() {
    PrintStream err = System.err;
    ByteArrayOutputStream logged = new ByteArrayOutputStream();
    System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    try (Metaxy metaxy = open(ON + dev())) {
      MetadataStore dev = metaxy.store();
      assertEquals(List.of(), tables(empty).tables(), "nothing is created before it is used");
      assertEquals(1, dev.write(RECORDING, List.of(recording("one", "a", "f"))));
      assertEquals(15, written(metaxy.store()));
      assertEquals(
          5000,
          dev.write(
              RECORDING,
              IntStream.range(0, 5000).mapToObj(i -> recording("m" + i, "a", "f")).toList()));
      assertEquals(5004, metaxy.store("dev", empty.dsl()).read(RECORDING).fetch().size());
    } finally {
      System.setErr(err);
    }
    List<String> warnings =
        logged.toString(StandardCharsets.UTF_8).lines().filter(l -> l.contains("created")).toList();
    assertEquals(1, warnings.size(), warnings.toString());
    String names =
        String.join(", ", Features.GRAPH.plans().stream().map(FeaturePlan::tableName).toList());
    assertTrue(
        warnings
            .get(0)
            .endsWith(
                "The store dev has created the missing tables "
                    + names
                    + ", because auto_create_tables is true; use migrations for tables whose rows must"
                    + " be kept when features change"),
        warnings.get(0));
  }

  @Test
  void aTableThatExistsIsNotChanged() throws Exception {
    empty.create(RECORDING);
    empty.execute("alter table \"recording\" add column \"mine\" integer");
    List<String> before = columns("recording");
    try (Metaxy metaxy = open(ON + dev())) {
      assertEquals(12, written(metaxy.store()));
    }
    assertEquals(before, columns("recording"));

    empty.execute("alter table \"recording__faces\" drop column \"faces\"");
    List<String> without = columns("recording__faces");
    try (Metaxy metaxy = open(ON + dev())) {
      String message =
          refused(StoreException.class, () -> metaxy.store().read(RECORDING_FACES).fetch());
      assertTrue(message.startsWith("Cannot find column faces of table recording__faces"), message);
    }
    assertEquals(without, columns("recording__faces"));
  }

  private List<String> columns(String table) {
    return empty
        .dsl()
        .connectionResult(
            connection ->
                Dialects.of(fixture.dialect()).tables().signature(connection, null, table));
  }

  @Test
  void schemaAndPrefixAreTheStores() throws Exception {
    String schema = "created";
    empty.execute("create schema \"" + schema + "\"");
    try (Metaxy metaxy =
        open(
            dev()
                + "schema = "
                + quoted(schema)
                + "\ntable_prefix = \"p_\"\nauto_create_tables = true\n")) {
      assertEquals(12, written(metaxy.store()));
      assertEquals(3, metaxy.store("dev", empty.dsl()).read(RECORDING).fetch().size());
      List<String> columns =
          empty
              .dsl()
              .connectionResult(
                  connection ->
                      Dialects.of(fixture.dialect())
                          .tables()
                          .signature(connection, schema, "p_recording"));
      assertFalse(columns.isEmpty());
      assertEquals(List.of(), columns("p_recording"), "the schema of the connection");
    } finally {
      empty.execute(fixture.dropSchema(schema));
    }
  }

  /** PostgreSQL would create them in the next schema of its search path. */
  @Test
  void aSchemaThatIsMissingOrDeniedIsRefused() throws Exception {
    try (Metaxy metaxy = open(ON + dev() + "schema = \"nope\"\n")) {
      assertEquals(
          "Cannot create the missing tables of the store dev in schema nope: the schema does not"
              + " exist; create it, or correct stores.dev.config.schema",
          refused(StoreException.class, () -> metaxy.store().read(RECORDING).fetch()));
    }
    assertEquals(List.of(), tables(empty).tables());
    if (fixture.can(Capability.SCHEMA_RIGHTS)) {
      empty.execute("create schema \"denied\"");
      try (Metaxy metaxy = open(ON + dev() + "schema = \"denied\"\n");
          Role clerk = fixture.role(empty, "creating_clerk");
          Connection own = DriverManager.getConnection(empty.url())) {
        DSLContext dsl = DSL.using(own, fixture.dialect());
        dsl.execute("set role creating_clerk");
        for (String privilege : List.of("usage", "create")) {
          empty.execute("grant " + privilege + " on schema \"denied\" to creating_clerk");
          assertEquals(
              "Cannot create the missing tables of the store dev in schema denied: the user may not"
                  + " use it or create tables in it; grant the user usage and create on the schema,"
                  + " or create the tables with migrations",
              refused(
                  StoreException.class, () -> metaxy.store("dev", dsl).read(RECORDING).fetch()));
          empty.execute("revoke all on schema \"denied\" from creating_clerk");
        }
        assertNotNull(clerk);
      }
      assertEquals(List.of(), tables(empty).tables());
    }
  }

  /** One of the tables suffices, even if another is used. */
  @Test
  void tablesOfAnotherSchemaAreNotCreatedAgain() throws Exception {
    String schema = "beside_" + UUID.randomUUID().toString().replace('-', '_');
    empty.execute("create schema \"" + schema + "\"");
    String toml =
        ON
            + store("dev", type, fixture.withoutSchema(empty.url()))
            + "table_prefix = "
            + quoted(schema.substring(0, 15) + "_")
            + "\n";
    try {
      try (Metaxy metaxy = open(toml + "schema = " + quoted(schema))) {
        assertEquals(0, metaxy.store().read(RECORDING).fetch().size());
      }
      for (String feature : List.of("__faces", "__crop", "__transcript")) {
        empty.execute("drop table \"" + schema + "\".\"" + prefixed(schema) + feature + "\"");
      }
      String chosenByNobody;
      try (Metaxy metaxy = open(toml)) {
        chosenByNobody = metaxy.dsl().connectionResult(Connection::getSchema);
        MetadataStore dev = metaxy.store();
        if (chosenByNobody == null) {
          assertEquals(0, dev.read(RECORDING_FACES).fetch().size());
          return;
        }
        String table = prefixed(schema);
        for (int time = 0; time < 2; time++) {
          assertEquals(
              "Cannot create table "
                  + table
                  + " of feature recording in the connection's schema "
                  + chosenByNobody
                  + ", because it exists in "
                  + schema
                  + "; use the store with this schema, schema = \""
                  + schema
                  + "\" in the configuration, or create the table with schema = \""
                  + chosenByNobody
                  + "\"",
              refused(StoreException.class, () -> dev.read(RECORDING_FACES).fetch()));
        }
        assertEquals(
            List.of(),
            metaxy
                .dsl()
                .connectionResult(
                    connection ->
                        Dialects.of(fixture.dialect())
                            .tables()
                            .signature(connection, null, table + "__faces")));
      }
    } finally {
      empty.execute(fixture.dropSchema(schema));
    }
  }

  private static String prefixed(String schema) {
    return schema.substring(0, 15) + "_recording";
  }

  @Test
  void aFailureAfterTheTableItselfIsAnError() throws Exception {
    String toml = PROJECT + dev() + EXAMPLE + "inject_index = true\n";
    empty.execute("create table \"mine\" (\"a\" integer, \"b\" integer)");
    empty.execute("create index \"" + INDEX + "\" on \"mine\" (\"a\")");
    if (!fixture.can(Capability.INDEX_NAMES_OF_SCHEMAS)) {
      try (Metaxy metaxy = open(toml)) {
        assertEquals(12, written(metaxy.store()));
      }
      assertEquals(INDEX, recordings().indexes().get(0).name());
      return;
    }
    boolean staysIncomplete = !fixture.can(Capability.TABLES_IN_TRANSACTIONS);
    try (Metaxy metaxy = open(toml)) {
      String message = refused(StoreException.class, () -> metaxy.store().read(RECORDING).fetch());
      String statement =
          " table recording of feature recording in the store dev: the statement create index \""
              + INDEX
              + "\" on \"recording\" (";
      assertTrue(
          message.startsWith((staysIncomplete ? "Cannot complete" : "Cannot create") + statement),
          message);
      assertTrue(message.contains(") fails, the database says: "), message);
      assertTrue(
          message.endsWith(
              staysIncomplete
                  ? "; remove the cause and drop the table, so that the store creates it again"
                  : "; remove the cause, or create the tables with migrations"),
          message);
      assertEquals(!staysIncomplete, columns("recording").isEmpty());

      empty.execute("drop table \"mine\"");
      if (staysIncomplete) {
        empty.execute("drop table \"recording\"");
      }
      assertEquals(12, written(metaxy.store()));
      assertEquals(INDEX, recordings().indexes().get(0).name());
    }
  }

  /** Whether the index cannot be created, because its name is taken. */
  private boolean isTaken(String name, String table, String column) {
    try {
      empty.execute("create index \"" + name + "\" on \"" + table + "\" (\"" + column + "\")");
      return false;
    } catch (SQLException | DataAccessException e) {
      return true;
    }
  }

  private TableState recordings() {
    return tables(empty).table("recording").orElseThrow();
  }

  /** Another program may be about to create its indexes. */
  @Test
  void aTableWithoutIndexesThatExistsIsUsed() throws Exception {
    empty.create(RECORDING);
    try (Metaxy metaxy = open(PROJECT + dev() + EXAMPLE + "inject_index = true\n")) {
      assertEquals(12, written(metaxy.store()));
    }
    assertFalse(isTaken(INDEX, "recording", "recording_id"), "the index was created");
  }

  /** Each program has its own configuration, as two processes have. */
  @Test
  void programsThatCreateThemAtOnceAllSucceed() throws Exception {
    int programs = 6;
    ExecutorService threads = Executors.newFixedThreadPool(programs);
    List<Metaxy> all = new ArrayList<>();
    try {
      for (int i = 0; i < programs; i++) {
        all.add(open(PROJECT + dev() + EXAMPLE + "inject_index = true\n"));
      }
      CyclicBarrier start = new CyclicBarrier(programs);
      List<Future<Integer>> read = new ArrayList<>();
      for (Metaxy each : all) {
        MetadataStore dev = each.store();
        read.add(
            threads.submit(
                () -> {
                  start.await(2, TimeUnit.MINUTES);
                  return dev.read(RECORDING).fetch().size();
                }));
      }
      for (Future<Integer> each : read) {
        assertEquals(0, each.get(2, TimeUnit.MINUTES));
      }
      assertEquals(12, written(all.get(0).store()));
      List<TableState> created = tables(empty).tables();
      assertEquals(Features.GRAPH.plans().size(), created.size());
      for (TableState table : created) {
        assertNotNull(table.comment(), table.name());
        assertEquals(1, table.indexes().size(), table.name());
      }
    } finally {
      threads.shutdownNow();
      all.forEach(Metaxy::close);
    }
  }

  @Test
  void aReadOnlyStoreCreatesNothing() {
    try (Metaxy metaxy = open(ON + dev())) {
      MetadataStore reading = metaxy.store().readOnly();
      assertEquals(
          "Cannot create table recording of feature recording: the store is read-only; use the"
              + " feature once through the writable store first",
          refused(StoreException.class, () -> reading.read(RECORDING).fetch()));
      assertEquals(List.of(), tables(empty).tables());
      metaxy.store().read(RECORDING).fetch();
      assertEquals(0, reading.read(RECORDING).fetch().size());
    }
  }

  @Test
  void byDefaultNothingIsCreated() {
    for (String toml : List.of(dev(), ON + dev() + "auto_create_tables = false\n")) {
      try (Metaxy metaxy = open(toml)) {
        String message =
            refused(StoreException.class, () -> metaxy.store().read(RECORDING).fetch());
        assertTrue(message.startsWith("Cannot find table recording of feature"), message);
      }
    }
    assertEquals(List.of(), tables(empty).tables());
  }

  /** A database may commit with each table. Every operation says first why there are none. */
  @Test
  void aTransactionOfTheCallerIsNotCommitted() throws Exception {
    try (Metaxy metaxy = open(ON + dev());
        Connection connection = DriverManager.getConnection(empty.url())) {
      connection.setAutoCommit(false);
      MetadataStore own = metaxy.store("dev", DSL.using(connection, fixture.dialect()));
      for (Executable each :
          List.<Executable>of(
              () -> own.read(RECORDING).fetch(),
              () -> own.write(RECORDING, THREE),
              () -> own.write(RECORDING, THREE.subList(0, 1)),
              () -> own.delete(RECORDING, DSL.trueCondition()),
              () -> own.resolve(RECORDING_FACES).counts())) {
        assertEquals(
            "Cannot create the missing tables of the store dev: its connection has auto-commit off,"
                + " so it may be in a transaction of the caller; provide connections with"
                + " auto-commit on, or create the tables with migrations",
            refused(StoreException.class, each));
      }
      connection.rollback();
      assertEquals(List.of(), tables(empty).tables());
    }
  }

  @Test
  void inATransactionTheyAreCreatedOnAnotherConnection() {
    try (Metaxy metaxy = open(ON + dev())) {
      DSLContext own = metaxy.dsl();
      String rolledBack =
          refused(
              RuntimeException.class,
              () ->
                  own.transaction(
                      trx -> {
                        metaxy.store().using(trx.dsl()).write(RECORDING, THREE);
                        throw new IllegalStateException("rolled back");
                      }));
      assertEquals(
          fixture.can(Capability.NEW_TABLES)
              ? "rolled back"
              : "Cannot see table recording of feature recording, which was created after this"
                  + " transaction began; roll back and begin again",
          rolledBack);
      assertEquals(0, metaxy.store().read(RECORDING).fetch().size());
      own.transaction(
          trx -> assertEquals(3, metaxy.store().using(trx.dsl()).write(RECORDING, THREE)));
      assertEquals(3, metaxy.store().read(RECORDING).fetch().size());
    }
  }
}
