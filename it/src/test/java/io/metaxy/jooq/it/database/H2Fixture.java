package io.metaxy.jooq.it.database;

import static java.util.stream.Collectors.joining;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.resolve.Engine;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** H2, in this JVM. */
public enum H2Fixture implements DatabaseFixture {
  H2_MEMORY,
  H2_FILE;

  /** Without it, the database would be removed with its last connection. */
  private static final String STAY = ";DB_CLOSE_DELAY=-1";

  @Override
  public SQLDialect dialect() {
    return SQLDialect.H2;
  }

  @Override
  public Set<Capability> capabilities() {
    Set<Capability> all =
        Capability.of(
            Dialects.of(dialect()),
            Capability.ROLES,
            Capability.TEXT_LENGTHS,
            Capability.IDENTITIES,
            Capability.NEW_TABLES,
            Capability.INDEX_NAMES_OF_SCHEMAS,
            Capability.BYTE_ORDER);
    if (this == H2_FILE) {
      all.add(Capability.DURABLE);
    }
    return all;
  }

  @Override
  public DatabasePlace place() throws IOException {
    if (this == H2_FILE) {
      return DatabasePlace.file("jdbc:h2:file:", "h2");
    }
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + STAY;
    return new DatabasePlace(url, () -> DatabasePlace.execute(url, "shutdown"));
  }

  @Override
  public Connection readOnly(DatabasePlace place) throws SQLException {
    return DriverManager.getConnection(place.url() + ";ACCESS_MODE_DATA=r");
  }

  @Override
  public Role role(TestDatabase database, String name) throws SQLException {
    database.execute("create user " + name + " password 'secret'");
    return new H2Role(database, name);
  }

  @Override
  public List<ByFieldForm> byFieldForms() {
    return List.of(ByFieldForm.JSON);
  }

  @Override
  public String lengths() {
    return "UTF-16 code units";
  }

  @Override
  public String json(String text) {
    return "json " + text;
  }

  /** The order of nulls applies to the database. */
  @Override
  public Map<String, String> hostileSettings() {
    return Map.of(
        "set time zone 'Asia/Kathmandu'",
        "set time zone local",
        "set default_null_ordering high",
        "set default_null_ordering low");
  }

  @Override
  public Optional<String> privateUrl() {
    return Optional.of("jdbc:h2:mem:");
  }

  @Override
  public String numbers(int count) {
    return "system_range(1, " + count + ") r(i)";
  }

  @Override
  public String byField(Map<String, String> texts) {
    return texts.entrySet().stream()
        .map(text -> "'" + text.getKey() + "': " + text.getValue())
        .collect(joining(", ", "json_object(", ")"));
  }

  /** The JSON has a null value for the field. */
  @Override
  public String without(String column, String field) {
    return "regexp_replace(cast("
        + column
        + " as varchar), '\""
        + field
        + "\":\"[^\"]*\"', '\""
        + field
        + "\":null') format json";
  }

  @Override
  public String byFieldTypes() {
    return "JSON";
  }

  @Override
  public List<String> typesWithoutText() {
    return List.of(
        "integer array", "row (a integer)", "interval day", "time with time zone", "geometry");
  }

  @Override
  public Map<String, String> timesOutsideJava() {
    return Map.of();
  }

  @Override
  public Map.Entry<String, String> unreadable() {
    return Map.entry("integer array", "array[1, 2]");
  }

  @Override
  public List<String> paddedTexts() {
    return List.of("char(10)");
  }

  @Override
  public List<String> foldingTexts(TestDatabase database) {
    return List.of("varchar_ignorecase(50)");
  }

  @Override
  public Optional<String> enumType(TestDatabase database, String... constants) {
    return Optional.of("enum('" + String.join("', '", constants) + "')");
  }

  @Override
  public String coarseTimestamp() {
    return "timestamp(3) with time zone";
  }

  @Override
  public List<String> otherByFieldTypes() {
    return List.of("varchar");
  }

  @Override
  public List<String> chosenEngine() {
    return List.of(
        "Engine MERGE, because H2 has no hash join, and joins derived tables with nested loops:");
  }

  /**
   * H2 plans a statement again for each level of its subqueries, in files and in memory, so its SQL
   * engine is tested in only one of the two.
   */
  @Override
  public List<Engine> engines() {
    return this == H2_FILE ? List.of(Engine.MERGE) : DatabaseFixture.super.engines();
  }

  @Override
  public boolean isSlow(Engine engine) {
    return engine == Engine.SQL;
  }

  @Override
  public int modelCases() {
    return this == H2_FILE ? 100 : 5400;
  }

  /** For the same reason, a statement takes a second. */
  @Override
  public int modelStatements() {
    return 100;
  }

  /** A user, who has access to the schema of each table that it may read. */
  private record H2Role(TestDatabase database, String name) implements Role {

    @Override
    public void mayUseTheSchema() {
      // Not needed: it has access.
    }

    @Override
    public void may(String rights, String table) throws SQLException {
      database.execute("grant " + rights + " on \"" + table + "\" to " + name);
    }

    @Override
    public void act(Consumer<DSLContext> work) throws SQLException {
      String url = database.url().replace(STAY, "") + ";USER=" + name + ";PASSWORD=secret";
      try (Connection connection = DriverManager.getConnection(url)) {
        work.accept(DSL.using(connection, SQLDialect.H2));
      }
    }

    @Override
    public String denied(String object) {
      return "Not enough rights for object \"[^\"]+\"";
    }

    @Override
    public void close() {
      // Removed with its database.
    }
  }
}
