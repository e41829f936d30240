package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.DatabaseTypes.ListName;
import io.metaxy.jooq.migration.LiveDatabase;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.database.FoundTable.FoundColumn;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.PhysicalForm;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Form;
import io.metaxy.jooq.migration.schema.StoredType.Nested;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSettings.StoredAs;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.spec.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * All differences between databases that matter to migrations. Each database implements them in a
 * package of its own, registered as a service; {@link Databases} finds it.
 */
public interface DatabaseSupport {

  /** The database that this supports. */
  MigrationDatabase database();

  /** The start of its JDBC URLs, such as {@code jdbc:h2:}. */
  String urlPrefix();

  /** Whether it truncates names that are too long, instead of refusing them. */
  default boolean truncatesNames() {
    return false;
  }

  /** Renders the statements of changes. */
  Ddl ddl();

  /** Translates column types to and from the database's names. */
  DatabaseTypes types();

  /** Reads the existing tables. */
  Catalog catalog();

  /** The form of by-field columns in tables that we create ({@code docs/semantics.md} 4). */
  Form byField();

  /** A table to create, with maps as by-field columns if the database has maps. */
  default TableState withMaps(TableState table) {
    return table;
  }

  /**
   * A type reduced to what the database distinguishes; desired and found types are compared in this
   * form. A list is JSON on a database without lists, as are structs and maps on one without them.
   */
  default StoredType canonical(StoredType type) {
    if (type instanceof Nested) {
      return Scalar.of(ColumnType.JSON);
    }
    if (!(type instanceof Scalar scalar)) {
      return type;
    }
    if (!(scalar.type() instanceof ListOf list)) {
      return distinguished(scalar);
    }
    return types().hasLists() && canonical(new Scalar(list.element())) instanceof Scalar element
        ? Scalar.list(element, list.length())
        : Scalar.of(ColumnType.JSON);
  }

  /**
   * A type other than a list, reduced in the same way. No database distinguishes texts limited to a
   * million characters or more from unlimited ones.
   */
  default Scalar distinguished(Scalar type) {
    return type.length() != null && type.length() >= FoundTypes.NO_LENGTH
        ? Scalar.of(ColumnType.STRING)
        : type;
  }

  /** A table in the form in which it is compared. */
  default TableState canonical(TableState table) {
    return table.withColumns(
        table.columns().stream().map(c -> c.typed(canonical(c.type()))).toList());
  }

  /** The stored type of a column, given the database's name of it. */
  default StoredType found(String sql) {
    return FoundTypes.of(sql, this);
  }

  /** The elements of a list's type, given the database's name of it; empty for other types. */
  default Optional<ListName> list(String sql) {
    return types().list(sql);
  }

  /** The type of a struct, a map or a list of these, given the database's name of it. */
  default Optional<StoredType> nested(String sql) {
    return Optional.empty();
  }

  /** The type of vectors that is declared by name; empty if the database does not have it. */
  default Optional<StoredType> vector(StoredAs name, int length) {
    return Optional.empty();
  }

  /** Whether a check, not the type, limits lists to a number of elements. */
  default boolean checksElements() {
    return false;
  }

  /** Whether a failure to connect means that another process has the database's file open. */
  default boolean isLocked(SQLException e) {
    return false;
  }

  /** Whether a failure to connect means that the database of a file or in memory does not exist. */
  default boolean isMissing(SQLException e) {
    return false;
  }

  /** The parts of a type's name that are case-sensitive; the rest is compared in lower case. */
  default Pattern keepsCase() {
    return FoundTypes.QUOTED;
  }

  /** The fractional digits of a timestamp whose type does not give them. */
  default int defaultFraction() {
    return FoundTypes.MICROSECONDS;
  }

  /** The stored type of a by-field column, given the type found by its name. */
  default StoredType byField(FoundColumn column, StoredType found) {
    if (!(found instanceof Scalar scalar)) {
      return found;
    }
    return switch (scalar.kind()) {
      case JSON -> new ByField(Form.JSON, List.of());
      case STRING -> new ByField(Form.TEXT, List.of());
      default -> found;
    };
  }

