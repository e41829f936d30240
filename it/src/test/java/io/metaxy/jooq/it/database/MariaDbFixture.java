package io.metaxy.jooq.it.database;

import static java.util.stream.Collectors.joining;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.migration.database.mariadb.MariaDbServer;
import io.metaxy.jooq.spec.ColumnType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.JSON;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** MariaDB: one server of each version in this JVM; each new place is a database in it. */
public enum MariaDbFixture implements DatabaseFixture {
  MARIADB_11,
  MARIADB_10;

  private static final String ROOT = "user=root";

  /** The maximum length of text without a length in its type: a key has room for two. */
  private static final int TEXT = 255;

  private static final Map<MariaDbFixture, MariaDbServer> SERVERS =
      new EnumMap<>(MariaDbFixture.class);

  @Override
  public SQLDialect dialect() {
    return SQLDialect.MARIADB;
  }

  @Override
  public Map<String, String> hostileSettings() {
    return Map.of(
        "set session time_zone = '+05:45'", "set session time_zone = default",
        "set session sql_mode = 'PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES'",
            "set session sql_mode = default",
        "set session collation_connection = 'utf8mb4_general_ci'",
            "set session collation_connection = default",
        "set session group_concat_max_len = 4", "set session group_concat_max_len = default",
        "set session tx_isolation = 'SERIALIZABLE'", "set session tx_isolation = default");
  }

  @Override
  public Set<Capability> capabilities() {
    return Capability.of(
        Dialects.of(dialect()),
        Capability.ROLES,
        Capability.HIDDEN_TABLES,
        Capability.NEW_TABLES,
        Capability.TEXT_LENGTHS,
        Capability.SIGNED_ZEROS_IN_JSON,
        Capability.BYTE_ORDER,
        Capability.DURABLE);
  }

  /** Creates a database that orders text by bytes. */
  @Override
  public DatabasePlace place() throws SQLException {
    String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
    String server = url("mysql");
    DatabasePlace.execute(
        server, "create database " + name + " character set utf8mb4 collate utf8mb4_nopad_bin");
    return new DatabasePlace(
        url(name), () -> DatabasePlace.execute(server, "drop database " + name));
  }

  /** Multiple statements per call are used for the tables of a model. */
  private String url(String database) {
    return server().url(database) + "&allowMultiQueries=true";
  }

  /** Creates a database on a server of its own, started with these command line options. */
  public TestDatabase openWith(String... options) throws IOException, SQLException {
    MariaDbServer own =
        MariaDbServer.start(
            program(),
            Stream.concat(Stream.of("--skip-name-resolve"), Stream.of(options))
                .toArray(String[]::new));
    try {
      DatabasePlace.execute(
          own.url("mysql"), "create database test character set utf8mb4 collate utf8mb4_nopad_bin");
      return new TestDatabase(
          this, new DatabasePlace(own.url("test") + "&allowMultiQueries=true", own::close));
    } catch (SQLException e) {
      own.close();
      throw e;
    }
  }

  private MariaDbServer server() {
    synchronized (SERVERS) {
      return SERVERS.computeIfAbsent(this, MariaDbFixture::start);
    }
  }

