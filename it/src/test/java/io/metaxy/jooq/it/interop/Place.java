package io.metaxy.jooq.it.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;

/**
 * A database, as each side names it.
 *
 * @param jdbc its URL for Java
 * @param peer its file or URL for the peer
 */
record Place(String jdbc, String peer) {

  private static final AtomicInteger PLACES = new AtomicInteger();

  /** An empty DuckDB file that is yet to be made. */
  static Place duckDb() {
    return duckDb(Stores.DIRECTORY.resolve("store" + PLACES.incrementAndGet() + ".duckdb"));
  }

  private static Place duckDb(Path file) {
    return new Place("jdbc:duckdb:" + file, file.toString());
  }

  /** An empty PostgreSQL database. */
  static Place postgreSql() {
    return postgreSql("template0");
  }

  private static Place postgreSql(String template) {
    String database = "store" + PLACES.incrementAndGet();
    String server = "//localhost:" + Stores.postgreSql().getPort() + "/";
    try (CloseableDSLContext dsl = DSL.using("jdbc:postgresql:" + server + "postgres?user=postgres")) {
      dsl.execute("create database " + database + " template " + template);
    }
    return new Place(
        "jdbc:postgresql:" + server + database + "?user=postgres",
        "postgresql:" + server.replace("//", "//postgres@") + database);
  }

  /** Another database with the same content; nobody may be in this one. */
  Place copy() {
    if (jdbc.startsWith("jdbc:postgresql:")) {
      return postgreSql(peer.substring(peer.lastIndexOf('/') + 1));
    }
    Place copy = duckDb();
    try {
      Files.copy(Path.of(peer), Path.of(copy.peer()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy;
  }

  CloseableDSLContext open() {
    return DSL.using(jdbc);
  }
}
