package io.metaxy.jooq.it.live;

import static io.metaxy.jooq.it.db.tables.Footage.FOOTAGE;
import static io.metaxy.jooq.it.db.tables.FootageCut.FOOTAGE_CUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.database.OnFastestKinds;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.FootageRecord;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.spec.LogicalType.Text;
import io.metaxy.jooq.store.MetadataStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.Record1;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UUIDs in live columns of text, as the peer writes them. */
class TextUuidsTest extends OnFastestKinds {

  private static final UUID TAKE = UUID.fromString("7f1c8a52-0c35-4a5c-9b0e-8f0f6c7ad001");

  /** Greater in each of its parts, by which older servers of MariaDB order UUIDs. */
  private static final UUID OTHER = UUID.fromString("ffffffff-ffff-4fff-bfff-ffffffffffff");

  private TestDatabase own;
  private MetadataStore in;

  TextUuidsTest() {
    super(Features.GRAPH);
  }

  @BeforeEach
  void tables() throws Exception {
    own = fixture.open();
    own.create(fixture.form().asThePeerMakesIt(), FOOTAGE);
    own.create(fixture.form().asThePeerMakesIt(), FOOTAGE_CUT);
    change("uuid", LogicalType.of(ColumnType.STRING));
    change("takes", ListOf.of(ColumnType.STRING));
    in = storeOf(own.dsl(), Features.GRAPH);
  }

  @AfterEach
  void close() throws Exception {
    own.close();
  }

  private void change(String column, LogicalType type) throws SQLException {
    DatabaseTypes types = Dialects.of(own.dsl().dialect()).types();
    own.execute("alter table \"footage\" drop column \"" + column + "\"");
    own.execute("alter table \"footage\" add column \"" + column + "\" " + types.ddl(type));
  }

  private static List<FootageRecord> footage(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new FootageRecord()
                    .setFootageId("f" + (1_000 + i))
                    .setUuid(i == 0 ? TAKE : OTHER)
                    .setTakes(List.of(TAKE, OTHER))
                    .setMetaxyProvenanceByField(Map.of("scene", "s" + i)))
        .toList();
  }

  private static void assertFootage(FootageRecord row) {
    assertEquals(row.getFootageId().equals("f1000") ? TAKE : OTHER, row.getUuid());
    assertEquals(List.of(TAKE, OTHER), row.getTakes());
  }

  private List<String> texts() {
    return own.dsl()
        .selectDistinct(DSL.field(DSL.name("uuid"), SQLDataType.VARCHAR))
        .from(DSL.table(DSL.name("footage")))
        .fetch()
        .map(Record1::value1);
  }

  private MetadataStore filtered(String filter) {
    FeatureSpec spec =
        FeatureSpec.of("footage/cut")
            .id("footage_id")
            .dependsOn("footage", dep -> dep.where(filter))
            .fields("cut")
            .build();
    FeatureGraph graph = Features.GRAPH;
    return storeOf(
        own.dsl(), graph.with(graph.plan(FOOTAGE_CUT.featureKey()).definition().withSpec(spec)));
  }

  @Test
  void areWrittenInLowerCaseAndReadResolvedAndFound() {
    for (int count : List.of(1, 100)) {
      in.write(FOOTAGE, footage(count));
      assertTrue(texts().contains(TAKE.toString()), () -> texts().toString());
      List<FootageRecord> read = in.read(FOOTAGE).fetch();
      assertEquals(count, read.size());
      read.forEach(TextUuidsTest::assertFootage);
      assertEquals(1, in.read(FOOTAGE).where(FOOTAGE.UUID.eq(TAKE)).fetch().size());
      assertEquals(count - 1, in.read(FOOTAGE).where(FOOTAGE.UUID.gt(TAKE)).fetch().size());
      assertEquals(1, in.delete(FOOTAGE, FOOTAGE.UUID.eq(TAKE)));
      in.read(FOOTAGE).includingDeleted().fetch().forEach(TextUuidsTest::assertFootage);
      own.dsl().deleteFrom(FOOTAGE).execute();
    }
  }

  @Test
  void inUpperCaseAreTheSame() throws SQLException {
    in.write(FOOTAGE, footage(2));
    own.execute(
        "update \"footage\" set \"uuid\" = '"
            + TAKE.toString().toUpperCase(Locale.ROOT)
            + "' where \"footage_id\" = 'f1000'");
    assertEquals(1, in.read(FOOTAGE).where(FOOTAGE.UUID.eq(TAKE)).fetch().size());
    for (Engine engine : Engine.values()) {
      MetadataStore store = in.withEngine(engine);
      store.resolve(FOOTAGE_CUT).newSamples().fetch().forEach(s -> assertFootage(s.from(FOOTAGE)));
      List<FootageRecord> found =
          filtered("uuid = '" + TAKE + "'")
              .withEngine(engine)
              .resolve(FOOTAGE_CUT)
              .newSamples()
              .fetch()
              .stream()
              .map(sample -> sample.from(FOOTAGE))
              .toList();
      assertEquals(List.of("f1000"), found.stream().map(FootageRecord::getFootageId).toList());
      found.forEach(TextUuidsTest::assertFootage);
    }
  }

  @Test
  void anotherTextIsAnError() throws SQLException {
    in.write(FOOTAGE, footage(1));
    own.execute("update \"footage\" set \"uuid\" = 'take 7'");
    String says = refused(StoreException.class, () -> in.read(FOOTAGE).fetch());
    assertTrue(says.startsWith("Cannot read footage: the database says: "), says);
    for (Engine engine : Engine.values()) {
      String resolved =
          refused(
              StoreException.class,
              () -> in.withEngine(engine).resolve(FOOTAGE_CUT).newSamples().fetch());
      assertTrue(resolved.startsWith("Cannot resolve footage/cut: the database says: "), resolved);
    }
  }

  @Test
  void anotherTextInAListIsAnErrorThatNamesTheRow() throws SQLException {
    change("tags", ListOf.of(ColumnType.STRING));
    List<FootageRecord> rows = footage(1);
    rows.get(0).setTags(List.of("1-1-1-1-1"));
    in.write(FOOTAGE, rows);
    own.execute("update \"footage\" set \"takes\" = \"tags\"");
    String says = refused(StoreException.class, () -> in.read(FOOTAGE).fetch());
    assertTrue(
        says.startsWith("Cannot read footage: cannot read the row (footage_id=f1000): "), says);
    assertTrue(says.contains("1-1-1-1-1"), says);
  }

  @Test
  void aColumnThatIsTooShortRefusesThem() throws SQLException {
    if (!fixture.can(Capability.TEXT_LENGTHS)) {
      return;
    }
    change("uuid", new Text(30));
    for (int count : List.of(1, 100)) {
      String says = refused(InvalidRowException.class, () -> in.write(FOOTAGE, footage(count)));
      assertTrue(
          says.startsWith("Cannot write row 1 of footage (footage_id=f1000): its uuid has 36 ")
              && says.contains(
                  ", but the live column holds 30; set a value that fits, or widen the column with"
                      + " a migration"),
          says);
    }
  }
}
