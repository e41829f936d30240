package io.metaxy.jooq.it.project;

import static io.metaxy.jooq.example.Pipeline.recording;
import static io.metaxy.jooq.example.db.tables.Recording.RECORDING;
import static io.metaxy.jooq.example.db.tables.RecordingCrop.RECORDING_CROP;
import static io.metaxy.jooq.example.db.tables.RecordingFaces.RECORDING_FACES;
import static io.metaxy.jooq.example.db.tables.RecordingTranscript.RECORDING_TRANSCRIPT;
import static io.metaxy.jooq.it.project.ProjectFile.store;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.ConfigInput;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.example.Pipeline;
import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.example.db.tables.records.RecordingRecord;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.Fixtures;
import io.metaxy.jooq.it.database.OnFastestKinds;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.project.Metaxy;
import io.metaxy.jooq.store.MetadataStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A configured store is the same as one that is made from a DSLContext. */
class StoresByNameTest extends OnFastestKinds {

  private static final List<RecordingRecord> THREE =
      Stream.of("r1", "r2", "r3").map(id -> recording(id, "a" + id, "f" + id)).toList();

  @TempDir Path directory;
  private ProjectFile file;
  private String type;

  StoresByNameTest() {
    super(Features.GRAPH, RECORDING, RECORDING_CROP, RECORDING_FACES, RECORDING_TRANSCRIPT);
  }

  @BeforeEach
  void inADirectory() {
    file = new ProjectFile(directory, Features.GRAPH);
    type = Dialects.of(fixture.dialect()).access().type();
  }

  private String dev() {
    return store("dev", type, database.url());
  }

  private static long written(MetadataStore store) {
    return Pipeline.run(store, THREE).stream().mapToLong(Pipeline.Outcome::written).sum();
  }

  private static List<String> paths(DSLContext dsl, MetadataStore store) {
    return dsl.select(RECORDING.PATH)
        .from(store.current(RECORDING))
        .orderBy(RECORDING.PATH)
        .fetch(RECORDING.PATH);
  }

  @Test
  void everyTypeWritesResolvesReadsAndDeletes() {
    for (String each : List.of(type, "jdbc")) {
      emptyTables();
      try (Metaxy metaxy = file.open(store("dev", each, database.url()))) {
        MetadataStore dev = metaxy.store();
        assertEquals(12, written(dev), each);
        assertEquals(0, written(metaxy.store("dev")), each);
        assertEquals(0, written(store), "as the store of a DSLContext sees it");
        assertEquals(
            List.of("/data/r1.mp4", "/data/r2.mp4", "/data/r3.mp4"), paths(metaxy.dsl(), dev));
        assertEquals(1, dev.delete(RECORDING, RECORDING.RECORDING_ID.eq("r2")));
        assertEquals(2, store.read(RECORDING).fetch().size());
      }
    }
  }

  @Test
  void oneRowAndManyAreWrittenInTheTransactionOfTheConfiguredStore() {
    try (Metaxy metaxy = file.open(dev())) {
      List<RecordingRecord> many =
          IntStream.range(0, 5000).mapToObj(i -> recording("m" + i, "a", "f")).toList();
      metaxy.store().write(RECORDING, List.of(recording("one", "a", "f")));
      assertEquals(5000, metaxy.store().write(RECORDING, many));
      assertEquals(5001, store.read(RECORDING).fetch().size());
      metaxy
          .dsl()
          .transaction(
              trx -> {
                MetadataStore joined = metaxy.store().using(trx.dsl());
                assertEquals(1, joined.delete(RECORDING, RECORDING.RECORDING_ID.eq("one")));
                assertEquals(5000, joined.read(RECORDING).fetch().size());
              });
      assertEquals(5000, store.read(RECORDING).fetch().size());
    }
  }

  @Test
  @ResourceLock(ProxyDriver.START)
  void behindAProxyOnlyAnEmbeddedDatabaseKeepsAConnection() throws Exception {
    boolean embedded = Dialects.of(fixture.dialect()).access().isEmbedded();
    Metaxy metaxy = file.open(store("dev", "jdbc", ProxyDriver.START + database.url()));
    try (ProxyDriver proxy = new ProxyDriver()) {
      MetadataStore dev = metaxy.store();
      assertEquals(embedded ? 1 : 0, proxy.open());
      assertEquals(12, written(dev));
      assertEquals(embedded ? 1 : 0, proxy.open());
      metaxy.close();
      assertEquals(0, proxy.open());
    }
  }

