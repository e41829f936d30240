package io.metaxy.jooq.it.connection;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.it.database.DatabasePlace;
import io.metaxy.jooq.it.database.PostgresFixture;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.store.MetadataStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A read-only PostgreSQL server that replicates another one. */
class PostgresStandbyTest {

  @TempDir Path directory;

  private EmbeddedPostgres server() throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(directory.resolve("data"))
        .setCleanDataDirectory(false)
        .setServerConfig("autovacuum", "off")
        .start();
  }

  private static DSLContext dsl(EmbeddedPostgres server) {
    return DSL.using(server.getPostgresDatabase(), SQLDialect.POSTGRES);
  }

  @Test
  void neverAnalyzedTablesAreResolvedThere() throws Exception {
    try (EmbeddedPostgres primary = server()) {
      DatabasePlace place = new DatabasePlace(primary.getJdbcUrl("postgres", "postgres"), () -> {});
      try (TestDatabase database = new TestDatabase(PostgresFixture.POSTGRESQL, place)) {
        database.create(SHOT, SHOT_GRADE, SHOT_NOTE_2);
        MetadataStore.of(database.dsl(), Features.GRAPH)
            .write(SHOT, List.of(shot(1, "p1", "s1"), shot(2, "p2", "s2")));
      }
    }
    Files.createFile(directory.resolve("data").resolve("standby.signal"));
    try (EmbeddedPostgres standby = server()) {
      for (Engine engine : Engine.values()) {
        assertEquals(
            "new 2, stale 0, orphaned 0, pending 2",
            MetadataStore.of(dsl(standby), Features.GRAPH)
                .withEngine(engine)
                .resolve(SHOT_GRADE)
                .counts()
                .toString());
      }
    }
  }
}
