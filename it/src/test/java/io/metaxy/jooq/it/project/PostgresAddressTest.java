package io.metaxy.jooq.it.project;

import static io.metaxy.jooq.example.Pipeline.recording;
import static io.metaxy.jooq.example.db.tables.Recording.RECORDING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.it.database.PostgresFixture;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.project.Metaxy;
import io.metaxy.jooq.store.MetadataStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL by the addresses of Python. */
class PostgresAddressTest {

  private static final String TYPE =
      "[stores.dev]\ntype = \"metaxy.ext.postgresql.PostgreSQLMetadataStore\"\n";

  @TempDir Path directory;

  @Test
  void aConnectionStringAndParametersOpenTheDatabase() throws Exception {
    try (TestDatabase database = PostgresFixture.POSTGRESQL.open()) {
      database.create(RECORDING);
      String schema = database.dsl().fetchValue("select current_schema()").toString();
      int port = URI.create(database.url().substring("jdbc:".length())).getPort();
      String start = "connection_string = \"postgresql://postgres:any%40thing+@";
      String end = ":" + port + "/postgres/" + schema;
      List<String> configs =
          List.of(
              start + "localhost" + end + "\"",
              start + "127.0.0.1" + end + "?sslmode=disable&application_name=metaxy\"",
              "connection_params = {host = \"localhost\", port = "
                  + port
                  + ", user = \"postgres\", password = \"p\", database = \"postgres\", schema = \""
                  + schema
                  + "\"}");
      for (String config : configs) {
        try (Metaxy metaxy =
            new ProjectFile(directory, Features.GRAPH)
                .open(TYPE + "[stores.dev.config]\n" + config)) {
          MetadataStore store = metaxy.store();
          assertEquals(1, store.write(RECORDING, List.of(recording("r", "a", "f"))));
          assertEquals(1, store.read(RECORDING).fetch().size());
          assertEquals(
              Map.of("audio", "a", "frames", "f"),
              metaxy
                  .dsl()
                  .select(RECORDING.METAXY_PROVENANCE_BY_FIELD)
                  .from(store.current(RECORDING))
                  .fetchOne(RECORDING.METAXY_PROVENANCE_BY_FIELD));
          MetadataStore own = metaxy.store("dev", database.dsl());
          assertEquals(1, own.read(RECORDING).fetch().size());
        }
      }
      assertEquals(3, database.dsl().fetchCount(RECORDING));
    }
  }
}
