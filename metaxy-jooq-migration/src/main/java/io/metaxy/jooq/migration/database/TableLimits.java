package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.migration.change.Block;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects the parts of a table that are too large for a database. */
public class TableLimits {

  protected final TableState table;
  private final List<Problem> problems = new ArrayList<>();

  /** Prepares the checks of a table. */
  public TableLimits(TableState table) {
    this.table = table;
  }

  protected final void add(String place, String what, String reason, String remedy) {
    problems.add(
        Block.TOO_LARGE.problem(
            table.feature(), place, "Cannot " + what + ", because " + reason + "; " + remedy));
  }

  /** A problem of the name of an index. */
  protected final void addName(KeyState index, String database, String reason) {
    String what = "index " + Names.plain(index.name());
    addIndex(
        what,
        "create " + what + " of " + name() + " on " + database,
        reason,
        "give the index another name");
  }

  /** A problem of indexes. */
  protected final void addIndex(String place, String what, String reason, String remedy) {
    problems.add(
        Block.INDEX.problem(
            table.feature(), place, "Cannot " + what + ", because " + reason + "; " + remedy));
  }

  protected final String name() {
    return "table " + Names.plain(table.name());
  }

  /** Checks decimals against the maximum digits, in total and after the point. */
  public final TableLimits decimals(String database, int digits, int afterPoint) {
    for (ColumnState column : table.columns()) {
      Digits limits = column.type() instanceof Scalar type ? type.innermost().digits() : null;
      if (limits != null) {
        int precision = limits.precision();
        int scale = limits.scale();
        if (precision > digits || scale > Math.min(afterPoint, precision)) {
          add(
              "column " + column.name(),
              "create column " + column.name() + " of " + name() + " on " + database,
              "decimal("
                  + precision
                  + ", "
                  + scale
                  + ") exceeds the maximum of "
                  + digits
                  + " digits, "
                  + Math.min(afterPoint, precision)
                  + " of them after the decimal point",
              "declare fewer digits, or a text column");
        }
      }
    }
    return this;
  }

  /** Checks the numbers of elements of lists against the maximum. */
  public final TableLimits elements(String database, int most) {
    for (ColumnState column : table.columns()) {
      Scalar type = column.type() instanceof Scalar scalar ? scalar : null;
      while (type != null) {
        Integer elements = type.elements();
        if (elements != null && elements > most) {
          add(
              "column " + column.name(),
              "create column " + column.name() + " of " + name() + " on " + database,
              "a list of " + elements + " elements exceeds the maximum of " + most,
              "declare fewer elements, or @Column(type = JSON)");
        }
        type = type.type() instanceof ListOf list ? new Scalar(list.element()) : null;
      }
    }
    return this;
  }

  /** Checks the numbers of columns of indexes against the maximum. */
  public final TableLimits keyColumns(String database, int most) {
    for (KeyState index : table.indexes()) {
      if (index.columns().size() > most) {
        String what = "index " + Names.plain(index.name());
        add(
            what,
            "create " + what + " of " + name() + " on " + database,
            "its " + index.columns().size() + " columns exceed the maximum of " + most,
            "declare fewer columns");
      }
    }
    return this;
  }

  /** The problems found so far. */
  public final List<Problem> problems() {
    return List.copyOf(problems);
  }
}