  private static MariaDbServer start(MariaDbFixture kind) {
    try {
      MariaDbServer server = MariaDbServer.start(kind.program(), "--skip-name-resolve");
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the directory of the server's binaries: a class path cannot hold two versions of a jar.
   */
  private ClassLoader program() throws MalformedURLException {
    return this == MARIADB_11
        ? MariaDbFixture.class.getClassLoader()
        : new URLClassLoader(
            new URL[] {Path.of(System.getProperty("mariadb.older")).toUri().toURL()}, null);
  }

  @Override
  public Connection readOnly(DatabasePlace place) throws SQLException {
    Connection reader = DriverManager.getConnection(place.url());
    try (Statement statement = reader.createStatement()) {
      statement.execute("set session transaction read only");
    }
    return reader;
  }

  @Override
  public Role role(TestDatabase database, String name) throws SQLException {
    database.execute("create user " + name + "@'%' identified by 'secret'");
    return new MariaDbRole(database, name);
  }

  @Override
  public List<ByFieldForm> byFieldForms() {
    return List.of(ByFieldForm.JSON, ByFieldForm.TEXT);
  }

  /** The types of our migrations, except for text without a length, which keys do not support. */
  @Override
  public String type(DataType<?> type, Configuration configuration) {
    Class<?> stored = type.getConverter().fromType();
    if (stored == String.class) {
      return "varchar(" + (type.lengthDefined() ? type.length() : TEXT) + ")";
    }
    if (stored.isArray() && stored != byte[].class) {
      return "json";
    }
    if (stored == BigDecimal.class) {
      return "decimal(" + type.precision() + ", " + type.scale() + ")";
    }
    return Map.ofEntries(
            Map.entry(Boolean.class, "boolean"),
            Map.entry(Byte.class, "tinyint"),
            Map.entry(Short.class, "smallint"),
            Map.entry(Integer.class, "integer"),
            Map.entry(Long.class, "bigint"),
            Map.entry(Float.class, "float"),
            Map.entry(Double.class, "double"),
            Map.entry(UUID.class, "uuid"),
            Map.entry(byte[].class, "longblob"),
            Map.entry(JSON.class, "json"),
            Map.entry(LocalDate.class, "date"),
            Map.entry(LocalTime.class, "time(6)"),
            Map.entry(LocalDateTime.class, localTimestamp()),
            Map.entry(Instant.class, localTimestamp()),
            Map.entry(OffsetDateTime.class, localTimestamp()))
        .get(stored);
  }

  @Override
  public String localTimestamp() {
    return "datetime(6)";
  }

  /** Runs them in a session with double-quoted names and literal backslashes. */
  @Override
  public void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "set @before = @@session.sql_mode, session sql_mode ="
              + " concat(@@session.sql_mode, ',ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES')");
      try {
        statement.execute(sql);
        while (statement.getMoreResults() || statement.getUpdateCount() >= 0) {
          // Moves to the next of several statements.
        }
      } finally {
        if (!connection.isClosed()) {
          statement.execute("set session sql_mode = @before");
        }
      }
    }
  }

  @Override
  public String dropSchema(String name) {
    return "drop schema \"" + name + "\"";
  }

  @Override
  public String wallClock(String instant) {
    return instant;
  }

  @Override
  public String readable(String column, ColumnType type) {
    return switch (type) {
      case INSTANT, OFFSET_DATE_TIME -> "date_format(" + column + ", '%Y-%m-%dT%H:%i:%s.%fZ')";
      default -> column;
    };
  }

  /** Uses an offset, because a server knows time zones by name only if they have been loaded. */
  @Override
  public String setTimeZone(String zone) {
    ZoneOffset offset = ZoneId.of(zone).getRules().getOffset(Instant.parse("2026-05-01T12:00:00Z"));
    return "set time_zone = '" + offset + "'";
  }

  @Override
  public String numbers(int count) {
    return "(select seq as i from seq_1_to_" + count + ") r";
  }

  @Override
  public String byField(Map<String, String> texts) {
    return texts.entrySet().stream()
        .map(text -> "'" + text.getKey() + "', " + text.getValue())
        .collect(joining(", ", "json_object(", ")"));
  }

  /** The JSON lacks the field. */
  @Override
  public String without(String column, String field) {
    return "json_remove(" + column + ", '$." + field + "')";
  }

  @Override
  public String byFieldTypes() {
    return "JSON or TEXT";
  }

  @Override
  public List<String> typesWithoutText() {
    return List.of("point", "inet6", "year");
  }

  @Override
  public Map<String, String> timesOutsideJava() {
    return Map.of(
        "day", "'0000-00-00'",
        "slate", "'0000-00-00 00:00:00'",
        "shot_at", "'2026-01-00 12:00:00'",
        "sunset", "'25:00:00'");
  }

  @Override
  public Map.Entry<String, String> unreadable() {
    return Map.entry("inet6", "'::1'");
  }

  @Override
  public List<String> paddedTexts() {
    return List.of("char(10)");
  }

  @Override
  public List<String> foldingTexts(TestDatabase database) {
    return List.of("varchar(50) collate utf8mb4_general_ci", "varchar(50) collate utf8mb4_bin");
  }

  @Override
  public List<String> keptFoldingTexts(TestDatabase database) {
    return List.of();
  }

  @Override
  public Optional<String> enumType(TestDatabase database, String... constants) {
    return Optional.empty();
  }

  @Override
  public String coarseTimestamp() {
    return "datetime(3)";
  }

  @Override
  public List<String> otherByFieldTypes() {
    return List.of("longblob");
  }

  @Override
  public List<String> chosenEngine() {
    return List.of(
        "Engine MERGE, because MariaDB has no full join, and joins derived tables with nested"
            + " loops:");
  }

  @Override
  public int modelCases() {
    return this == MARIADB_11 ? 900 : 200;
  }

  /** A user, who has access to a database if it has any privilege there. */
  private record MariaDbRole(TestDatabase database, String name) implements Role {

    @Override
    public void mayUseTheSchema() throws SQLException {
      database.execute("grant show view on * to " + name);
    }

    @Override
    public void may(String rights, String table) throws SQLException {
      database.execute("grant " + rights + " on \"" + table + "\" to " + name);
    }

    @Override
    public void act(Consumer<DSLContext> work) throws SQLException {
      String url = database.url().replace(ROOT, "user=" + name + "&password=secret");
      try (Connection connection = DriverManager.getConnection(url)) {
        work.accept(DSL.using(connection, SQLDialect.MARIADB));
      }
    }

    @Override
    public String denied(String object) {
      return "\\(conn=\\d+\\) \\w+ command denied to user '"
          + name
          + "'@'127.0.0.1' for "
          + object.replaceFirst("table (\\w+)", "table `\\\\w+`\\\\.`$1`");
    }

    @Override
    public void close() throws SQLException {
      database.execute("drop user " + name);
    }
  }
}
