package io.metaxy.jooq.migration.database.mariadb;

import static org.jooq.impl.DSL.quotedName;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.migration.database.SqlText;
import io.metaxy.jooq.migration.database.StandardDdl;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.PhysicalForm;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jooq.Constraint;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * The statements of MariaDB. Its DDL is not transactional: a script that fails halfway stays half
 * applied. What differs from the standard:
 *
 * <ul>
 *   <li>A column is redefined whole, including its comment and attributes that others gave it.
 *   <li>Instants are {@code datetime(6)} and hold UTC wall-clock time.
 *   <li>Keys need texts with a limit; see {@link MariaDbLengths}. Other texts are {@code longtext}.
 *   <li>Texts differ by code points, trailing blanks included, as on other databases: the collation
 *       of a table is {@code utf8mb4_nopad_bin}.
 * </ul>
 */
final class MariaDbDdl extends StandardDdl {

  /** The name of every primary key. */
  private static final String PRIMARY = "PRIMARY";

  public MariaDbDdl(DatabaseTypes types) {
    super(SQLDialect.MARIADB, types);
  }

  @Override
  protected String byField(ByField type) {
    return switch (type.form()) {
      case TEXT -> "longtext";
      default -> "json";
    };
  }

  @Override
  protected String definition(ColumnState column) {
    PhysicalForm form = column.form();
    String type = physicalType(column);
    String comment = column.comment();
    // Older servers make a timestamp not null unless null is written.
    String nulls = type.startsWith("timestamp") ? " null" : "";
    return text.name(column.name())
        + " "
        + type
        + (form == null || form.attributes().isEmpty() ? "" : " " + form.attributes())
        + (column.nullable() ? nulls : " not null")
        + (comment == null ? "" : " comment " + text.literal(comment))
        + (form == null || form.check().isEmpty() ? "" : " check (" + form.check() + ")");
  }

  /** The name of a column's type: the one that others gave it, or else the library's. */
  public String physicalType(ColumnState column) {
    PhysicalForm form = column.form();
    return form == null || form.type() == null ? typeName(column.type()) : form.type();
  }

  /** The name by which the database reports a type, given its name in scripts. */
  public static String reported(String type) {
    return switch (type) {
      case "boolean" -> "tinyint(1)";
      case "tinyint" -> "tinyint(4)";
      case "smallint" -> "smallint(6)";
      case "integer" -> "int(11)";
      case "bigint" -> "bigint(20)";
      default -> type.startsWith("decimal") ? type.replace(" ", "") : type;
    };
  }

  @Override
  protected String tableOptions(TableState table) {
    String comment = table.comment();
    return " default character set utf8mb4 collate utf8mb4_nopad_bin"
        + (comment == null ? "" : "\n  comment = " + text.literal(comment));
  }

  /** Indexes are part of the statement, because a later one could fail on its own. */
  @Override
  public List<String> createWhole(TableState table) {
    List<String> indexes =
        table.indexes().stream()
            .map(
                index ->
                    (index.unique() ? "unique index " : "index ")
                        + text.name(index.name())
                        + " "
                        + text.names(index.columns()))
            .toList();
    return List.of(createOnly(table, "", indexes));
  }

  /** None: comments are part of the definitions. */
  @Override
  protected List<String> comments(TableState table) {
    return List.of();
  }

  /** Primary keys have no name. */
  @Override
  protected Constraint primaryKey(KeyState key) {
    return DSL.primaryKey(SqlText.quoted(key.columns()));
  }

  @Override
  protected List<String> renamePrimaryKey(TableState table, String from, String to) {
    return List.of();
  }

  @Override
  protected List<String> renameIndex(TableState table, KeyState from, KeyState to) {
    return inSteps(
        from.name(),
        to.name(),
        (old, name) ->
            text.render(alterTable(table).renameIndex(quotedName(old)).to(quotedName(name))));
  }

  @Override
  protected List<String> addColumn(TableState table, ColumnState column) {
    return List.of(alter(table) + "add column " + definition(column));
  }

  @Override
  protected List<String> changeType(TableState table, ColumnState from, ColumnState to) {
    return List.of(modify(table, to.name(), column -> column.typed(to.type())));
  }

  @Override
  protected String changeNullability(TableState table, ColumnState to) {
    return modify(table, to.name(), column -> column.nullable(to.nullable()));
  }

  @Override
  protected String commentOnColumn(TableState table, ColumnState commented) {
    return modify(table, commented.name(), column -> column.commented(commented.comment()));
  }

  /** Redefines a column with one change. */
  private String modify(TableState table, String name, UnaryOperator<ColumnState> change) {
    ColumnState column = table.column(name).orElseThrow();
    return alter(table) + "modify column " + definition(change.apply(column));
  }

  /** A script that fails later drops again when it is repeated. */
  @Override
  protected List<String> dropPrimaryKey(TableState table, KeyState key) {
    return List.of(dropIndex(table, PRIMARY));
  }

  /** As for primary keys. */
  @Override
  protected String dropIndex(TableState table, KeyState index) {
    return dropIndex(table, index.name());
  }

  private String dropIndex(TableState table, String name) {
    return text.render(DSL.dropIndexIfExists(quotedName(name)).on(quotedName(table.name())));
  }
}
