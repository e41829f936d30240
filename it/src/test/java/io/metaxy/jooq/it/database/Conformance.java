package io.metaxy.jooq.it.database;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;

/**
 * Tests for the stores on all databases. The tests of a class share one database; each starts with
 * empty tables, and none may leak a connection. See {@link OnEveryDatabase} and {@link
 * ByEveryEngine}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(providers = OneThread.class)
public abstract class Conformance {

  private final FeatureGraph graph;
  private final List<FeatureTable<?>> tables;
  public TestDatabase database;
  public DSLContext dsl;
  public MetadataStore store;

  /** Creates tests for features whose tables exist. */
  public Conformance(FeatureGraph graph, FeatureTable<?>... tables) {
    this.graph = graph;
    this.tables = List.of(tables);
  }

  public abstract DatabaseFixture fixture();

  /** Returns a store as the fixture configures it. */
  public MetadataStore storeOf(DSLContext of, FeatureGraph features) {
    return MetadataStore.of(of, features);
  }

  @BeforeParameterizedClassInvocation
  public void openDatabase() throws Exception {
    database = fixture().open();
    database.create(tables.toArray(FeatureTable<?>[]::new));
    dsl = database.dsl();
  }

  @BeforeEach
  public void openStore() {
    store = storeOf(dsl, graph);
  }

  @AfterEach
  public void emptyTables() {
    tables.forEach(table -> dsl.deleteFrom(table).execute());
  }

  @AfterParameterizedClassInvocation
  public void closeDatabase() throws Exception {
    database.close();
  }

  /** Returns a store in which a feature has another spec. */
  public MetadataStore storeWith(FeatureSpec spec) {
    FeatureKey key = spec.key();
    return storeOf(dsl, graph.with(graph.plan(key).definition().withSpec(spec)));
  }

  public <R extends FeatureRecord<R>> String counts(FeatureTable<R> table) {
    return store.resolve(table).counts().toString();
  }

  /** Asserts that a statement fails because the database has no type of this name. */
  public static void assertUnknownType(String type, Executable statement) {
    Throwable thrown = assertThrows(DataAccessException.class, statement);
    while (thrown.getCause() != null) {
      thrown = thrown.getCause();
    }
    String reason = thrown.getMessage().split("; SQL statement", 2)[0];
    assertTrue(reason.toLowerCase(Locale.ROOT).contains(type), reason);
  }

  /** Asserts that the work throws, and returns the message. */
  public static <E extends Exception> String refused(Class<E> type, Executable work) {
    return assertThrows(type, work).getMessage();
  }
}
