package io.metaxy.jooq.migration.database.postgresql;

import static org.jooq.impl.DSL.quotedName;

import io.metaxy.jooq.codegen.definition.KeyNames;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.database.SqlText;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.ArrayList;
import java.util.List;
import org.jooq.AlterTableStep;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * What PostgreSQL does in steps, so that a table stays usable while its rows are read:
 *
 * <pre>{@code
 * alter table "t" add constraint "c_metaxy_ck" check ("c" is not null) not valid;
 * alter table "t" validate constraint "c_metaxy_ck";
 * alter table "t" alter column "c" set not null;
 * alter table "t" drop constraint "c_metaxy_ck";
 * create unique index concurrently "t_metaxy_px" on "t" ("a", "b");
 * alter table "t" add constraint "t_metaxy_pk" primary key using index "t_metaxy_px";
 * alter table "t" add constraint "c_metaxy_elements" check (cardinality("c") = 512) not valid;
 * alter table "t" validate constraint "c_metaxy_elements";
 * }</pre>
 */
final class PostgresSteps {

  private final SqlText text = new SqlText(SQLDialect.POSTGRES);
  private final TableState table;

  public PostgresSteps(TableState table) {
    this.table = table;
  }

  /** Adds a check that new rows have a value. */
  public String check(String column) {
    return add(constraint(column), text.name(column) + " is not null");
  }

  /** Adds a check that new rows have a value, except those that delete an older row. */
  String require(String column) {
    return add(
        text.name(KeyNames.required(column)),
        text.name(column)
            + " is not null or "
            + text.name(SystemColumns.DELETED_AT)
            + " is not null");
  }

  /** Renames the checks of a column, whose names contain the column's. */
  List<String> renameChecks(String from, ColumnState to) {
    List<String> statements = new ArrayList<>();
    if (to.required()) {
      statements.add(rename(KeyNames.required(from), KeyNames.required(to.name())));
    }
    if (to.type() instanceof Scalar scalar && scalar.elements() != null) {
      statements.add(rename(KeyNames.elements(from), KeyNames.elements(to.name())));
    }
    return statements;
  }

  private String rename(String from, String to) {
    return text.render(alterTable().renameConstraint(quotedName(from)).to(quotedName(to)));
  }

  /** Drops the check that new rows have a value. */
  String dropRequired(String column) {
    return text.render(alterTable().dropConstraintIfExists(quotedName(KeyNames.required(column))));
  }

  /** The check, in a column's definition, that its lists have a number of elements. */
  static String elements(SqlText text, String column, int elements) {
    return "constraint "
        + text.name(KeyNames.elements(column))
        + " check ("
        + cardinality(text, column, elements)
        + ")";
  }

  /** Adds the same check for new rows. */
  String addElements(String column, int elements) {
    return add(text.name(KeyNames.elements(column)), cardinality(text, column, elements));
  }

  private static String cardinality(SqlText text, String column, int elements) {
    return "cardinality(" + text.name(column) + ") = " + elements;
  }

  /** Validates the lists of all rows, while they stay in use. */
  String validateElements(String column) {
    return alter() + "validate constraint " + text.name(KeyNames.elements(column));
  }

  /** Drops the check of the lists. */
  String dropElements(String column) {
    return text.render(alterTable().dropConstraint(quotedName(KeyNames.elements(column))));
  }

  private String add(String constraint, String condition) {
    return alter() + "add constraint " + constraint + " check (" + condition + ") not valid";
  }

  /** Validates that all rows have a value, while they stay in use. */
  public String validate(String column) {
    return alter() + "validate constraint " + constraint(column);
  }

  /** Drops the check once the column is not null. */
  public String dropCheck(String column) {
    return text.render(alterTable().dropConstraint(quotedName(KeyNames.check(column))));
  }

  private String constraint(String column) {
    return text.name(KeyNames.check(column));
  }

  /** Builds a key's index, which takes the key's name later. */
  public String uniqueIndex(KeyState key) {
    return "create unique index concurrently "
        + text.name(indexName(key))
        + " on "
        + text.name(table.name())
        + " "
        + text.names(key.columns());
  }

  /** Adds the key, using the existing index. */
  public String primaryKey(KeyState key) {
    return alter()
        + "add constraint "
        + text.name(key.name())
        + " primary key using index "
        + text.name(indexName(key));
  }

  private static String indexName(KeyState key) {
    return key.name().substring(0, key.name().length() - 1) + "x";
  }

  private AlterTableStep alterTable() {
    return DSL.alterTable(quotedName(table.name()));
  }

  private String alter() {
    return "alter table " + text.name(table.name()) + " ";
  }
}
