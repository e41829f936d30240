package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.it.database.OnEveryDatabase;
import io.metaxy.jooq.it.database.TableForm;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTable;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Both the JVM and the session have time zones other than UTC. */
@Isolated("sets the time zone of the JVM")
class TimeZonesTest extends OnEveryDatabase {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123456Z");

  private static final List<FeatureTable<?>> TABLES = List.of(SHOT, SHOT_NOTE_2, SHOT_GRADE);

  private final TimeZone zone = TimeZone.getDefault();
  private TestDatabase own;

  TimeZonesTest() {
    super(Features.GRAPH);
  }

  @BeforeEach
  void inTokyo() throws Exception {
    own = fixture.open();
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
  }

  @AfterEach
  void atHome() throws Exception {
    TimeZone.setDefault(zone);
    own.close();
  }

  @Test
  void instantsAreUtc() throws SQLException {
    for (TableForm form : List.of(fixture.form(), fixture.form().withoutZone())) {
      for (FeatureTable<?> table : TABLES) {
        own.create(form, table);
      }
      own.dsl()
          .connection(
              connection -> {
                try (Statement statement = connection.createStatement()) {
                  statement.execute(fixture.setTimeZone("America/New_York"));
                }
                MetadataStore one =
                    MetadataStore.of(DSL.using(connection, fixture.dialect()), Features.GRAPH)
                        .withClock(Clock.fixed(NOON, ZoneOffset.UTC));
                wholeRound(one);
                DSLContext reading = DSL.using(connection, fixture.dialect());
                String column = reading.render(DSL.quotedName("metaxy_updated_at"));
                String clock = form.zoned() ? fixture.wallClock(column) : column;
                String text =
                    reading
                        .select(DSL.field("concat(" + clock + ", '')", String.class))
                        .from(SHOT)
                        .where(SHOT.TAKE.eq(0).and(SHOT.METAXY_DELETED_AT.isNull()))
                        .fetchSingle()
                        .value1();
                assertEquals("2026-05-01 12:00:00.123456", text.replaceAll("\\+00$", ""));
              });
      TABLES.forEach(t -> own.dsl().dropTable(t).execute());
    }
  }

  private static void wholeRound(MetadataStore store) {
    store.write(
        SHOT, IntStream.range(0, 30).mapToObj(i -> shot(i, "p" + i, "s'\"\\" + i)).toList());
    assertEquals(NOON, store.read(SHOT).fetch().get(0).getMetaxyUpdatedAt());
    for (Engine engine : Engine.values()) {
      assertEquals(
          "new 30, stale 0, orphaned 0, pending 30",
          store.withEngine(engine).resolve(SHOT_GRADE).counts().toString());
    }
    assertEquals(1, store.delete(SHOT, SHOT.TAKE.eq(1)));
    store.write(SHOT, List.of(shot(1, "again", "s")));
    assertEquals(30, store.read(SHOT).fetch().size());
  }
}
