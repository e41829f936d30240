package io.metaxy.jooq.migration.plan;

import io.metaxy.jooq.migration.change.Block;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.AddColumn;
import io.metaxy.jooq.migration.change.Change.ChangeType;
import io.metaxy.jooq.migration.change.Change.CreateTable;
import io.metaxy.jooq.migration.database.DatabaseSupport;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.List;

/** The columns of a change whose types a database lacks. */
final class UnsupportedTypes {

  private UnsupportedTypes() {}

  /** The problems; empty when the database has all types. */
  static List<Problem> of(Change change, DatabaseSupport support) {
    List<Problem> problems = new ArrayList<>();
    for (ColumnState column : columns(change)) {
      if (column.type() instanceof Scalar scalar) {
        support
            .types()
            .onlyJson(scalar.type())
            .ifPresent(why -> problems.add(problem(change.table(), column, why)));
      }
    }
    return problems;
  }

  private static List<ColumnState> columns(Change change) {
    if (change instanceof CreateTable create) {
      return create.table().columns();
    }
    return change instanceof AddColumn || change instanceof ChangeType
        ? List.of(((Change.OfColumn) change).column())
        : List.of();
  }

  private static Problem problem(TableState table, ColumnState column, String why) {
    return Block.UNSUPPORTED_TYPE.problem(
        table.feature(),
        "column " + column.name(),
        "Cannot create column "
            + column.name()
            + " of table "
            + Names.plain(table.name())
            + ", because it "
            + why
            + "; declare @Column(type = JSON) on the component");
  }
}
