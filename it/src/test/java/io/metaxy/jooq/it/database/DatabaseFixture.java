package io.metaxy.jooq.it.database;

import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.store.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Configuration;
import org.jooq.DataType;
import org.jooq.SQLDialect;

/**
 * Everything that the tests need to know of a database, in one class for each: the constants are
 * the kinds in which it is tested, the first of them the quickest. {@link Fixtures} lists them.
 */
public interface DatabaseFixture {

  /** The name of this kind in reports. */
  String name();

  SQLDialect dialect();

  Set<Capability> capabilities();

  default boolean can(Capability capability) {
    return capabilities().contains(capability);
  }

  /** Whether SQL hashes by an algorithm. */
  default boolean hashes(HashAlgorithm algorithm) {
    return algorithm.hex() || can(Capability.EVERY_HASH);
  }

  /** What migrations call it. */
  default MigrationDatabase migrations() {
    return Arrays.stream(MigrationDatabase.values())
        .filter(database -> database.dialect() == dialect())
        .findFirst()
        .orElseThrow();
  }

  /** A fresh place, without a table; a server is started when the first is asked for. */
  DatabasePlace place() throws Exception;

  /** A fresh database that lives until it is closed. */
  default TestDatabase open() throws Exception {
    return new TestDatabase(this, place());
  }

  /** A connection to a durable place that lets nothing be written. */
  Connection readOnly(DatabasePlace place) throws SQLException;

  /**
   * Makes a role that may not do anything yet.
   *
   * @throws java.sql.SQLException when there are no roles, with what the database says of it
   */
  Role role(TestDatabase database, String name) throws Exception;

  /** The forms of by-field columns that a store works with here, the default first. */
  List<ByFieldForm> byFieldForms();

  /** The form of the tables that our migrations make. */
  default TableForm form() {
    return TableForm.of(byFieldForms().get(0));
  }

  /** The name of a type in DDL. */
  default String type(DataType<?> type, Configuration configuration) {
    return type.getCastTypeName(configuration);
  }

  /** Runs statements of standard SQL, as they are. */
  default void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The statement that drops a schema and what is in it. */
  default String dropSchema(String name) {
    return "drop schema \"" + name + "\" cascade";
  }

  /** The wall clock of UTC that an instant's column shows, in the DDL form of our migrations. */
  default String wallClock(String instant) {
    return instant + " at time zone 'UTC'";
  }

  /** The type of timestamps without time zone, of microseconds. */
  default String localTimestamp() {
    return "timestamp(6)";
  }

  /** A value of a JSON column as a literal, by the literal of its text. */
  default String json(String text) {
    return text;
  }

  /** What reads a column so that JDBC gives what it holds, in a session of any zone. */
  default String readable(String column, ColumnType type) {
    return column;
  }

  /** The statement that sets the time zone of the session. */
  default String setTimeZone(String zone) {
    return "set time zone '" + zone + "'";
  }

  /** A table {@code r (i)} of so many numbers in a row. */
  String numbers(int count);

  /** A value of a by-field column of the default form: texts by the names of fields. */
  String byField(Map<String, String> texts);

  /** A by-field column of the default form, without the value of a field. */
  String without(String column, String field);

  /** The types of by-field columns that a store works with, as it names them. */
  String byFieldTypes();

  /** Types of by-field columns that a store does not work with. */
  List<String> otherByFieldTypes();

  /** Types that hold no text, of which no kind of column is made. */
  List<String> typesWithoutText();

  /** A type of timestamps that are coarser than microseconds. */
  String coarseTimestamp();

  /** What the library may say of the engine that it chooses. */
  List<String> chosenEngine();

  /** The engines that tests of resolving are run by. */
  default List<Engine> engines() {
    return List.of(Engine.values());
  }

  /** Whether an engine takes so long that only the profile {@code exhaustive} runs it. */
  default boolean isSlow(Engine engine) {
    return false;
  }

  /** How many random cases of the whole model it is worth. */
  int modelCases();

  /** In each of how many of these cases the database resolves too, and not the JVM alone. */
  default int modelStatements() {
    return 1;
  }
}
