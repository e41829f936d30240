package io.metaxy.jooq.it.testing;

import static io.metaxy.jooq.example.Pipeline.recording;
import static io.metaxy.jooq.example.db.tables.Recording.RECORDING;
import static io.metaxy.jooq.example.db.tables.RecordingCrop.RECORDING_CROP;
import static io.metaxy.jooq.example.db.tables.RecordingFaces.RECORDING_FACES;
import static io.metaxy.jooq.example.db.tables.RecordingTranscript.RECORDING_TRANSCRIPT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.config.ConfigInput;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.example.db.tables.records.RecordingRecord;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.it.database.OnFastestKinds;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.test.MetaxyExtension;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Schema;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Tests of users have stores of their own in the database of a DataSource. */
@ResourceLock("io.metaxy.jooq.it.testing")
class MetaxyExtensionTest extends OnFastestKinds {

  private static final int FORMS = 7;
  private static final List<RecordingRecord> OTHERS =
      List.of(recording("other", "a", "f"), recording("more", "a", "f"));
  private static DataSource dataSource;

  MetaxyExtensionTest() {
    super(Features.GRAPH, RECORDING, RECORDING_CROP, RECORDING_FACES, RECORDING_TRANSCRIPT);
  }

  /** Every form of a test. */
  static class InSchemas extends Lives {
    // region dataSource
    @RegisterExtension
    static final MetaxyExtension METAXY =
        MetaxyExtension.of(Features.GRAPH).withDataSource(() -> dataSource);
    // endregion
  }

  /** Leaves a cursor and a transaction open, and fails. */
  static class Failing {
    @RegisterExtension static final MetaxyExtension METAXY = InSchemas.METAXY;

    @Test
    void fails(MetadataStore store, DSLContext dsl) throws SQLException {
      store.write(RECORDING, OTHERS);
      Increment<?> left = store.resolve(RECORDING_CROP);
      assertTrue(left.newSamples().stream().iterator().hasNext());
      Connection connection = dsl.configuration().connectionProvider().acquire();
      connection.setAutoCommit(false);
      DSL.using(connection, dsl.dialect()).deleteFrom(RECORDING).execute();
      throw new IllegalStateException("the test fails");
    }
  }

  /** A feature of another project, whose rows the test writes. */
  static class External {
    @RegisterExtension
    static final MetaxyExtension METAXY =
        MetaxyExtension.of(
                Features.GRAPH.with(
                    Features.GRAPH.plan(RECORDING.featureKey()).definition().asExternal(null)))
            .withDataSource(() -> dataSource)
            .withHashAlgorithm(HashAlgorithm.SHA256)
            .withConfig(
                MetaxyConfig.read(
                    ConfigInput.ofArguments(Map.of("ext.jooq.inject_primary_key", "true"))));

    @Test
    void hasATable(MetadataStore store, DSLContext dsl) {
      store.write(RECORDING, OTHERS);
      assertEquals(2, store.resolve(RECORDING_CROP).counts().newSamples());
      assertTrue(store.toString().contains("sha256"), store.toString());
      // DuckDB's driver cannot list columns where the locale has digits of its own, so no
      // dsl.meta().
      assertEquals(3, dsl.connectionResult(External::columnsOfKey));
    }

    private static int columnsOfKey(Connection connection) throws SQLException {
      int columns = 0;
      try (ResultSet found =
          connection
              .getMetaData()
              .getPrimaryKeys(connection.getCatalog(), connection.getSchema(), "recording__crop")) {
        while (found.next()) {
          columns++;
        }
      }
      return columns;
    }
  }

  /** Leaves a transaction open. */
  static class Leaving {
    @RegisterExtension static final MetaxyExtension METAXY = InSchemas.METAXY;

    @Test
    void leaves(MetadataStore store, DSLContext dsl) throws SQLException {
      store.write(RECORDING, OTHERS.subList(0, 1));
      Connection connection = dsl.configuration().connectionProvider().acquire();
      connection.setAutoCommit(false);
      DSL.using(connection, dsl.dialect()).deleteFrom(RECORDING).execute();
    }
  }

  /** One row. */
  static class Writing {
    @RegisterExtension static final MetaxyExtension METAXY = InSchemas.METAXY;

    @Test
    void writes(MetadataStore store) {
      store.write(RECORDING, OTHERS.subList(0, 1));
    }
  }

  @BeforeEach
  void aUser() {
    store.write(RECORDING, OTHERS);
    dataSource = new DriverManagerDataSource(database.url());
  }

  @AfterEach
  void nothingIsLeft() {
    assertEquals(2, store.read(RECORDING).fetch().size());
    assertEquals(Set.of(), schemas());
  }

  private Set<String> schemas() {
    Set<String> names = new HashSet<>();
    for (Schema schema : dsl.meta().getSchemas()) {
      if (schema.getName().startsWith("metaxy_test_")) {
        names.add(schema.getName());
      }
    }
    return names;
  }

  @Test
  void eachTestSeesItsOwnRowsOnly() {
    Launched run = Launched.run(InSchemas.class);

    assertEquals(List.of(), run.failures());
    assertEquals(FORMS, run.succeeded());
  }

  @Test
  void aTestThatFailsLeavesNothing() {
    assertEquals(List.of("the test fails"), Launched.run(Failing.class).failures());
  }

  @Test
  void aPoolGetsItsConnectionsBackUnchanged() throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.url())) {
      dataSource = new SingleConnectionDataSource(connection, true);
      assertEquals(List.of(), Launched.run(Writing.class).failures());

      assertEquals(2, DSL.using(connection, fixture.dialect()).fetchCount(RECORDING));
    }
  }

  /** A pool that rolls back would restore the schema of the test. */
  @Test
  void noConnectionIsReturnedInATransaction() throws SQLException {
    List<Boolean> autoCommits = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(database.url())) {
      dataSource =
          new SingleConnectionDataSource(connection, true) {
            @Override
            protected Connection getCloseSuppressingConnectionProxy(Connection target) {
              return noting(super.getCloseSuppressingConnectionProxy(target), autoCommits);
            }
          };
      assertEquals(List.of(), Launched.run(Leaving.class).failures());

      assertEquals(Set.of(true), Set.copyOf(autoCommits));
      assertEquals(2, DSL.using(connection, fixture.dialect()).fetchCount(RECORDING));
    }
  }

  /** A connection that notes its auto-commit mode when it is returned. */
  private static Connection noting(Connection connection, List<Boolean> autoCommits) {
    return (Connection)
        Proxy.newProxyInstance(
            MetaxyExtensionTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                autoCommits.add(connection.getAutoCommit());
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void connectionsInATransactionAreRefused() throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.url())) {
      connection.setAutoCommit(false);
      dataSource = new SingleConnectionDataSource(connection, true);

      assertEquals(
          List.of(
              "Cannot create the store of a test: the connections of the DataSource have"
                  + " auto-commit off, so they may be in a transaction of the caller; provide"
                  + " connections with auto-commit on"),
          Launched.run(Writing.class).failures());
    }
  }

  @Test
  void externalFeaturesHaveTables() {
    Launched run = Launched.run(External.class);

    assertEquals(List.of(), run.failures());
    assertEquals(1, run.succeeded());
  }
}
