package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.example.Pipeline.recording;
import static io.metaxy.jooq.example.db.tables.Recording.RECORDING;
import static io.metaxy.jooq.example.db.tables.RecordingCrop.RECORDING_CROP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.example.db.tables.Recording;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.Fixtures;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureData;
import io.metaxy.jooq.table.FeatureTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jooq.SQLDialect;
import org.jooq.Schema;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Databases with missing tables or columns, and generated code of another library version. */
@Isolated("finds tables in the schemas of other tests")
class DatabaseBehindTest extends OnEveryDatabase {

  private static final String NO_TABLE =
      "Cannot find table recording of feature recording: a script is missing or has not run;"
          + " write it, or let Flyway run it";

  private TestDatabase own;
  private MetadataStore behind;

  DatabaseBehindTest() {
    super(Features.GRAPH);
  }

  @BeforeEach
  void anEmptyDatabase() throws Exception {
    own = fixture.open();
    behind = MetadataStore.of(own.dsl(), Features.GRAPH);
  }

  @AfterEach
  void close() throws Exception {
    own.close();
  }

  @Test
  void aMissingTableIsNamed() {
    assertEquals(
        NO_TABLE,
        refused(
            StoreException.class,
            () -> behind.write(RECORDING, List.of(recording("r1", "a", "f")))));
    assertEquals(NO_TABLE, refused(StoreException.class, () -> behind.read(RECORDING)));
    assertEquals(
        NO_TABLE,
        refused(StoreException.class, () -> behind.delete(RECORDING, DSL.trueCondition())));
  }

  @Test
  void aMissingUpstreamTableIsNamed() throws Exception {
    own.create(RECORDING_CROP);
    assertEquals(NO_TABLE, refused(StoreException.class, () -> behind.resolve(RECORDING_CROP)));
  }

  @Test
  void theDialectOfAnotherDatabaseIsRefused() {
    SQLDialect there = own.dsl().family();
    SQLDialect other =
        Fixtures.quickest().stream()
            .map(DatabaseFixture::dialect)
            .filter(dialect -> dialect != there)
            .findFirst()
            .orElseThrow();
    MetadataStore wrong =
        MetadataStore.of(DSL.using(own.dsl().configuration().derive(other)), Features.GRAPH);
    assertEquals(
        "Cannot use a DSLContext of SQLDialect."
            + other
            + " with a connection to "
            + there.getName()
            + "; create it with DSL.using(…, SQLDialect."
            + there
            + ")",
        refused(StoreException.class, () -> wrong.read(RECORDING)));
  }

  /** PostgreSQL would find the table through its search path. */
  @Test
  void aTableOfAnotherSchemaIsFoundByNamingIt() throws Exception {
    String schema = "beside_" + fixture.name().toLowerCase(Locale.ROOT);
    own.create(RECORDING);
    own.execute("create schema \"" + schema + "\"");
    try {
      own.execute("create table \"" + schema + "\".\"recording\" as select * from \"recording\"");
      own.execute("drop table \"recording\"");
      assertEquals(
          "Cannot find table recording of feature recording in the connection's schema, only in "
              + schema
              + "; let Flyway run the scripts in the connection's schema, or, if the store is in the"
              + " other one, use store.withSchema(\""
              + schema
              + "\")",
          refused(StoreException.class, () -> behind.read(RECORDING)));
      assertEquals(List.of(), behind.withSchema(schema).read(RECORDING).fetch());
    } finally {
      own.execute(fixture.dropSchema(schema));
    }
  }

  /** As after the rollback of a deployment whose scripts have run. */
  @Test
  void aDatabaseThatIsNewerIsSaidToBe() throws Exception {
    own.create(RECORDING);
    own.execute("alter table \"recording\" rename column \"seconds\" to \"duration\"");
    String message = refused(StoreException.class, () -> behind.read(RECORDING));
    assertEquals(
        "a script is missing or has not run; write it, or let Flyway run it; or, if a newer version"
            + " of the program renamed the column to one of [duration], the database is newer than"
            + " this program: deploy the newer version again",
        message.substring(message.indexOf("a script is missing")));
  }

  @Test
  void aMissingColumnIsNamed() throws Exception {
    own.create(RECORDING);
    own.execute("alter table \"recording\" drop column \"seconds\"");
    assertEquals(
        "Cannot find column seconds of table recording of feature recording (it has"
            + " [recording_id, path, metaxy_provenance_by_field, metaxy_provenance,"
            + " metaxy_data_version_by_field, metaxy_data_version, metaxy_feature_version,"
            + " metaxy_project_version, metaxy_created_at, metaxy_updated_at, metaxy_deleted_at,"
            + " metaxy_materialization_id]): a script is missing or has not run; write it, or"
            + " let Flyway run it",
        refused(StoreException.class, () -> behind.read(RECORDING)));
  }

