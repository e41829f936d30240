package io.metaxy.jooq.migration;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.StoredType.ByField;
import io.metaxy.jooq.migration.StoredType.Scalar;
import io.metaxy.jooq.spec.ColumnType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB. Its DDL is in no transaction: a script that fails half way stays half made. What differs
 * from the standard:
 *
 * <ul>
 *   <li>A column is changed whole, its comment included.
 *   <li>Instants are {@code datetime(6)} and hold the wall clock of UTC.
 *   <li>Keys need texts with a limit. Id columns without one, and what else stands in a key or an
 *       index, are {@code varchar(255)}, shorter when a key of several would take more than its
 *       3,072 bytes; texts of the system are, too; other texts are {@code longtext}.
 *   <li>Texts are told apart by their code points, blanks at their end included, as elsewhere: the
 *       collation of a table is {@code utf8mb4_nopad_bin}.
 * </ul>
 */
final class MariaDbDdl extends StandardDdl {

  /** The characters of a text that has no limit elsewhere. */
  static final int TEXT_LENGTH = 255;

  /** A feature version is a SHA-256 at most. */
  private static final int VERSION_LENGTH = 64;

  private static final int KEY_BYTES = 3072;
  private static final int CHARACTER_BYTES = 4;

  /** What any column other than a text takes in a key, decimals of 65 digits included. */
  private static final int VALUE_BYTES = 32;

  MariaDbDdl() {
    super(SQLDialect.MARIADB);
  }

  @Override
  String scalar(Scalar type) {
    return switch (type.type()) {
      case STRING, ENUM -> type.length() == null ? "longtext" : varchar(type.length());
      case BOOLEAN -> "boolean";
      case INT8 -> "tinyint";
      case INT16 -> "smallint";
      case INT32 -> "integer";
      case INT64 -> "bigint";
      case FLOAT32 -> "float";
      case FLOAT64 -> "double";
      case DECIMAL -> "decimal" + decimal(type);
      case UUID -> "uuid";
      case BINARY -> "longblob";
      case INSTANT, OFFSET_DATE_TIME, LOCAL_DATE_TIME -> "datetime(6)";
      case LOCAL_DATE -> "date";
      case LOCAL_TIME -> "time(6)";
      case JSON -> "json";
    };
  }

  @Override
  String byField(ByField type) {
    return switch (type.form()) {
      case TEXT -> "longtext";
      default -> "json";
    };
  }

  @Override
  String columnType(TableState table, ColumnState column) {
    if (!isUnlimitedText(column)) {
      return typeName(column.type());
    }
    if (column.name().equals(SystemColumns.FEATURE_VERSION)) {
      return varchar(VERSION_LENGTH);
    }
    if (keyColumns(table).contains(column.name())) {
      return varchar(keyLength(table));
    }
    return isSystem(column.name()) ? varchar(TEXT_LENGTH) : typeName(column.type());
  }

  /** Whether a text of this column has a limit here although it has none elsewhere. */
  static boolean limits(TableState table, String column) {
    return isSystem(column) || keyColumns(table).contains(column);
  }

  private static boolean isSystem(String column) {
    return SystemColumns.ALL.contains(column);
  }

  private static boolean isUnlimitedText(ColumnState column) {
    return column.type() instanceof Scalar scalar
        && scalar.type() == ColumnType.STRING
        && scalar.length() == null;
  }

  /** All columns that can come into a key: a primary key may be switched on later. */
  private static Set<String> keyColumns(TableState table) {
    Set<String> columns = new LinkedHashSet<>(table.idColumns());
    columns.add(SystemColumns.FEATURE_VERSION);
    columns.add(SystemColumns.UPDATED_AT);
    KeyState key = table.primaryKey();
    if (key != null) {
      columns.addAll(key.columns());
    }
    table.indexes().forEach(index -> columns.addAll(index.columns()));
    return columns;
  }

  private static int keyLength(TableState table) {
    int taken = 0;
    int texts = 0;
    for (String name : keyColumns(table)) {
      ColumnState column = table.column(name).orElse(null);
      if (column == null) {
        continue;
      }
      Integer length = column.type() instanceof Scalar scalar ? scalar.length() : null;
      if (name.equals(SystemColumns.FEATURE_VERSION)) {
        taken += VERSION_LENGTH * CHARACTER_BYTES;
      } else if (isUnlimitedText(column)) {
        texts++;
      } else {
        taken += length == null ? VALUE_BYTES : length * CHARACTER_BYTES;
      }
    }
    int most = (KEY_BYTES - taken) / CHARACTER_BYTES / Math.max(texts, 1);
    return Math.max(1, Math.min(TEXT_LENGTH, most));
  }

  private static String varchar(int length) {
    return "varchar(" + length + ")";
  }

  @Override
  String definition(TableState table, ColumnState column) {
    String comment = column.comment();
    return super.definition(table, column)
        + (comment == null ? "" : " comment " + text.literal(comment));
  }

  @Override
  String tableOptions(TableState table) {
    String comment = table.comment();
    return " default character set utf8mb4 collate utf8mb4_nopad_bin"
        + (comment == null ? "" : "\n  comment = " + text.literal(comment));
  }

  /** They stand in the definitions. */
  @Override
  List<String> comments(TableState table) {
    return List.of();
  }

  /** Primary keys have no name. */
  @Override
  String constraint(KeyState key) {
    return "primary key " + text.names(key.columns());
  }

  @Override
  List<String> renamePrimaryKey(TableState table, String from, String to) {
    return List.of();
  }

  @Override
  List<String> renameIndex(TableState table, KeyState from, KeyState to) {
    return List.of(
        alter(table) + "rename index " + text.name(from.name()) + " to " + text.name(to.name()));
  }

  @Override
  List<String> addColumn(TableState table, ColumnState column) {
    TableState after = AppliedState.of(table, new Change.AddColumn(table, column));
    return List.of(
        alter(table) + "add column " + definition(Objects.requireNonNull(after, "after"), column));
  }

  @Override
  List<String> changeType(TableState table, ColumnState from, ColumnState to) {
    return List.of(modify(table, to));
  }

  @Override
  String changeNullability(TableState table, ColumnState to) {
    return modify(table, to);
  }

  @Override
  String commentOnColumn(TableState table, ColumnState column) {
    return modify(table, column);
  }

  private String modify(TableState table, ColumnState column) {
    return alter(table) + "modify column " + definition(table, column);
  }

  @Override
  String commentOnTable(TableState table, @Nullable String comment) {
    return alter(table) + "comment = " + text.literal(Objects.requireNonNullElse(comment, ""));
  }

  @Override
  List<String> dropPrimaryKey(TableState table, KeyState key) {
    return List.of(alter(table) + "drop primary key");
  }

  @Override
  String dropIndex(TableState table, KeyState index) {
    return "drop index " + text.name(index.name()) + " on " + name(table);
  }
}