  /** The attributes that this library would not give a column of this type; null for none. */
  default @Nullable PhysicalForm form(FoundColumn column, StoredType type) {
    StoredType found = found(column.type());
    return found instanceof Foreign foreign && !type.equals(found) && FoundColumns.isEnum(found)
        ? PhysicalForm.of(foreign.sql(), "", "")
        : null;
  }

  /** The type's name, where a change of a column has to repeat it; empty elsewhere. */
  default Optional<String> physicalType(ColumnState column) {
    return Optional.empty();
  }

  /** The parts of a table that are too large for the database. */
  default List<Problem> limits(TableState table) {
    return List.of();
  }

  /** The names that Flyway's history takes from indexes, given that of its table. */
  default List<String> ofHistory(String table) {
    return List.of();
  }

  /** Whether a value can be required in new rows only. */
  default boolean requiresFromNow() {
    return false;
  }

  /** Whether a longer text only changes the limit and rewrites no row. */
  default boolean widensTextInPlace(Scalar from, Scalar to) {
    return true;
  }

  /** Whether a number with more digits only changes the limit and rewrites no row. */
  default boolean widensNumberInPlace(Scalar from, Scalar to) {
    return false;
  }

  /** The type with microseconds for a timestamp or time with fewer digits; empty for others. */
  default Optional<StoredType> inMicroseconds(Foreign type) {
    return FoundTypes.inMicroseconds(type.sql(), this);
  }

  /** Whether more digits of a timestamp only change the limit and rewrite no row. */
  default boolean widensTimeInPlace() {
    return false;
  }

  /** The safety rule for dropping a primary key. */
  default SafetyRule dropPrimaryKey() {
    return SafetyRule.DROP_PRIMARY_KEY;
  }

  /** Whether columns are dropped before keys are created, which they could prevent. */
  default boolean dropsColumnsEarly() {
    return false;
  }

  /** The first of a table's changes for which its indexes must be dropped and created again. */
  default Optional<Change> rebuildsIndexes(List<Change> changes) {
    return Optional.empty();
  }

  /**
   * The stage of a change that is neither a rename nor an upgrade of the library.
   *
   * @param all the changes of the table
   * @param before the table before them
   */
  default Stage stage(Change change, List<Change> all, TableState before) {
    return Stage.ALTER;
  }

  /**
   * The statements of a change, each at its stage.
   *
   * @param stage the stage of the change
   * @param statements its statements, from {@link Ddl}
   */
  default List<StagedStatement> staged(Change change, Stage stage, List<String> statements) {
    return statements.stream().map(sql -> new StagedStatement(stage, sql)).toList();
  }

  /** What the reader of a script that runs outside a transaction must know; empty for nothing. */
  default String onlineNote() {
    return "";
  }

  /** Whether each statement that defines tables is committed at once. */
  default boolean commitsDdl() {
    return false;
  }

  /** What the reader must know of the values that an index can hold; empty for nothing. */
  default Optional<String> note(TableState table, KeyState index) {
    return Optional.empty();
  }

  /** Sets what Flyway needs on this database to run our scripts. */
  default void configure(FluentConfiguration flyway, ClassLoader loader) {}

  /** Connects to a live database for reading only, as far as its driver can guarantee that. */
  default Connection readOnly(LiveDatabase live, ClassLoader loader) {
    return Connections.readOnlySession(live, loader);
  }

  /** Sets the schema of a connection; null for its own. */
  default void use(Connection connection, @Nullable String schema) throws SQLException {
    if (schema != null) {
      connection.setSchema(schema);
    }
  }

  /** Statements on a connection. */
  @FunctionalInterface
  interface Work {

    /** Runs them. */
    void run() throws SQLException;
  }

  /**
   * Runs statements in a schema, in the transaction of the connection, whose own schema is then set
   * again.
   *
   * @param schema the schema; null for the connection's
   */
  default void in(Connection connection, @Nullable String schema, Work work) throws SQLException {
    if (schema == null) {
      work.run();
      return;
    }
    String own = connection.getSchema();
    connection.setSchema(schema);
    try {
      work.run();
    } finally {
      connection.setSchema(own);
    }
  }

  /** An empty database in memory, or on a server from the class loader's class path. */
  ScratchDatabase scratch(ClassLoader loader);
}
