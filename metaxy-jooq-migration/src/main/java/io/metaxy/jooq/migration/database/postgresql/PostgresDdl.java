package io.metaxy.jooq.migration.database.postgresql;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.database.StandardDdl;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/**
 * The statements of PostgreSQL: indexes on existing tables are built concurrently, outside a
 * transaction; values are cast where PostgreSQL would not do so itself.
 */
final class PostgresDdl extends StandardDdl {

  public PostgresDdl(DatabaseTypes types) {
    super(SQLDialect.POSTGRES, types);
  }

  @Override
  protected String byField(ByField type) {
    return switch (type.form()) {
      case JSON -> "json";
      case TEXT -> "text";
      default -> "jsonb";
    };
  }

  @Override
  public List<String> statements(Change change, TableState before) {
    List<String> statements = new ArrayList<>(super.statements(change, before));
    if (change instanceof Change.RenameColumn rename) {
      statements.addAll(new PostgresSteps(before).renameChecks(rename.from(), rename.column()));
    }
    return statements;
  }

  /** With a check where lists have a fixed number of elements, which arrays do not declare. */
  @Override
  protected String definition(ColumnState column) {
    Integer elements = elements(column.type());
    return super.definition(column)
        + (elements == null ? "" : " " + PostgresSteps.elements(text, column.name(), elements));
  }

  private static @Nullable Integer elements(StoredType type) {
    return type instanceof Scalar scalar ? scalar.elements() : null;
  }

  @Override
  protected List<String> changeRequired(TableState table, ColumnState to) {
    PostgresSteps steps = new PostgresSteps(table);
    return List.of(to.required() ? steps.require(to.name()) : steps.dropRequired(to.name()));
  }

  @Override
  protected List<String> changeType(TableState table, ColumnState from, ColumnState to) {
    PostgresSteps steps = new PostgresSteps(table);
    Integer before = elements(from.type());
    Integer after = elements(to.type());
    List<String> statements = new ArrayList<>();
    if (before != null && !before.equals(after)) {
      statements.add(steps.dropElements(to.name()));
    }
    if (!typeName(from.type()).equals(typeName(to.type()))) {
      statements.add(super.changeType(table, from, to).get(0) + using(from.type(), to));
    }
    if (after != null && !after.equals(before)) {
      statements.add(steps.addElements(to.name(), after));
    }
    return statements;
  }

  /** The {@code using} clause; empty where none is needed, because a cast rewrites the table. */
  private String using(StoredType from, ColumnState to) {
    ColumnType old = from instanceof Scalar scalar ? scalar.innermost().kind() : null;
    ColumnType type = to.type() instanceof Scalar scalar ? scalar.innermost().kind() : null;
    String column = text.name(to.name());
    if (isList(from) != isList(to.type())) {
      return " using " + column + "::" + typeName(to.type());
    }
    if (type == null || old == type || (old != null && old.isNumber() && type.isNumber())) {
      return "";
    }
    boolean instant = old == ColumnType.INSTANT || type == ColumnType.INSTANT;
    boolean local = old == ColumnType.LOCAL_DATE_TIME || type == ColumnType.LOCAL_DATE_TIME;
    return instant && local && !isList(from)
        ? " using " + column + " at time zone 'UTC'"
        : " using " + column + "::" + typeName(to.type());
  }

  private static boolean isList(StoredType type) {
    return type instanceof Scalar scalar && scalar.kind() == ColumnType.LIST;
  }

  @Override
  protected String createIndexOnline(TableState table, KeyState index) {
    return create(index) + "concurrently " + on(table, index);
  }
}
