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
    List<String> statements = super.statements(change, before);
    if (change instanceof Change.RenameColumn rename && rename.column().required()) {
      List<String> both = new ArrayList<>(statements);
      both.add(new PostgresSteps(before).renameRequired(rename.from(), rename.column().name()));
      return both;
    }
    return statements;
  }

  @Override
  protected List<String> changeRequired(TableState table, ColumnState to) {
    PostgresSteps steps = new PostgresSteps(table);
    return List.of(to.required() ? steps.require(to.name()) : steps.dropRequired(to.name()));
  }

  @Override
  protected List<String> changeType(TableState table, ColumnState from, ColumnState to) {
    return List.of(super.changeType(table, from, to).get(0) + using(from.type(), to));
  }

  /** The {@code using} clause; empty where none is needed, because a cast rewrites the table. */
  private String using(StoredType from, ColumnState to) {
    ColumnType old = from instanceof Scalar scalar ? scalar.kind() : null;
    ColumnType type = to.type() instanceof Scalar scalar ? scalar.kind() : null;
    if (type == null || old == type || (old != null && old.isNumber() && type.isNumber())) {
      return "";
    }
    String column = text.name(to.name());
    boolean instant = old == ColumnType.INSTANT || type == ColumnType.INSTANT;
    boolean local = old == ColumnType.LOCAL_DATE_TIME || type == ColumnType.LOCAL_DATE_TIME;
    return instant && local
        ? " using " + column + " at time zone 'UTC'"
        : " using " + column + "::" + typeName(to.type());
  }

  @Override
  protected String createIndexOnline(TableState table, KeyState index) {
    return "create index concurrently " + on(table, index);
  }
}