  @Test
  void aNameIsOneStoreThatKnowsItsTables() {
    try (Metaxy metaxy = file.open(dev())) {
      assertSame(metaxy.store(), metaxy.store("dev"));
    }
  }

  @Test
  void threadsShareAStore() {
    try (Metaxy metaxy = file.open(dev())) {
      MetadataStore dev = metaxy.store();
      assertEquals(12, written(dev));
      List<Integer> sizes =
          IntStream.range(0, 40)
              .parallel()
              .mapToObj(i -> dev.read(RECORDING_FACES).fetch().size())
              .distinct()
              .toList();
      assertEquals(List.of(3), sizes);
    }
  }

  @Test
  void theHashAlgorithmIsTheConfiguredOne() {
    try (Metaxy metaxy = file.open(dev() + "hash_algorithm = \"sha256\"")) {
      assertEquals(12, written(metaxy.store()));
      assertEquals(0, written(store.withHashAlgorithm(HashAlgorithm.SHA256)));
    }
  }

  @Test
  void theSchemaIsTheConfiguredOne() throws Exception {
    String schema = "named_" + fixture.name().toLowerCase(Locale.ROOT);
    database.execute("create schema \"" + schema + "\"");
    try {
      for (FeaturePlan plan : Features.GRAPH.plans()) {
        String name = plan.tableName();
        if (!name.startsWith("recording")) {
          continue;
        }
        database.execute(
            "create table \"" + schema + "\".\"" + name + "\" as select * from \"" + name + "\"");
      }
      try (Metaxy metaxy = file.open(dev() + "schema = \"" + schema + "\"")) {
        assertEquals(12, written(metaxy.store()));
        assertEquals(0, dsl.fetchCount(RECORDING));
        assertEquals(3, paths(metaxy.dsl(), metaxy.store()).size());
      }
    } finally {
      database.execute(fixture.dropSchema(schema));
    }
  }

  @Test
  void theTablePrefixReplacesTheGeneratedOne() throws Exception {
    for (String prefix : List.of("dev_", "team-a_", "é $1.")) {
      replacesTheGeneratedPrefix(prefix);
    }
    try (Metaxy metaxy = file.open(dev() + "table_prefix = \"absent_\"")) {
      String message = refused(StoreException.class, () -> metaxy.store().read(RECORDING).fetch());
      // The rest depends on whether another schema of the server has such a table.
      assertTrue(
          message.startsWith("Cannot find table absent_recording of feature recording"), message);
    }
  }

  private void replacesTheGeneratedPrefix(String prefix) throws Exception {
    FeatureGraph prefixed = Features.GRAPH.withTablePrefix(prefix);
    try (TestDatabase own = fixture.open()) {
      own.create(RECORDING);
      for (FeaturePlan plan : prefixed.plans()) {
        own.create(fixture.form(), plan);
      }
      String toml = store("dev", type, own.url()) + "table_prefix = \"" + prefix + "\"";
      try (Metaxy metaxy = file.open(toml)) {
        MetadataStore dev = metaxy.store();
        assertEquals(12, written(dev));
        assertEquals(0, written(dev));
        assertEquals(0, own.dsl().fetchCount(RECORDING));
        assertEquals(3, paths(metaxy.dsl(), dev).size());
        assertEquals(1, dev.delete(RECORDING, RECORDING.RECORDING_ID.eq("r2")));
        assertEquals(
            "new 0, stale 0, orphaned 1, pending 0",
            dev.resolve(RECORDING_CROP).counts().toString());
        assertEquals(2, dev.read(RECORDING).fetch().size());
        assertEquals(
            Features.GRAPH.plan(RECORDING.featureKey()).versions(),
            dev.graph().plan(RECORDING.featureKey()).versions());
      }
    }
  }

  @Test
  void aConfigurationOfAnotherDirectoryHasStores() {
    file.open(dev()).close();
    // region read
    MetaxyConfig config = MetaxyConfig.read(ConfigInput.of(directory, System.getenv()));
    Metaxy metaxy = Metaxy.of(config, Features.GRAPH);
    // endregion
    try (metaxy) {
      assertEquals(12, written(metaxy.store()));
    }
  }

  // region pool
  /** The DataSource is that of HikariCP, Spring, …. */
  private static MetadataStore prod(Metaxy metaxy, DataSource dataSource, SQLDialect dialect) {
    return metaxy.store("prod", DSL.using(dataSource, dialect));
  }

  // endregion

