package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.column.ClipTable.CLIP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.config.ConfigInput;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.it.column.ClipTable.Clip;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.H2Fixture;
import io.metaxy.jooq.it.database.PostgresFixture;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.project.Metaxy;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTables;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Settings of a session, or of a database, on which lists would depend. */
class ListSessionsTest {

  private static final FeatureGraph GRAPH = FeatureTables.graph(GraphOptions.DEFAULT, CLIP);

  /** What a test does in a session that others do not share. */
  @FunctionalInterface
  private interface Act {
    void in(MetadataStore store, Session session) throws Exception;
  }

  private record Session(TestDatabase database, Connection connection) {

    void set(String sql) throws Exception {
      database.fixture().execute(connection, sql);
    }

    MetadataStore store() {
      return MetadataStore.of(DSL.using(connection, database.fixture().dialect()), GRAPH);
    }
  }

  private static void act(DatabaseFixture fixture, Act act) throws Exception {
    try (TestDatabase database = fixture.open();
        Connection connection = DriverManager.getConnection(database.url())) {
      database.create(CLIP);
      Session session = new Session(database, connection);
      act.in(session.store(), session);
    }
  }

  private static void assertRefused(String says, Executable act) {
    assertEquals(says, assertThrows(UnsupportedOperationException.class, act).getMessage());
  }

  private static void assertKept(MetadataStore store, int rows) {
    List<Clip> clips = ListRows.rows(rows);
    store.write(CLIP, clips);
    List<Clip> read =
        store.read(CLIP).fetch().stream()
            .sorted(Comparator.comparing(clip -> clip.get(CLIP.clipId)))
            .toList();
    for (int i = 0; i < rows; i++) {
      assertEquals(ListRows.text(clips.get(i)), ListRows.text(read.get(i)));
    }
  }

  private static final String NO_NULLS =
      "Cannot use a session whose array_nulls is off, because nulls in lists would be stored as the"
          + " text NULL; reset array_nulls";

  @Test
  void arraysWithoutNullsAreRefused() throws Exception {
    act(
        PostgresFixture.POSTGRESQL,
        (store, session) -> {
          session.set("set array_nulls = off");
          for (int rows : List.of(1, 5, 100)) {
            assertRefused(NO_NULLS, () -> session.store().write(CLIP, ListRows.rows(rows)));
          }
          assertRefused(NO_NULLS, () -> session.store().read(CLIP));
          session.set("reset array_nulls");
          // The store knows the table before the session is changed.
          assertKept(store, 5);
          session.set("set array_nulls = off");
          for (int rows : List.of(1, 5, 100)) {
            assertRefused(NO_NULLS, () -> store.write(CLIP, ListRows.rows(rows)));
          }
          assertEquals(5, store.read(CLIP).fetch().size());
          session.set("reset array_nulls");
          assertKept(store, 100);
        });
  }

  @Test
  void typesAreNotRecognizedByTheirQuotes() throws Exception {
    for (int rows : List.of(1, 5, 100)) {
      act(
          PostgresFixture.POSTGRESQL,
          (store, session) -> {
            session.set("create type \"Mood\" as enum ('a', 'b')");
            session.set("alter table clip add column mood \"Mood\"[], add column c \"char\"[]");
            session.set("set quote_all_identifiers = on");
            assertKept(store, rows);
          });
    }
  }

  @Test
  void anEmptyTextThatIsNullIsRefused() throws Exception {
    act(
        H2Fixture.H2_MEMORY,
        (store, session) -> {
          session.set("set mode Oracle");
          String says =
              "Cannot use a database whose mode is Oracle, because empty texts would be stored as"
                  + " null; set another mode";
          for (int rows : List.of(1, 100)) {
            assertRefused(says, () -> store.write(CLIP, ListRows.rows(rows)));
          }
          assertRefused(says, () -> store.read(CLIP));
          for (String mode : List.of("MySQL", "PostgreSQL", "MSSQLServer", "DB2", "Regular")) {
            session.set("set mode " + mode);
            assertKept(session.store(), 100);
          }
        });
  }

  /** Unquoted names of the information schema are not in upper case there. */
  @Test
  void namesInAnyCaseAreFound(@TempDir Path directory) {
    String url = "jdbc:h2:mem:;DATABASE_TO_UPPER=false";
    try (Metaxy metaxy = open(directory, url + ";CASE_INSENSITIVE_IDENTIFIERS=true")) {
      assertKept(metaxy.store(), 1);
      assertKept(metaxy.store(), 100);
    }
    try (Metaxy metaxy = open(directory, url)) {
      assertRefused(
          "Cannot use a database whose DATABASE_TO_UPPER is false, because it finds its own names"
              + " only in upper case; add CASE_INSENSITIVE_IDENTIFIERS=true to the URL",
          () -> metaxy.store().read(CLIP));
    }
  }

  /** A store in H2 that creates missing tables. */
  private static Metaxy open(Path directory, String url) {
    Map<String, String> environment =
        Map.of(
            "METAXY_AUTO_CREATE_TABLES",
            "true",
            "METAXY_STORES__DEV__TYPE",
            "h2",
            "METAXY_STORES__DEV__CONFIG__URL",
            url);
    return Metaxy.of(MetaxyConfig.read(ConfigInput.of(directory, environment)), GRAPH);
  }
}
