package io.metaxy.jooq.it.interop;

import io.metaxy.jooq.graph.HashAlgorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
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