  @Test
  void aPoolServesAConfiguredStore() {
    try (Metaxy metaxy = file.open(dev() + store("prod", type, database.url()))) {
      DataSource other = metaxy.dataSource("dev");
      assertEquals(12, written(prod(metaxy, other, fixture.dialect())));
      assertEquals(0, written(metaxy.store("dev")));
    }
  }

  // region flyway
  /** The connections have the schema of the store; the placeholder is its table_prefix. */
  private static void migrate(Metaxy metaxy, String scripts) {
    Flyway.configure()
        .dataSource(metaxy.dataSource("prod"))
        .placeholders(Map.of("metaxyTablePrefix", "p_"))
        .locations(scripts)
        .load()
        .migrate();
  }

  // endregion

  @Test
  void flywayAndOtherLibrariesConnectToIt() throws Exception {
    String schema = "flyway_" + UUID.randomUUID().toString().replace('-', '_');
    try (TestDatabase own = fixture.open()) {
      String toml =
          "project = \"example\"\n"
              + store("prod", type, own.url())
              + "table_prefix = \"p_\"\nschema = \""
              + schema
              + "\"\n[ext.jooq]\nfeatures = \"io.metaxy.jooq.example.features\"\n";
      Metaxy metaxy = file.open(toml);
      Migrations.of(
              MigrationOptions.builder(
                      MetaxyConfig.read(
                          ConfigInput.of(directory, Map.of())
                              .arguments(Map.of("metaxy.tablePrefix", "dev_"))))
                  .basedir(directory)
                  .build())
          .generate();
      DataSource source = metaxy.dataSource("prod");
      assertEquals("DataSource of the store prod", source.toString());
      own.execute("create schema \"" + schema + "\"");
      try {
        migrate(
            metaxy, "filesystem:" + directory.resolve("src/main/resources/db/migration/" + type));
        assertEquals(12, written(metaxy.store("prod")));
        Connection open = source.getConnection();
        try (open) {
          assertTrue(open.getAutoCommit());
          metaxy.close();
          assertEquals(
              3, DSL.using(open, fixture.dialect()).fetchCount(DSL.table(DSL.name("p_recording"))));
        }
        assertTrue(open.isClosed());
        assertEquals(
            "Cannot connect to the store prod: the Metaxy that opened it is closed; close it"
                + " after its last use",
            refused(SQLException.class, source::getConnection));
      } finally {
        own.execute(fixture.dropSchema(schema));
      }
    }
  }

  @Test
  void aDataSourceHasTheConfiguredLoginAndNoPool() throws Exception {
    try (Metaxy metaxy = file.open(dev())) {
      DataSource source = metaxy.dataSource();
      assertSame(source, source.unwrap(DataSource.class));
      try (Connection one = source.getConnection();
          Connection other = source.getConnection()) {
        assertNotSame(one, other);
      }
      assertEquals(
          "Cannot connect to the store dev with another login than the configured one; use"
              + " getConnection()",
          refused(SQLException.class, () -> source.getConnection("anna", "x")));
      assertEquals(
          "Cannot use a login timeout with the DataSource of the store dev; set it in the driver or"
              + " in a pool",
          refused(SQLException.class, () -> source.setLoginTimeout(1)));
      assertEquals(
          "Cannot unwrap the DataSource of the store dev as java.lang.String; use it as a"
              + " DataSource",
          refused(SQLException.class, () -> source.unwrap(String.class)));
    }
  }

  @Test
  void aReadOnlyStoreRefusesToWriteBeforeAnySql() {
    written(store);
    AtomicInteger statements = new AtomicInteger();
    DSLContext counted =
        DSL.using(
            dsl.configuration()
                .derive(
                    new ExecuteListener() {
                      @Override
                      public void executeStart(ExecuteContext context) {
                        statements.incrementAndGet();
                      }
                    }));
    try (Metaxy metaxy = file.open(dev())) {
      MetadataStore reading = metaxy.store("dev", counted).readOnly();
      String cannot =
          ": the store is read-only; write with the store from which readOnly() made this one";
      assertEquals(
          "Cannot write recording" + cannot,
          refused(StoreException.class, () -> reading.write(RECORDING, THREE)));
      assertEquals(
          "Cannot delete from recording" + cannot,
          refused(StoreException.class, () -> reading.delete(RECORDING, DSL.trueCondition())));
      assertEquals(0, statements.get());
      assertEquals(3, reading.read(RECORDING).fetch().size());
      store.delete(RECORDING_CROP, DSL.trueCondition());
      assertEquals(
          "new 3, stale 0, orphaned 0, pending 3",
          reading.resolve(RECORDING_CROP).counts().toString());
      assertEquals(
          "Cannot write recording/crop" + cannot,
          refused(
              StoreException.class,
              () -> reading.resolve(RECORDING_CROP).pending(s -> s.record().setPath("p"))));
      assertEquals(0, store.read(RECORDING_CROP).fetch().size());
      assertEquals(
          "Cannot write recording" + cannot,
          refused(
              StoreException.class,
              () -> metaxy.store().readOnly().withChunkRows(1).write(RECORDING, THREE)));
    }
  }

