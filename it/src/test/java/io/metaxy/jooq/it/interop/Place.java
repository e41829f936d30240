package io.metaxy.jooq.it.interop;

import io.metaxy.jooq.config.ConfigInput;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.project.Metaxy;
import io.metaxy.jooq.store.MetadataStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;

/** The location of a shared store, which one side at a time uses. */
sealed interface Place extends AutoCloseable {

  /** Returns the store's location for the peer. */
  String peer();

  /** Returns the store's JDBC URL. */
  String jdbc();

  /** Returns whether the database supports an algorithm, and so can resolve. */
  boolean resolves(HashAlgorithm algorithm);

  /** Returns a copy of the store. */
  Place copy();

  /** Removes the store. */
  @Override
  void close();

  default CloseableDSLContext open() {
    return DSL.using(jdbc());
  }

  /** Opens a store of Java here, and closes it after use. */
  default <T> T use(FeatureGraph graph, HashAlgorithm algorithm, Function<MetadataStore, T> work) {
    try (CloseableDSLContext dsl = open()) {
      return work.apply(MetadataStore.of(dsl, graph).withHashAlgorithm(algorithm));
    }
  }

  /**
   * A store that both sides open by the same configuration.
   *
   * @param place its database
   * @param file the configuration
   */
  record Configured(Place place, Path file) implements Place {

    @Override
    public String peer() {
      return file.toString();
    }

    @Override
    public String jdbc() {
      return place.jdbc();
    }

    @Override
    public boolean resolves(HashAlgorithm algorithm) {
      return place.resolves(algorithm);
    }

    @Override
    public Place copy() {
      throw new UnsupportedOperationException("The copy would have the same configuration");
    }

    /** The algorithm is that of the configuration. */
    @Override
    public <T> T use(FeatureGraph graph, HashAlgorithm algorithm, Function<MetadataStore, T> work) {
      try (Metaxy metaxy = Metaxy.of(config(), graph)) {
        return work.apply(metaxy.store());
      }
    }

    private MetaxyConfig config() {
      return MetaxyConfig.read(ConfigInput.of(Path.of("").toAbsolutePath(), Map.of()).file(file));
    }

    @Override
    public void close() {
      place.close();
    }
  }

  /** A DuckDB file. */
  record DuckDb(Path file) implements Place {

    private static final Path DIRECTORY = directory();
    private static final AtomicInteger FILES = new AtomicInteger();

    private static Path directory() {
      try {
        return Files.createTempDirectory(Path.of("target/interop"), "stores").toAbsolutePath();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static DuckDb empty() {
      return new DuckDb(DIRECTORY.resolve("store" + FILES.incrementAndGet() + ".duckdb"));
    }

    @Override
    public String peer() {
      return file.toString();
    }

    @Override
    public String jdbc() {
      return "jdbc:duckdb:" + file;
    }

    @Override
    public boolean resolves(HashAlgorithm algorithm) {
      return true;
    }

    @Override
    public Place copy() {
      DuckDb copy = empty();
      try {
        Files.copy(file, copy.file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return copy;
    }

    @Override
    public void close() {
      try {
        Files.delete(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A database in the PostgreSQL server. */
  record PostgreSql(String database) implements Place {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    static PostgreSql empty() {
      return like("template0");
    }

    private static PostgreSql like(String template) {
      String database = "store" + DATABASES.incrementAndGet();
      PostgresServer.execute("create database " + database + " template " + template);
      return new PostgreSql(database);
    }

    @Override
    public String peer() {
      return PostgresServer.peer(database);
    }

    @Override
    public String jdbc() {
      return PostgresServer.jdbc(database);
    }

    @Override
    public boolean resolves(HashAlgorithm algorithm) {
      return algorithm.hex();
    }

    @Override
    public Place copy() {
      return like(database);
    }

    @Override
    public void close() {
      PostgresServer.execute("drop database " + database);
    }
  }
}
