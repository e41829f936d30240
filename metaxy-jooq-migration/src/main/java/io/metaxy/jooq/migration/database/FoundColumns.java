package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.dialect.ByFieldStorage;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.database.FoundTable.FoundColumn;
import io.metaxy.jooq.migration.database.mariadb.MariaDbDdl;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.PhysicalForm;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Form;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the columns of a found table store, beside what is expected of them. */
final class FoundColumns {

  private final MigrationDatabase database;
  private final @Nullable TableState expected;

  FoundColumns(MigrationDatabase database, @Nullable TableState expected) {
    this.database = database;
    this.expected = expected;
  }

  /** The expected type of a column whose own is good for it; else the type that it has. */
  StoredType type(FoundColumn column) {
    StoredType found = FoundTypes.of(column.type(), database);
    if (SystemColumns.isByField(column.name())) {
      return byField(column, found);
    }
    StoredType asked =
        expected == null
            ? null
            : expected.column(column.name()).map(ColumnState::type).orElse(null);
    return asked instanceof Scalar scalar && isGood(found, scalar) ? scalar : found;
  }

  /** What a column has that we would not give one of this type; null where nothing is to know. */
  @Nullable PhysicalForm form(FoundColumn column, StoredType type) {
    if (database != MigrationDatabase.MARIADB) {
      StoredType found = FoundTypes.of(column.type(), database);
      return found instanceof Foreign foreign && !type.equals(found) && isEnum(found)
          ? PhysicalForm.of(foreign.sql(), "", "")
          : null;
    }
    String ours = MariaDbDdl.reported(Ddls.of(database).typeName(type));
    return PhysicalForm.of(
        ours.equals(column.type()) ? null : column.type(), column.attributes(), column.check());
  }

  private StoredType byField(FoundColumn column, StoredType found) {
    if (database == MigrationDatabase.DUCKDB) {
      return Dialects.of(database.dialect())
          .byField()
          .storage(new LiveColumn(column.name(), column.type(), column.nullable()))
          .map(FoundColumns::onDuckDb)
          .orElse(new Foreign(column.type().toLowerCase(Locale.ROOT)));
    }
    if (!(found instanceof Scalar scalar)) {
      return found;
    }
    if (scalar.type() == ColumnType.JSON) {
      return new ByField(column.type().equals("jsonb") ? Form.JSONB : Form.JSON, List.of());
    }
    return scalar.type() == ColumnType.STRING && database != MigrationDatabase.H2
        ? new ByField(Form.TEXT, List.of())
        : found;
  }

  private static StoredType onDuckDb(ByFieldStorage storage) {
    return storage instanceof ByFieldStorage.Struct struct
        ? new ByField(Form.STRUCT, struct.keys())
        : new ByField(Form.MAP, List.of());
  }

  private static boolean isGood(StoredType found, Scalar asked) {
    if (found.equals(asked)) {
      return true;
    }
    return switch (asked.type()) {
      case STRING -> isEnum(found);
      case DECIMAL ->
          asked.equals(Scalar.of(ColumnType.DECIMAL)) && found.equals(new Foreign("numeric"));
      default -> false;
    };
  }

  private static boolean isEnum(StoredType type) {
    return type instanceof Foreign foreign
        && foreign.sql().startsWith("enum")
        && foreign.sql().endsWith(")");
  }
}
