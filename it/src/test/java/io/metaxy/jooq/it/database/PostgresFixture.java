package io.metaxy.jooq.it.database;

import static java.util.stream.Collectors.joining;

import io.metaxy.jooq.dialect.Dialects;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;

/** PostgreSQL: one server in this JVM; each new place is a schema in it. */
public enum PostgresFixture implements DatabaseFixture {
  /** Collates by bytes. */
  POSTGRESQL("postgres"),
  /** Collates by the rules of American English: {@code a} before {@code B}. */
  POSTGRESQL_ICU(Server.ICU);

  private final String database;

  PostgresFixture(String database) {
    this.database = database;
  }

  @Override
  public SQLDialect dialect() {
    return SQLDialect.POSTGRES;
  }

  @Override
  public Set<Capability> capabilities() {
    Set<Capability> all =
        Capability.of(
            Dialects.of(dialect()),
            Capability.ROLES,
            Capability.SCHEMA_RIGHTS,
            Capability.SIGNED_ZEROS,
            Capability.TABLES_IN_TRANSACTIONS,
            Capability.NEW_TABLES,
            Capability.INDEX_NAMES_OF_SCHEMAS,
            Capability.TEXT_LENGTHS,
            Capability.IDENTITIES,
            Capability.DURABLE);
    if (this == POSTGRESQL) {
      all.add(Capability.BYTE_ORDER);
    }
    return all;
  }

  /** Creates a schema, which is the only one in the search path of its connections. */
  @Override
  public DatabasePlace place() throws SQLException {
    String schema = "test_" + UUID.randomUUID().toString().replace('-', '_');
    String url = Server.url(database);
    DatabasePlace.execute(url, "create schema " + schema);
    return new DatabasePlace(
        url + "&currentSchema=" + schema,
        () -> DatabasePlace.execute(url, "drop schema " + schema + " cascade"));
  }

  @Override
  public String withoutSchema(String url) {
    return url.replaceAll("&currentSchema=[^&]*", "");
  }

  @Override
  public Connection readOnly(DatabasePlace place) throws SQLException {
    Connection reader = DriverManager.getConnection(place.url());
    try (Statement statement = reader.createStatement()) {
      statement.execute("set session characteristics as transaction read only");
    }
    return reader;
  }

  @Override
  public Map<String, String> hostileSettings() {
    return Map.of(
        "set timezone = 'Asia/Kathmandu'", "reset timezone",
        "set intervalstyle = 'sql_standard'", "reset intervalstyle",
        "set bytea_output = 'escape'", "reset bytea_output",
        "set transform_null_equals = on", "reset transform_null_equals",
        "set default_transaction_isolation = 'serializable'",
            "reset default_transaction_isolation");
  }

  @Override
  public Role role(TestDatabase in, String name) throws SQLException {
    in.execute("create role " + name);
    return new PostgresRole(in, name);
  }

  @Override
  public List<ByFieldForm> byFieldForms() {
    return List.of(ByFieldForm.JSONB, ByFieldForm.JSON, ByFieldForm.TEXT);
  }

  @Override
  public String numbers(int count) {
    return "generate_series(1, " + count + ") r(i)";
  }

  @Override
  public String byField(Map<String, String> texts) {
    return texts.entrySet().stream()
        .map(text -> "'" + text.getKey() + "', " + text.getValue())
        .collect(joining(", ", "jsonb_build_object(", ")"));
  }

  /** The JSON lacks the field. */
  @Override
  public String without(String column, String field) {
    return column + " - '" + field + "'";
  }

  @Override
  public String byFieldTypes() {
    return "JSONB, JSON or TEXT";
  }

  @Override
  public List<String> typesWithoutText() {
    return List.of("integer[]", "money", "interval", "time with time zone", "inet", "int4range");
  }

  @Override
  public Map.Entry<String, String> unreadable() {
    return Map.entry("integer[]", "'{1, 2}'");
  }

  @Override
  public List<String> paddedTexts() {
    return List.of("char(10)", "bpchar");
  }

  @Override
  public List<String> foldingTexts(TestDatabase database) throws SQLException {
    database.execute("create extension if not exists citext schema pg_catalog");
    database.execute(
        "create collation if not exists folding (provider = icu, locale = 'und-u-ks-level2',"
            + " deterministic = false)");
    return List.of("varchar(50) collate folding", "citext");
  }

  @Override
  public List<String> keptFoldingTexts(TestDatabase database) throws SQLException {
    foldingTexts(database);
    return List.of("citext");
  }

  /** A name that must be quoted. */
  @Override
  public Optional<String> enumType(TestDatabase database, String... constants) throws SQLException {
    database.execute("create type \"Own Type\" as enum ('" + String.join("', '", constants) + "')");
    return Optional.of("\"Own Type\"");
  }

  @Override
  public String coarseTimestamp() {
    return "timestamp(3) with time zone";
  }

  @Override
  public List<String> otherByFieldTypes() {
    return List.of("bytea");
  }

  /** Depends on the measured response time of the server. */
  @Override
  public List<String> chosenEngine() {
    return List.of(
        "Engine MERGE, because the server is near: it answers within 0.5 ms, and sends rows faster"
            + " than it hashes them:",
        "Engine SQL, because the server is far: it takes more than 0.5 ms to answer:");
  }

  @Override
  public int modelCases() {
    return this == POSTGRESQL ? 1500 : 1300;
  }

  /** The server of this JVM, started on first use. */
  private static final class Server {

    /** Returns a database that collates by the rules of a language. */
    static final String ICU = "icu";

    private static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setLocaleConfig("locale", "C")
                .setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("full_page_writes", "off")
                .start();
        DatabasePlace.execute(
            server.getJdbcUrl("postgres", "postgres"),
            "create database "
                + ICU
                + " template template0 locale_provider icu icu_locale 'en-US'");
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    static String url(String database) {
      return RUNNING.getJdbcUrl("postgres", database);
    }
  }

  /** A role that the owner assumes in a transaction. */
  private record PostgresRole(TestDatabase database, String name) implements Role {

    @Override
    public void mayUseTheSchema() throws SQLException {
      database.execute(
          "do $$ begin execute format('grant usage on schema %I to "
              + name
              + "', current_schema()); end $$");
    }

    @Override
    public void may(String rights, String table) throws SQLException {
      database.execute("grant " + rights + " on \"" + table + "\" to " + name);
    }

    @Override
    public void act(Consumer<DSLContext> work) {
      database
          .dsl()
          .transaction(
              trx -> {
                trx.dsl().execute("set local role " + name);
                work.accept(trx.dsl());
              });
    }

    @Override
    public String denied(String object) {
      return "ERROR: permission denied for " + object;
    }

    @Override
    public void close() throws SQLException {
      database.execute("drop owned by " + name);
      database.execute("drop role " + name);
    }
  }
}
