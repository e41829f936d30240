package io.metaxy.jooq.it.live;

import static io.metaxy.jooq.it.db.tables.Footage.FOOTAGE;
import static io.metaxy.jooq.it.db.tables.FootageCut.FOOTAGE_CUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.it.database.OnFastestKinds;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.FootageRecord;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTable;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jooq.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of live columns whose types are not those of their specs. */
abstract class ChangedColumns extends OnFastestKinds {

  static final List<Integer> COUNTS = List.of(1, 100);

  TestDatabase own;
  MetadataStore in;

  ChangedColumns() {
    super(Features.GRAPH);
  }

  @BeforeEach
  void anEmptyDatabase() throws Exception {
    own = fixture.open();
    in = storeOf(own.dsl(), Features.GRAPH);
  }

  @AfterEach
  void close() throws Exception {
    own.close();
  }

  /** Tables without keys, whose columns can be replaced. */
  final void create(FeatureTable<?>... tables) throws SQLException {
    for (FeatureTable<?> table : tables) {
      own.create(fixture.form().asThePeerMakesIt(), table);
    }
  }

  final void change(Table<?> table, String column, String type) throws SQLException {
    String alter = "alter table \"" + table.getName() + "\" ";
    own.execute(alter + "drop column \"" + column + "\"");
    own.execute(alter + "add column \"" + column + "\" " + type);
  }

  final void change(Table<?> table, String column, LogicalType type) throws SQLException {
    change(table, column, Dialects.of(own.dsl().dialect()).types().ddl(type));
  }

  final void change(Table<?> table, String column, ColumnType type) throws SQLException {
    change(table, column, LogicalType.of(type));
  }

  final void changeList(String column, ColumnType element) throws SQLException {
    change(FOOTAGE, column, ListOf.of(element));
  }

  static List<FootageRecord> footage(int count, Consumer<FootageRecord> values) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              FootageRecord row =
                  new FootageRecord()
                      .setFootageId("f" + (1_000 + i))
                      .setMetaxyProvenanceByField(Map.of("scene", "s" + i));
              values.accept(row);
              return row;
            })
        .toList();
  }

  /** Writes rows, and asserts on each that is read, selected and resolved. */
  final void assertKept(
      int count, Consumer<FootageRecord> values, Consumer<FootageRecord> expected) {
    in.write(FOOTAGE, footage(count, values));
    List<FootageRecord> read = in.read(FOOTAGE).fetch();
    assertEquals(count, read.size());
    read.forEach(expected);
    own.dsl().selectFrom(FOOTAGE).fetch().forEach(expected);
    for (Engine engine : Engine.values()) {
      List<FootageRecord> resolved =
          in.withEngine(engine).resolve(FOOTAGE_CUT).newSamples().fetch().stream()
              .map(sample -> sample.from(FOOTAGE))
              .toList();
      assertEquals(count, resolved.size());
      resolved.forEach(expected);
    }
    own.dsl().deleteFrom(FOOTAGE).execute();
  }

  /** The last of some rows has a value that does not fit. */
  final void assertRefused(Consumer<FootageRecord> misfit, String reason) {
    for (int count : COUNTS) {
      List<FootageRecord> rows = footage(count, row -> {});
      misfit.accept(rows.get(count - 1));
      String says = refused(InvalidRowException.class, () -> in.write(FOOTAGE, rows));
      assertTrue(
          says.startsWith(
              "Cannot write row "
                  + count
                  + " of footage (footage_id=f"
                  + (999 + count)
                  + "): its "
                  + reason
                  + "; set a value that fits, or "),
          says);
      assertEquals(0, own.dsl().fetchCount(FOOTAGE));
    }
  }
}
