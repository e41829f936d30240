package io.metaxy.jooq.it.database;

import static java.util.stream.Collectors.joining;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.jooq.Configuration;
import org.jooq.DataType;
import org.jooq.SQLDialect;

/** DuckDB, in this process. */
public enum DuckDbFixture implements DatabaseFixture {
  DUCKDB_MEMORY,
  DUCKDB_FILE;

  @Override
  public SQLDialect dialect() {
    return SQLDialect.DUCKDB;
  }

  @Override
  public Set<Capability> capabilities() {
    Set<Capability> all =
        Capability.of(
            Dialects.of(dialect()),
            Capability.FUNCTIONS_AT_ANY_TIME,
            Capability.STRUCTS,
            Capability.NESTED_TYPES,
            Capability.SIGNED_ZEROS,
            Capability.TABLES_IN_TRANSACTIONS,
            Capability.INDEX_NAMES_OF_SCHEMAS,
            Capability.SIGNED_ZEROS_IN_JSON,
            Capability.UNSIGNED_INTEGERS,
            Capability.UNITS_OF_TIME,
            Capability.BYTE_ORDER);
    if (this == DUCKDB_FILE) {
      all.add(Capability.DURABLE);
    }
    return all;
  }

  @Override
  public DatabasePlace place() throws IOException {
    return this == DUCKDB_FILE
        ? DatabasePlace.file("jdbc:duckdb:", "test.duckdb")
        : new DatabasePlace("jdbc:duckdb:memory:" + UUID.randomUUID(), () -> {});
  }

  @Override
  public Connection readOnly(DatabasePlace place) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("duckdb.read_only", "true");
    return DriverManager.getConnection(place.url(), properties);
  }

  /** DuckDB has one user, with all privileges. */
  @Override
  public Role role(TestDatabase database, String name) throws SQLException {
    database.execute("create role " + name);
    throw new IllegalStateException("DuckDB has roles; add them to its fixture");
  }

  @Override
  public List<ByFieldForm> byFieldForms() {
    return List.of(ByFieldForm.STRUCT, ByFieldForm.MAP);
  }

  @Override
  public String type(DataType<?> type, Configuration configuration) {
    return DatabaseFixture.super
        .type(type, configuration)
        .replace("(6)", "")
        .replace("clob", "json");
  }

  @Override
  public String localTimestamp() {
    return "timestamp";
  }

  /** The driver reads instants in the time zone of the JVM, wrong by an hour when clocks change. */
  @Override
  public String readable(String column, ColumnType type) {
    return switch (type) {
      case JSON -> "cast(to_json(" + column + ") as varchar)";
      case INSTANT, OFFSET_DATE_TIME ->
          "strftime(" + column + " at time zone 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')";
      default -> column;
    };
  }

  /**
   * Applies to every session, because a setting of one session does not affect the others in a
   * pool.
   */
  @Override
  public String setTimeZone(String zone) {
    return "set global timezone = '" + zone + "'";
  }

  @Override
  public Map<String, String> hostileSettings() {
    return Map.of(
        "set default_order = 'DESC'", "reset default_order",
        "set default_null_order = 'NULLS FIRST'", "reset default_null_order",
        "set timezone = 'Asia/Kathmandu'", "reset timezone",
        "set integer_division = true", "reset integer_division");
  }

  @Override
  public Optional<String> privateUrl() {
    return Optional.of("jdbc:duckdb:");
  }

  @Override
  public String numbers(int count) {
    return "range(" + count + ") r(i)";
  }

  @Override
  public String byField(Map<String, String> texts) {
    return texts.entrySet().stream()
        .map(text -> "'" + text.getKey() + "': " + text.getValue())
        .collect(joining(", ", "{", "}"));
  }

  /** The struct has a null value for the field. */
  @Override
  public String without(String column, String field) {
    return "struct_update(" + column + ", \"" + field + "\" := null)";
  }

  @Override
  public String byFieldTypes() {
    return "STRUCT or MAP, because Metaxy for Python computes wrong hashes from other types";
  }

  @Override
  public List<String> typesWithoutText() {
    return List.of(
        "integer[]",
        "struct(a integer)",
        "hugeint",
        "ubigint",
        "interval",
        "time with time zone",
        "timestamp_ns");
  }

  @Override
  public Map.Entry<String, String> unreadable() {
    return Map.entry("integer[]", "[1, 2]");
  }

  @Override
  public List<String> paddedTexts() {
    return List.of();
  }

  @Override
  public List<String> foldingTexts(TestDatabase database) {
    return List.of("varchar collate nocase");
  }

  @Override
  public Optional<String> enumType(TestDatabase database, String... constants) throws SQLException {
    database.execute("create type own_type as enum ('" + String.join("', '", constants) + "')");
    return Optional.of("own_type");
  }

  @Override
  public String coarseTimestamp() {
    return "timestamp_ms";
  }

  @Override
  public String inMilliseconds(LogicalType time) {
    return DatabaseFixture.super
        .inMilliseconds(time)
        .replaceFirst("^timestamp( with time zone)?", "timestamp_ms");
  }

  @Override
  public List<String> otherByFieldTypes() {
    return List.of("json", "varchar");
  }

  @Override
  public List<String> chosenEngine() {
    return List.of(
        "Engine SQL, because DuckDB hashes on all cores, and faster than it returns rows:");
  }

  @Override
  public int modelCases() {
    return this == DUCKDB_FILE ? 100 : 500;
  }
}