  @Test
  void theTextOfAStoreIsOneLine() {
    try (Metaxy metaxy = file.open(dev() + "schema = \"s\"\ntable_prefix = \"p_\"")) {
      String text = metaxy.store().readOnly().toString();
      assertTrue(text.startsWith("dev (" + type + ", url = \"jdbc:"), text);
      assertTrue(
          text.endsWith(
              "\", schema = \"s\", table_prefix = \"p_\"), schema s, table prefix p_, hash algorithm"
                  + " md5, read-only"),
          text);
      assertEquals(1, text.lines().count());
      assertEquals(
          Dialects.of(fixture.dialect()).name() + ", hash algorithm md5", store.toString());
    }
  }

  @Test
  void closingClosesWhatWasOpened() {
    Metaxy metaxy = file.open(dev());
    MetadataStore dev = metaxy.store();
    written(dev);
    DSLContext own = metaxy.dsl();
    own.connection(
        connection -> {
          assertFalse(connection.isClosed());
          metaxy.close();
          assertTrue(connection.isClosed());
        });
    String closed = "the Metaxy that opened it is closed; close it after its last use";
    assertEquals(
        "Cannot connect to the store dev: " + closed,
        refused(StoreException.class, () -> dev.read(RECORDING).fetch()));
    assertEquals(
        "Cannot open the store dev: this Metaxy is closed; close it after its last use",
        refused(StoreException.class, metaxy::store));
    metaxy.close();
    assertEquals(3, store.read(RECORDING).fetch().size());
  }

  /** No login is read: the configuration has none. */
  @Test
  void aUsersOwnConnectionsServeAConfiguredStore() {
    String toml =
        """
        [stores.dev]
        type = "%s"
        [stores.dev.config]
        url = "${UNSET}"
        password = "${UNSET}"
        hash_algorithm = "sha256"
        """
            .formatted(type);
    MetadataStore dev;
    try (Metaxy metaxy = file.open(toml)) {
      dev = metaxy.store("dev", dsl);
      assertEquals(12, written(dev));
      assertEquals(0, written(store.withHashAlgorithm(HashAlgorithm.SHA256)));
    }
    assertEquals(3, dev.read(RECORDING).fetch().size());
  }

  @Test
  void connectionsToAnotherDatabaseAreRefused() throws Exception {
    DatabaseFixture other =
        Fixtures.quickest().stream()
            .filter(each -> each.dialect() != fixture.dialect())
            .findFirst()
            .orElseThrow();
    String expected = Dialects.of(other.dialect()).access().type();
    try (Metaxy metaxy = file.open("stores.dev.type = \"" + expected + "\"")) {
      assertEquals(
          "Cannot open the store dev in a DSLContext of "
              + fixture.dialect().getName()
              + ", because its type is "
              + expected
              + "; pass a DSLContext of "
              + Dialects.of(other.dialect()).name()
              + ", or correct the type",
          refused(ConfigException.class, () -> metaxy.store("dev", dsl)));
    }
  }

  /** Of which otherwise each connection would have its own. */
  @Test
  void aDatabaseInMemoryLivesWhileItIsOpen() {
    fixture.privateUrl().ifPresent(this::livesWhileItIsOpen);
  }

  private void livesWhileItIsOpen(String url) {
    for (String each : List.of(type, "jdbc")) {
      try (Metaxy metaxy = file.open(store("dev", each, url) + store("other", each, url))) {
        for (FeaturePlan plan : Features.GRAPH.plans()) {
          String table = database.text(fixture.form(), plan).create();
          for (String name : List.of("dev", "other")) {
            metaxy.dsl(name).connection(connection -> fixture.execute(connection, table));
          }
        }
        assertEquals(12, written(metaxy.store("dev")));
        assertEquals(0, written(metaxy.store("dev")));
        assertEquals(12, written(metaxy.store("other")), "a database of its own");
      }
    }
  }
}