  @Test
  void aTableThatVanishesIsOneSentence() throws Exception {
    own.create(RECORDING, RECORDING_CROP);
    behind.write(RECORDING, List.of(recording("r1", "a1", "f1")));
    var increment = behind.resolve(RECORDING_CROP);
    assertEquals("new 1, stale 0, orphaned 0, pending 1", increment.counts().toString());
    own.execute("drop table \"recording\"");
    assertEquals(
        NO_TABLE,
        refused(
            StoreException.class,
            () -> behind.write(RECORDING, List.of(recording("r1", "a", "f")))));
    assertEquals(NO_TABLE, refused(StoreException.class, increment::counts));
    assertEquals(
        NO_TABLE,
        refused(StoreException.class, () -> increment.pending(s -> s.record().setPath("x"))));
  }

  @Test
  void aTableThatIsMigratedMeanwhileIsLookedAtAgain() throws Exception {
    assertThrows(StoreException.class, () -> behind.read(RECORDING));
    own.create(RECORDING);
    assertEquals(1, behind.write(RECORDING, List.of(recording("r1", "a1", "f1"))));
  }

  @Test
  void aDatabaseThatCannotBeReachedIsOneSentence() {
    MetadataStore nowhere = MetadataStore.of(DSL.using(fixture.dialect()), Features.GRAPH);
    assertEquals(
        "Cannot inspect table recording of feature recording: the database says: No JDBC Connection"
            + " provided by ConnectionProvider",
        refused(StoreException.class, () -> nowhere.read(RECORDING)));
  }

  @Test
  void aConnectionThatIsLostIsOneSentenceAndNothingIsWritten() throws Exception {
    own.create(RECORDING);
    // An in-memory database exists as long as it has a connection.
    own.dsl().connection(first -> own.dsl().connection(this::lose));
    assertEquals(1, behind.read(RECORDING).fetch().size());
  }

  private void lose(Connection connection) throws SQLException {
    MetadataStore lost = MetadataStore.of(DSL.using(connection, fixture.dialect()), Features.GRAPH);
    lost.write(RECORDING, List.of(recording("r1", "a1", "f1")));
    connection.close();
    String says =
        refused(
            StoreException.class,
            () -> lost.write(RECORDING, List.of(recording("r2", "a2", "f2"))));
    assertTrue(
        says.matches("Cannot (write|inspect table) recording.*: the database says: .*"), says);
  }

  @Test
  void aDatabaseThatIsNotSupportedIsRefused() {
    assertEquals(
        "Cannot use the database MySQL: no server is available as a Maven artifact that tests"
            + " can start, so it is untested (must be H2, PostgreSQL, DuckDB or MariaDB);"
            + " configure the"
            + " DSLContext with SQLDialect.H2, POSTGRES, DUCKDB or MARIADB",
        refused(
            UnsupportedOperationException.class,
            () -> MetadataStore.of(DSL.using(SQLDialect.MYSQL), Features.GRAPH)));
    assertEquals(
        "Cannot use the database DEFAULT (must be H2, PostgreSQL, DuckDB or MariaDB);"
            + " configure the DSLContext with SQLDialect.H2, POSTGRES, DUCKDB or MARIADB",
        refused(
            UnsupportedOperationException.class,
            () -> MetadataStore.of(DSL.using(SQLDialect.DEFAULT), Features.GRAPH)));
  }

  @Test
  void aClassThatNamesASchemaIsRefused() {
    Recording elsewhere =
        new Recording() {
          private static final long serialVersionUID = 1L;

          @Override
          public Schema getSchema() {
            return DSL.schema(DSL.name("s"));
          }
        };
    assertEquals(
        "Cannot use the class of table s.recording, which names a schema; generate it with"
            + " <outputSchemaToDefault>, and set the schema with store.withSchema(\"s\")",
        refused(IllegalArgumentException.class, () -> behind.current(elsewhere)));
  }

  @Test
  void codeOfAnotherGeneratorIsRefused() {
    FeatureData data = RECORDING.featureData();
    Recording old =
        new Recording() {
          private static final long serialVersionUID = 1L;

          @Override
          public FeatureData featureData() {
            return new FeatureData(
                "0.0",
                data.key(),
                data.fields(),
                data.spec(),
                data.schema(),
                data.project(),
                data.featureClass());
          }
        };
    assertEquals(
        "Cannot use the generated table "
            + old.getClass().getName()
            + ": it was generated by version 0.0, but this runtime supports 0.1; generate the code"
            + " again with the runtime's version of metaxy-jooq-codegen",
        refused(IllegalStateException.class, () -> FeatureTables.graph(GraphOptions.DEFAULT, old)));
  }
}
