package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotFrame.SHOT_FRAME;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotFrameRecord;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Columns that no spec names, such as those that a Python frame added to a table of ours. */
class SomebodyElsesColumnsTest extends ByEveryEngine {

  private static final String OTHERS = "not_ours";

  private static final String REFUSED =
      "Cannot write shot: column not_ours of table shot, which no spec names, must not be null and"
          + " has no default; give it a default, make it nullable, or add it to the spec";

  private TestDatabase own;
  private MetadataStore in;

  SomebodyElsesColumnsTest() {
    super(Features.GRAPH);
  }

  @BeforeEach
  void tablesOfOurs() throws Exception {
    own = fixture.open();
    own.create(SHOT, SHOT_FRAME);
    in = storeOf(own.dsl(), Features.GRAPH);
  }

  @AfterEach
  void close() throws Exception {
    own.close();
  }

  private static List<ShotRecord> shots(int count) {
    return IntStream.range(0, count).mapToObj(i -> shot(i, "p" + i, "s" + i)).toList();
  }

  private static List<ShotFrameRecord> frames(Sample<ShotFrameRecord> sample, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> sample.record().setFrame(i).setFile("f" + i))
        .toList();
  }

  private String quoted(String name) {
    return own.dsl().render(DSL.quotedName(name));
  }

  private void widen(FeatureTable<?> table, String column, String definition) throws SQLException {
    own.execute(
        "alter table "
            + quoted(table.getName())
            + " add column "
            + quoted(column)
            + " "
            + definition);
  }

  private void fill(FeatureTable<?> table, String column, String value) throws SQLException {
    own.execute("update " + quoted(table.getName()) + " set " + quoted(column) + " = " + value);
  }

  /** The values of a column as texts, each with the number of its rows. */
  private Map<String, Integer> values(FeatureTable<?> table, String column) {
    Field<String> text = DSL.field(DSL.quotedName(column)).cast(SQLDataType.VARCHAR(50));
    Map<String, Integer> values = new TreeMap<>();
    own.dsl()
        .select(text)
        .from(table)
        .fetch(text)
        .forEach(value -> values.merge(String.valueOf(value), 1, Integer::sum));
    return values;
  }

  /** Types that no column of a feature has, or no id. */
  private List<String> oddTypes() throws SQLException {
    List<String> types = new ArrayList<>(fixture.typesWithoutText());
    types.addAll(fixture.paddedTexts());
    types.addAll(fixture.foldingTexts(own));
    fixture.enumType(own, "calm", "tense").ifPresent(types::add);
    return types;
  }

  @Test
  void ofAnyTypeDisturbNothing() throws SQLException {
    List<String> types = oddTypes();
    for (int i = 0; i < types.size(); i++) {
      widen(SHOT, OTHERS + i, types.get(i));
      widen(SHOT_FRAME, OTHERS + i, types.get(i));
    }
    for (int count : List.of(1, 100)) {
      assertEquals(count, in.write(SHOT, shots(count)));
      assertEquals(count, in.read(SHOT).fetch().size());
      assertEquals(count, own.dsl().fetchCount(in.current(SHOT)));
    }
    assertEquals(
        "new 100, stale 0, orphaned 0, pending 100", in.resolve(SHOT_FRAME).counts().toString());
    assertEquals(200, in.resolve(SHOT_FRAME).pendingMany(sample -> frames(sample, 2)));
    in.write(SHOT, List.of(shot(0, "p0-new", "s0")));
    assertEquals(1, in.resolve(SHOT_FRAME).pendingMany(sample -> frames(sample, 1)));
    assertEquals(199, in.read(SHOT_FRAME).fetch().size());
    assertEquals(99, in.delete(SHOT, SHOT.TAKE.gt(0)));
    assertEquals(
        "new 0, stale 0, orphaned 99, pending 0", in.resolve(SHOT_FRAME).counts().toString());
    own.dsl().deleteFrom(SHOT).where(SHOT.TAKE.ge(50)).execute();
    assertEquals(1, in.read(SHOT).fetch().size());
  }

  @Test
  void aSoftDeleteCopiesTheirValues() throws SQLException {
    for (int count : List.of(1, 100)) {
      own.dsl().deleteFrom(SHOT).execute();
      in.write(SHOT, shots(count));
      String column = OTHERS + count;
      widen(SHOT, column, "varchar(50)");
      fill(SHOT, column, "'theirs'");

      assertEquals(count, in.delete(SHOT, DSL.trueCondition()));

      assertEquals(Map.of("theirs", 2 * count), values(SHOT, column));
    }
  }

  @Test
  void whichNeedNotHaveATypeOfOurs() throws SQLException {
    Map.Entry<String, String> list = fixture.unreadable();
    in.write(SHOT, shots(2));
    widen(SHOT, OTHERS, list.getKey());
    fill(SHOT, OTHERS, list.getValue());
    Map<String, Integer> before = values(SHOT, OTHERS);

    assertEquals(2, in.read(SHOT).fetch().size());
    assertEquals(
        "new 2, stale 0, orphaned 0, pending 2", in.resolve(SHOT_FRAME).counts().toString());
    assertEquals(1, in.delete(SHOT, SHOT.TAKE.eq(1)));

    assertEquals(Set.of(2), Set.copyOf(before.values()));
    before.replaceAll((value, rows) -> 3);
    assertEquals(before, values(SHOT, OTHERS));
  }

  @Test
  void soDoesAChunkThatReplacesASample() throws SQLException {
    in.write(SHOT, shots(2));
    in.resolve(SHOT_FRAME).pendingMany(sample -> frames(sample, 3));
    widen(SHOT_FRAME, OTHERS, "varchar(50)");
    fill(SHOT_FRAME, OTHERS, "'theirs'");
    in.write(SHOT, List.of(shot(0, "p0-new", "s0")));

    assertEquals(1, in.resolve(SHOT_FRAME).pendingMany(sample -> frames(sample, 1)));

    assertEquals(Map.of("theirs", 8, "null", 1), values(SHOT_FRAME, OTHERS));
    assertEquals(4, in.read(SHOT_FRAME).fetch().size());
  }

  @Test
  void aValueThatMustBeUniqueIsNotCopied() throws SQLException {
    widen(SHOT, OTHERS, "varchar(50)");
    own.execute(
        "create unique index "
            + quoted("theirs")
            + " on "
            + quoted("shot")
            + " ("
            + quoted(OTHERS)
            + ")");
    in.write(SHOT, shots(1));
    fill(SHOT, OTHERS, "'theirs'");

    assertEquals(1, in.delete(SHOT, DSL.trueCondition()));

    assertEquals(Map.of("theirs", 1, "null", 1), values(SHOT, OTHERS));
  }

  /** Creates shots without a key, and with a column of others. */
  private void createShots(String definition) throws SQLException {
    String sql =
        own.text(fixture.form(), Features.GRAPH.plan(SHOT.featureKey()))
            .create()
            .replaceFirst("(?s), constraint [^()]*primary key \\([^()]*\\)", "");
    own.execute(sql.replaceFirst("\\(", "(" + quoted(OTHERS) + " " + definition + ", "));
  }

  @Test
  void oneThatMustNotBeNullIsRefusedBeforeTheFirstWrite() throws SQLException {
    in.write(SHOT, shots(1));
    String columns =
        SHOT.fieldStream().map(c -> quoted(c.getName())).collect(Collectors.joining(", "));
    own.execute("create table before_it as select * from " + quoted("shot"));
    own.dsl().dropTable(SHOT).execute();
    createShots("varchar(50) not null");
    own.execute(
        "insert into "
            + quoted("shot")
            + " ("
            + columns
            + ", "
            + quoted(OTHERS)
            + ") select "
            + columns
            + ", 'theirs' from before_it");
    in = storeOf(own.dsl(), Features.GRAPH);

    for (int count : List.of(1, 100)) {
      assertEquals(REFUSED, refused(StoreException.class, () -> in.write(SHOT, shots(count))));
    }
    assertEquals(1, in.read(SHOT).fetch().size());
    assertEquals(
        "new 1, stale 0, orphaned 0, pending 1", in.resolve(SHOT_FRAME).counts().toString());
    assertEquals(1, in.delete(SHOT, DSL.trueCondition()));
    assertEquals(Map.of("theirs", 2), values(SHOT, OTHERS));
  }

  @Test
  void beforeAnythingIsComputed() throws SQLException {
    in.write(SHOT, shots(1));
    widen(SHOT_FRAME, OTHERS, "varchar(50)");
    own.dsl().dropTable(SHOT_FRAME).execute();
    String create = own.text(fixture.form(), Features.GRAPH.plan(SHOT_FRAME.featureKey())).create();
    own.execute(create.replaceFirst("\\(", "(" + quoted(OTHERS) + " varchar(50) not null, "));
    int[] computed = {0};

    assertEquals(
        REFUSED.replace("shot", "shot/frame").replace("table shot/frame", "table shot__frame"),
        refused(
            StoreException.class,
            () ->
                in.resolve(SHOT_FRAME)
                    .pendingMany(
                        sample -> {
                          computed[0]++;
                          return frames(sample, 1);
                        })));

    assertEquals(0, computed[0]);
  }

  @Test
  void oneThatIsRefusedIsNotOnceItHasADefault() throws SQLException {
    own.dsl().dropTable(SHOT).execute();
    createShots("varchar(50) not null");
    assertEquals(REFUSED, refused(StoreException.class, () -> in.write(SHOT, shots(1))));

    own.execute(
        "alter table "
            + quoted("shot")
            + " alter column "
            + quoted(OTHERS)
            + " set default 'none'");

    assertEquals(1, in.write(SHOT, shots(1)));
    assertEquals(100, in.write(SHOT, shots(100)));
    assertEquals(Map.of("none", 101), values(SHOT, OTHERS));
    assertEquals(100, in.delete(SHOT, DSL.trueCondition()));
    assertEquals(Map.of("none", 201), values(SHOT, OTHERS));
  }
}
