package io.metaxy.jooq.it.connection;

import static io.metaxy.jooq.it.db.tables.Footage.FOOTAGE;
import static io.metaxy.jooq.it.db.tables.FootageCut.FOOTAGE_CUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.MariaDbFixture;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.FootageRecord;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.store.MetadataStore;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that logs statements, whose packets have at most 1 MB. */
class MariaDbServerSettingsTest {

  private static final int PACKET = 1 << 20;

  private static TestDatabase database;

  private MetadataStore store;

  @BeforeAll
  static void start() throws Exception {
    database =
        MariaDbFixture.MARIADB_11.openWith(
            "--log-bin=binlog",
            "--server-id=1",
            "--binlog-format=STATEMENT",
            "--max-allowed-packet=" + PACKET);
    database.create(FOOTAGE, FOOTAGE_CUT);
    database.execute("alter table \"footage\" modify column \"text\" longtext");
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  @BeforeEach
  void openStore() {
    store = MetadataStore.of(database.dsl(), Features.GRAPH);
  }

  @AfterEach
  void emptyTables() {
    database.dsl().deleteFrom(FOOTAGE).execute();
    database.dsl().deleteFrom(FOOTAGE_CUT).execute();
  }

  private static FootageRecord row(int number) {
    return new FootageRecord()
        .setFootageId("f" + number)
        .setText("t" + number)
        .setMetaxyProvenanceByField(Map.of("scene", "s" + number));
  }

  private static List<FootageRecord> rows(int count) {
    return new ArrayList<>(IntStream.range(0, count).mapToObj(i -> row(i)).toList());
  }

  /** Uses a session that logs rows, so that batches have many of them. */
  private static void loggingRows(Consumer<MetadataStore> work) {
    database
        .dsl()
        .connection(
            connection -> {
              DSL.using(connection).execute("set session binlog_format = 'ROW'");
              work.accept(
                  MetadataStore.of(
                      DSL.using(connection, MariaDbFixture.MARIADB_11.dialect()), Features.GRAPH));
              DSL.using(connection).execute("set session binlog_format = default");
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60})
  void aServerThatLogsStatementsIsWrittenAndResolved(int rows) {
    assertEquals("STATEMENT", database.dsl().fetchValue("select @@binlog_format"));
    assertEquals("1", database.dsl().fetchValue("select @@log_bin").toString());
    store.write(FOOTAGE, rows(rows));
    for (Engine engine : Engine.values()) {
      assertEquals(
          "new " + rows + ", stale 0, orphaned 0, pending " + rows,
          store.withEngine(engine).resolve(FOOTAGE_CUT).counts().toString());
    }
    assertEquals(rows, store.resolve(FOOTAGE_CUT).pending(Sample::record));
    assertEquals(1, store.delete(FOOTAGE, FOOTAGE.FOOTAGE_ID.eq("f0")));
    assertEquals(rows - 1, store.read(FOOTAGE).fetch().size());
  }

  /** InnoDB requires rows in the log at this level, which the store does not change. */
  @Test
  void theCallersReadCommittedIsRefusedByAServerThatLogsStatements() {
    database
        .dsl()
        .connection(
            connection -> {
              connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
              connection.setAutoCommit(false);
              MetadataStore in =
                  MetadataStore.of(
                      DSL.using(connection, MariaDbFixture.MARIADB_11.dialect()), Features.GRAPH);
              String says =
                  assertThrows(StoreException.class, () -> in.write(FOOTAGE, rows(60)))
                      .getMessage();
              assertTrue(says.startsWith("Cannot write footage: the database says: "), says);
              assertTrue(says.contains("since BINLOG_FORMAT = STATEMENT"), says);
              connection.rollback();
              connection.setAutoCommit(true);
              connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            });
    assertEquals(0, database.dsl().fetchCount(FOOTAGE));
  }

  private static void assertTooLarge(MetadataStore in, FootageRecord large, String column) {
    in.write(FOOTAGE, List.of(row(7)));
    for (int count : List.of(1, 3, 60)) {
      List<FootageRecord> rows = rows(count);
      rows.set(count - 1, large);
      String says = assertThrows(StoreException.class, () -> in.write(FOOTAGE, rows)).getMessage();
      assertTrue(
          says.matches(
              "Cannot write row "
                  + count
                  + " of footage \\(footage_id=large\\): the database says: the row has \\d+ bytes,"
                  + " most of them in "
                  + column
                  + ", and max_allowed_packet is 1048576; store large values elsewhere, or raise"
                  + " max_allowed_packet"),
          says);
      assertEquals(List.of("f7"), in.read(FOOTAGE).fetch().getValues(FOOTAGE.FOOTAGE_ID));
    }
  }

  @Test
  void aRowLargerThanAPacketIsRefusedByItsLargestColumn() {
    for (Consumer<Consumer<MetadataStore>> session :
        List.<Consumer<Consumer<MetadataStore>>>of(
            work -> work.accept(store), MariaDbServerSettingsTest::loggingRows)) {
      session.accept(
          in -> {
            FootageRecord large = row(0).setFootageId("large");
            assertTooLarge(in, large.setBytes(new byte[PACKET]), "bytes");
            large.setBytes(new byte[400_000]);
            assertTooLarge(in, large.setText("\u00E4".repeat(200_000)), "bytes");
            large.setBytes(null);
            assertTooLarge(in, large.setText("\u4E2D".repeat(350_000)), "text");
            assertTooLarge(in, large.setText("'\"".repeat(300_000)), "text");
            large.setText("");
            double[] list = new Random(1).doubles(100_000).toArray();
            assertTooLarge(in, large.setDoubles(list), "doubles");
          });
      emptyTables();
    }
  }

  @Test
  void manySmallerRowsPass() {
    loggingRows(
        in -> {
          List<FootageRecord> rows = rows(60);
          for (int i = 0; i < rows.size(); i++) {
            rows.get(i).setText("x".repeat(i % 3 == 0 ? 1_000_000 : 100_000));
          }
          for (MetadataStore each : List.of(in, store)) {
            each.write(FOOTAGE, rows);
            assertEquals(
                rows.stream().mapToInt(row -> row.getText().length()).sum(),
                each.read(FOOTAGE).fetch().stream().mapToInt(r -> r.getText().length()).sum());
            each.delete(FOOTAGE, DSL.noCondition());
          }
        });
  }
}
