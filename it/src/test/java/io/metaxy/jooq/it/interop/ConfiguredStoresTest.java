package io.metaxy.jooq.it.interop;

import static io.metaxy.jooq.it.interop.Rows.CLIPS;
import static io.metaxy.jooq.it.interop.Rows.CLIP_IDS;
import static io.metaxy.jooq.it.interop.Rows.NOTES;
import static io.metaxy.jooq.it.interop.Rows.clip;
import static io.metaxy.jooq.it.interop.db.tables.Clip.CLIP;
import static io.metaxy.jooq.it.interop.db.tables.ClipEmbedding.CLIP_EMBEDDING;
import static io.metaxy.jooq.it.interop.db.tables.Note.NOTE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.it.interop.Outcome.Ids;
import io.metaxy.jooq.it.interop.Side.Writer;
import io.metaxy.jooq.it.interop.db.Features;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Java and the peer open a store by the same {@code metaxy.toml}, in the peer's words: with the
 * same tables, and the same hashes.
 */
@Tag("interop")
@Execution(ExecutionMode.CONCURRENT)
class ConfiguredStoresTest {

  @TempDir Path directory;

  /** The peer's configurations of a store. */
  enum Kind {
    DUCKDB(HashAlgorithm.MD5),
    DUCKDB_BY_ITS_EARLIER_NAME(HashAlgorithm.MD5),
    DUCKDB_WITH_THE_DEFAULT_ALGORITHM(HashAlgorithm.XXHASH32),
    POSTGRESQL_CONNECTION_STRING(HashAlgorithm.MD5),
    POSTGRESQL_CONNECTION_PARAMS(HashAlgorithm.MD5),
    POSTGRESQL_WITH_THE_DEFAULT_ALGORITHM(HashAlgorithm.XXHASH32);

    private final HashAlgorithm algorithm;

    Kind(HashAlgorithm algorithm) {
      this.algorithm = algorithm;
    }

    private Place place() {
      return name().startsWith("DUCKDB") ? Place.DuckDb.empty() : Place.PostgreSql.empty();
    }

    private String type() {
      return switch (this) {
        case DUCKDB, DUCKDB_WITH_THE_DEFAULT_ALGORITHM -> "metaxy.ext.duckdb.DuckDBMetadataStore";
        case DUCKDB_BY_ITS_EARLIER_NAME -> "metaxy.ext.metadata_stores.duckdb.DuckDBMetadataStore";
        default -> "metaxy.ext.postgresql.PostgreSQLMetadataStore";
      };
    }

    private String address(Place place) {
      return switch (this) {
        case POSTGRESQL_CONNECTION_PARAMS ->
            "connection_params = {host = \"localhost\", port = %s, user = \"postgres\", database = \"%s\"}"
                .formatted(
                    place.peer().replaceAll(".*:([0-9]+)/.*", "$1"),
                    place.peer().replaceAll(".*/", ""));
        case POSTGRESQL_CONNECTION_STRING, POSTGRESQL_WITH_THE_DEFAULT_ALGORITHM ->
            "connection_string = \"" + place.peer() + "\"";
        default -> "database = \"" + place.peer() + "\"";
      };
    }

    /** DuckDB lacks the peer's extension for its default algorithm. */
    private String hashing() {
      return algorithm == HashAlgorithm.MD5
          ? "hash_algorithm = \"md5\""
          : "versioning_engine = \"polars\"";
    }
  }

  private Place configured(Kind kind) throws IOException {
    Place place = kind.place();
    Path file = directory.resolve("metaxy.toml");
    Files.writeString(
        file,
        """
        project = "interop"
        store = "shared"
        auto_create_tables = true
        [stores.shared]
        type = "%s"
        [stores.shared.config]
        %s
        %s
        table_prefix = "both_"
        """
            .formatted(kind.type(), kind.address(place), kind.hashing()));
    return new Place.Configured(place, file);
  }

  @ParameterizedTest
  @EnumSource
  void bothSidesShareTheStoreOfOneFile(Kind kind) throws IOException {
    try (Place place = configured(kind)) {
      Peer peer = Peer.running(false);
      List<String> keys =
          Features.GRAPH.plans().stream().map(feature -> feature.key().toString()).toList();
      peer.ask("create", Features.GRAPH, Map.of("store", place.peer(), "keys", keys));
      Sides sides =
          new Sides(
              new JavaSide(place, Features.GRAPH, kind.algorithm),
              new PeerSide(peer, place.peer(), Features.GRAPH, kind.algorithm));
      sides.side(Writer.PEER).write(CLIP, CLIPS);
      sides.side(Writer.JAVA).write(NOTE, NOTES);
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP, CLIPS));
      assertEquals(Outcome.NOTHING, sides.resolve(NOTE, NOTES));
      assertEquals(Ids.allNew(CLIP_IDS), sides.resolve(CLIP_EMBEDDING).ids());
      sides.side(Writer.JAVA).update(CLIP_EMBEDDING);
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP_EMBEDDING));
      sides.side(Writer.JAVA).write(CLIP, List.of(clip("a", "anna", "another", "f1")));
      assertEquals(Ids.allStale("a"), sides.resolve(CLIP_EMBEDDING).ids());
      sides.side(Writer.PEER).update(CLIP_EMBEDDING);
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP_EMBEDDING));
      assertEquals(Set.of(CLIP_IDS), sides.read(CLIP_EMBEDDING).keySet());
    }
  }
}
