package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.it.database.PostgresFixture;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.store.MetadataStore;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The statistics of PostgreSQL's planner. */
class PostgresStatisticsTest {

  /** The planner assumes that a table is tiny if it was never analyzed, and uses nested loops. */
  @ParameterizedTest
  @EnumSource
  void aResolveHasATableAnalyzedThatNeverWas(PostgresFixture fixture) throws Exception {
    try (TestDatabase own = fixture.open()) {
      own.create(SHOT, SHOT_GRADE, SHOT_NOTE_2);
      MetadataStore in = MetadataStore.of(own.dsl(), Features.GRAPH).withEngine(Engine.SQL);
      in.write(SHOT, IntStream.range(0, 1_500).mapToObj(i -> shot(i, "p", "s")).toList());
      String rows = "select reltuples from pg_class where oid = to_regclass('shot')";
      assertEquals(-1, ((Number) own.dsl().fetchValue(rows)).intValue());
      in.resolve(SHOT_GRADE).counts();
      assertEquals(1_500, ((Number) own.dsl().fetchValue(rows)).intValue());
    }
  }
}
