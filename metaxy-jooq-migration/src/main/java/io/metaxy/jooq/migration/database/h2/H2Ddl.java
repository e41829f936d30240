package io.metaxy.jooq.migration.database.h2;

import static org.jooq.impl.DSL.quotedName;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.migration.database.StandardDdl;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.ArrayList;
import java.util.List;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** The statements of H2. */
final class H2Ddl extends StandardDdl {

  public H2Ddl(DatabaseTypes types) {
    super(SQLDialect.H2, types);
  }

  @Override
  protected String byField(ByField type) {
    return switch (type.form()) {
      case TEXT -> "varchar";
      default -> "json";
    };
  }

  /** H2 requires the columns of a new primary key to be not null first. */
  @Override
  protected List<String> addPrimaryKey(TableState table, KeyState key) {
    List<String> statements = new ArrayList<>();
    for (String name : key.columns()) {
      table
          .column(name)
          .filter(ColumnState::nullable)
          .ifPresent(column -> statements.add(changeNullability(table, column.nullable(false))));
    }
    statements.addAll(super.addPrimaryKey(table, key));
    return statements;
  }

  /** Each statement is committed, and a script that fails later drops again when it is repeated. */
  @Override
  protected List<String> dropPrimaryKey(TableState table, KeyState key) {
    return List.of(text.render(alterTable(table).dropConstraintIfExists(quotedName(key.name()))));
  }

  /** As for primary keys. */
  @Override
  protected String dropIndex(TableState table, KeyState index) {
    return text.render(DSL.dropIndexIfExists(quotedName(index.name())));
  }
}
