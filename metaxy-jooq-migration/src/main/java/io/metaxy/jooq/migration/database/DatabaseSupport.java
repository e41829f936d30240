package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.database.FoundTable.FoundColumn;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.PhysicalForm;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Form;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.Problem;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything in which a database differs for migrations. Each database has a package of its own
 * with its support and registers it as a service; {@link Databases} finds it.
 */
public interface DatabaseSupport {

  /** The database. */
  MigrationDatabase database();

  /** What its JDBC URLs begin with. */
  String urlPrefix();

  /** Its statements. */
  Ddl ddl();

  /** What it calls the types of columns. */
  DatabaseTypes types();

  /** Its catalog. */
  Catalog catalog();

  /** What by-field columns are in a table that we make ({@code docs/semantics.md} 4). */
  Form byField();

  /**
   * What the database can tell apart of a type; desired and found types are both compared in this
   * form. None has texts with a limit of a million characters.
   */
  default StoredType canonical(StoredType type) {
    return type instanceof Scalar scalar
            && scalar.kind() == ColumnType.STRING
            && scalar.length() != null
            && scalar.length() >= FoundTypes.NO_LENGTH
        ? Scalar.of(ColumnType.STRING)
        : type;
  }

  /** A table in the form in which it is compared. */
  default TableState canonical(TableState table) {
    return table.withColumns(
        table.columns().stream().map(c -> c.typed(canonical(c.type()))).toList());
  }

  /** What a column of a type of this name stores. */
  default StoredType found(String sql) {
    return FoundTypes.of(sql, this);
  }

  /** What has a case in the name of a type; the rest is compared in small letters. */
  default Pattern keepsCase() {
    return FoundTypes.QUOTED;
  }

  /** The digits after the second that a timestamp has when its type does not say. */
  default int defaultFraction() {
    return FoundTypes.MICROSECONDS;
  }

  /** What a by-field column stores, of which the type is found. */
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

  /** What a column has that we would not give one of this type; null where nothing is to know. */
  default @Nullable PhysicalForm form(FoundColumn column, StoredType type) {
    StoredType found = found(column.type());
    return found instanceof Foreign foreign && !type.equals(found) && FoundColumns.isEnum(found)
        ? PhysicalForm.of(foreign.sql(), "", "")
        : null;
  }

  /** The type by its name, where a change of a column has to repeat it; empty elsewhere. */
  default Optional<String> physicalType(ColumnState column) {
    return Optional.empty();
  }

  /** What of a table the database has no room for. */
  default List<Problem> limits(TableState table) {
    return List.of();
  }

  /** Whether a value can be required of new rows alone. */
  default boolean requiresFromNow() {
    return false;
  }

  /** Whether a longer text is only another limit, and no row is written again. */
  default boolean widensTextInPlace(Scalar from, Scalar to) {
    return true;
  }

  /** Whether a number with more digits is only another limit, and no row is written again. */
  default boolean widensNumberInPlace(Scalar from, Scalar to) {
    return false;
  }

  /** The rule of dropping a primary key. */
  default SafetyRule dropPrimaryKey() {
    return SafetyRule.DROP_PRIMARY_KEY;
  }

  /** Whether columns are dropped before keys are made, because they could be in their way. */
  default boolean dropsColumnsEarly() {
    return false;
  }

  /** The first of a table's changes for which its indexes are dropped and made again. */
  default Optional<Change> rebuildsIndexes(List<Change> changes) {
    return Optional.empty();
  }

  /**
   * When a change is made that is neither a rename nor one that the library asks for.
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
   * @param statements what {@link Ddl} makes of it
   */
  default List<StagedStatement> staged(Change change, Stage stage, List<String> statements) {
    return statements.stream().map(sql -> new StagedStatement(stage, sql)).toList();
  }

  /** Connects to a live database that is only looked at, as far as its driver can promise that. */
  default Connection readOnly(
      String url, @Nullable String user, @Nullable String password, ClassLoader loader) {
    return Connections.readOnlySession(url, user, password, loader);
  }

  /** An empty database in memory, or of a server that the class loader sees. */
  ScratchDatabase scratch(ClassLoader loader);
}
