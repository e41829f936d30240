package io.metaxy.jooq.it.database;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Configuration;
import org.jooq.DataType;
import org.jooq.SQLDialect;

/**
 * Everything that the tests need to know about a database, one class for each: its constants are
 * the tested kinds, the fastest first. {@link Fixtures} lists them.
 */
public interface DatabaseFixture {

  /** Returns the name of this kind in reports. */
  String name();

  SQLDialect dialect();

  Set<Capability> capabilities();

  default boolean can(Capability capability) {
    return capabilities().contains(capability);
  }

  /** Returns whether SQL supports a hash algorithm. */
  default boolean hashes(HashAlgorithm algorithm) {
    return algorithm.hex() || can(Capability.EVERY_HASH);
  }

  /** Returns the database's constant for migrations. */
  default MigrationDatabase migrations() {
    return Arrays.stream(MigrationDatabase.values())
        .filter(database -> database.dialect() == dialect())
        .findFirst()
        .orElseThrow();
  }

  /** Creates an empty place; the first call starts the server. */
  DatabasePlace place() throws Exception;

  /** Creates a database that exists until it is closed. */
  default TestDatabase open() throws Exception {
    return new TestDatabase(this, place());
  }

  /** Opens a read-only connection to a durable place. */
  Connection readOnly(DatabasePlace place) throws SQLException;

  /**
   * Creates a role without privileges.
   *
   * @throws java.sql.SQLException with the database's message if it has no roles
   */
  Role role(TestDatabase database, String name) throws Exception;

  /** Returns the supported forms of by-field columns, the default first. */
  List<ByFieldForm> byFieldForms();

  /** Returns the form of the tables that our migrations create. */
  default TableForm form() {
    return TableForm.of(byFieldForms().get(0));
  }

  /** Returns the URL without a choice of a schema. */
  default String withoutSchema(String url) {
    return url;
  }

  /** Returns the name of a type in DDL. */
  default String type(DataType<?> type, Configuration configuration) {
    return type.getCastTypeName(configuration);
  }

  /** Runs statements of standard SQL unchanged. */
  default void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns the statement that drops a schema and its contents. */
  default String dropSchema(String name) {
    return "drop schema \"" + name + "\" cascade";
  }

  /**
   * Returns an expression for the UTC wall clock of an instant column, as created by our
   * migrations.
   */
  default String wallClock(String instant) {
    return instant + " at time zone 'UTC'";
  }

  /** Returns the type of timestamps without time zone, in microseconds. */
  default String localTimestamp() {
    return "timestamp(6)";
  }

  /** Returns what the length of a text counts, for messages. */
  default String lengths() {
    return "characters";
  }

  /** Returns a JSON literal, given the literal of its text. */
  default String json(String text) {
    return text;
  }

  /** Returns an expression that reads a column unchanged, regardless of the session's time zone. */
  default String readable(String column, ColumnType type) {
    return column;
  }

  /** Returns the statement that sets the time zone of the session. */
  default String setTimeZone(String zone) {
    return "set time zone '" + zone + "'";
  }

  /**
   * Returns statements that change settings of a session, each of which changes the meaning or the
   * order of carelessly written statements, and the statements that restore them.
   */
  Map<String, String> hostileSettings();

  /** Returns a URL of which each connection has a database of its own, if there is one. */
  default Optional<String> privateUrl() {
    return Optional.empty();
  }

  /** Returns a table {@code r (i)} with the given number of consecutive numbers. */
  String numbers(int count);

  /** Returns a literal for a by-field column of the default form, given texts by field name. */
  String byField(Map<String, String> texts);

  /** Returns a by-field column of the default form without the value of a field. */
  String without(String column, String field);

  /** Returns the supported types of by-field columns, as named by the database. */
  String byFieldTypes();

  /** Returns types of by-field columns that are not supported. */
  List<String> otherByFieldTypes();

  /** Returns types that hold no text and are not supported for any column. */
  List<String> typesWithoutText();

  /** Returns one of these types, and a literal of it. */
  Map.Entry<String, String> unreadable();

  /** Returns times that the database has and Java has not, as literals by column of shots. */
  default Map<String, String> timesOutsideJava() {
    return Map.of(
        "day", "'infinity'",
        "slate", "'-infinity'",
        "shot_at", "'infinity'",
        "sunset", "'24:00:00'");
  }

  /** Returns text types that pad what is written with blanks; empty if there are none. */
  List<String> paddedTexts();

  /** Creates what they need, and returns text types that treat different texts as equal. */
  List<String> foldingTexts(TestDatabase database) throws SQLException;

  /** Returns those of them that are accepted for columns that are not ids. */
  default List<String> keptFoldingTexts(TestDatabase database) throws SQLException {
    return foldingTexts(database);
  }

  /** Creates an enum type and returns its name; empty if enums are not supported. */
  Optional<String> enumType(TestDatabase database, String... constants) throws SQLException;

  /** Returns a timestamp type that is coarser than microseconds. */
  String coarseTimestamp();

  /** Returns the type in DDL that holds only milliseconds of a time; its own if there is none. */
  default String inMilliseconds(LogicalType time) {
    return Dialects.of(dialect()).types().ddl(time).replace("(6)", "(3)");
  }

  /** Returns the possible explanations of the default engine. */
  List<String> chosenEngine();

  /** Returns the engines that run the tests of resolving. */
  default List<Engine> engines() {
    return List.of(Engine.values());
  }

  /** Returns whether an engine is so slow that only the profile {@code exhaustive} runs it. */
  default boolean isSlow(Engine engine) {
    return false;
  }

  /** Returns the number of random cases of the model to run. */
  int modelCases();

  /** Returns n if the database, and not only the JVM, resolves every n-th of these cases. */
  default int modelStatements() {
    return 1;
  }
}
