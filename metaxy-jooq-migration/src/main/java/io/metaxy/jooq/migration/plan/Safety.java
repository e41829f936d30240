package io.metaxy.jooq.migration.plan;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.PlanOptions;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.AddColumn;
import io.metaxy.jooq.migration.change.Change.AddPrimaryKey;
import io.metaxy.jooq.migration.change.Change.AddStructKeys;
import io.metaxy.jooq.migration.change.Change.ChangeNullability;
import io.metaxy.jooq.migration.change.Change.ChangeRequired;
import io.metaxy.jooq.migration.change.Change.ChangeType;
import io.metaxy.jooq.migration.change.Change.ChangeValues;
import io.metaxy.jooq.migration.change.Change.CommentOnColumn;
import io.metaxy.jooq.migration.change.Change.CommentOnTable;
import io.metaxy.jooq.migration.change.Change.CreateIndex;
import io.metaxy.jooq.migration.change.Change.CreateTable;
import io.metaxy.jooq.migration.change.Change.DropColumn;
import io.metaxy.jooq.migration.change.Change.DropIndex;
import io.metaxy.jooq.migration.change.Change.DropPrimaryKey;
import io.metaxy.jooq.migration.change.Change.DropTable;
import io.metaxy.jooq.migration.change.Change.RenameColumn;
import io.metaxy.jooq.migration.change.Change.RenameIndex;
import io.metaxy.jooq.migration.change.Change.RenamePrimaryKey;
import io.metaxy.jooq.migration.change.Change.RenameTable;
import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.change.ChangeVisitor;
import io.metaxy.jooq.migration.change.Risk;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.change.ValuesChange;
import io.metaxy.jooq.migration.database.DatabaseSupport;
import io.metaxy.jooq.migration.database.SqlText;
import io.metaxy.jooq.migration.diff.TypeChange;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.Problem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules that a table's changes fall under on a database, and whether they are allowed. */
final class Safety {

  private static final Set<String> NEVER_NULL =
      Set.of(SystemColumns.FEATURE_VERSION, SystemColumns.UPDATED_AT);

  private final DatabaseSupport support;
  private final PlanOptions options;
  private final List<Change> changes;

  /**
   * Judges the changes of one table.
   *
   * @param changes all changes of the table
   */
  Safety(DatabaseSupport support, PlanOptions options, List<Change> changes) {
    this.support = support;
    this.options = options;
    this.changes = changes;
  }

  /** The rule of a change that may copy the table. */
  SafetyRule rule(Change change, boolean copies) {
    SafetyRule rule = rule(change);
    return copies && rule.risk().compareTo(Risk.DATA_DEPENDENT) < 0
        ? SafetyRule.REWRITE_TABLE
        : rule;
  }

  /** The rule of a change, regardless of its statements. */
  SafetyRule rule(Change change) {
    return change.accept(new Rules());
  }

  /** The rule of each kind of change. */
  private final class Rules implements ChangeVisitor<SafetyRule> {

    @Override
    public SafetyRule createTable(CreateTable change) {
      return SafetyRule.CREATE_TABLE;
    }

    @Override
    public SafetyRule dropTable(DropTable change) {
      return SafetyRule.DROP_TABLE;
    }

    @Override
    public SafetyRule renameTable(RenameTable change) {
      return SafetyRule.RENAME_TABLE;
    }

    @Override
    public SafetyRule addColumn(AddColumn change) {
      return Staging.isUpgrade(change) ? SafetyRule.UPGRADE_COLUMN : SafetyRule.ADD_COLUMN;
    }

    @Override
    public SafetyRule dropColumn(DropColumn change) {
      return SafetyRule.DROP_COLUMN;
    }

    @Override
    public SafetyRule renameColumn(RenameColumn change) {
      return SafetyRule.RENAME_COLUMN;
    }

    @Override
    public SafetyRule changeType(ChangeType change) {
      SafetyRule rule = TypeChange.rule(change.from().type(), change.to().type(), support);
      boolean upgrade = Staging.isUpgrade(change) && rule != SafetyRule.CONVERT_TYPE;
      return upgrade ? SafetyRule.UPGRADE_TYPE : rule;
    }

    @Override
    public SafetyRule changeNullability(ChangeNullability change) {
      return nullability(change);
    }

    @Override
    public SafetyRule changeRequired(ChangeRequired change) {
      return change.to().required() ? SafetyRule.REQUIRE_FROM_NOW : SafetyRule.DROP_NOT_NULL;
    }

    @Override
    public SafetyRule changeValues(ChangeValues change) {
      return ValuesChange.of(change).rule();
    }

    @Override
    public SafetyRule addStructKeys(AddStructKeys change) {
      return SafetyRule.ADD_STRUCT_KEYS;
    }

    @Override
    public SafetyRule commentOnTable(CommentOnTable change) {
      return SafetyRule.COMMENT;
    }

    @Override
    public SafetyRule commentOnColumn(CommentOnColumn change) {
      return SafetyRule.COMMENT;
    }

    @Override
    public SafetyRule addPrimaryKey(AddPrimaryKey change) {
      return primaryKey(change);
    }

    @Override
    public SafetyRule dropPrimaryKey(DropPrimaryKey change) {
      return support.dropPrimaryKey();
    }

    @Override
    public SafetyRule renamePrimaryKey(RenamePrimaryKey change) {
      return SafetyRule.RENAME_KEY;
    }

    @Override
    public SafetyRule createIndex(CreateIndex change) {
      return change.index().unique() && !hasNewColumn(change.index())
          ? SafetyRule.CREATE_UNIQUE_INDEX
          : SafetyRule.CREATE_INDEX;
    }

    @Override
    public SafetyRule dropIndex(DropIndex change) {
      return SafetyRule.DROP_INDEX;
    }

    @Override
    public SafetyRule renameIndex(RenameIndex change) {
      return SafetyRule.RENAME_KEY;
    }
  }

  /** The rule of the primary key when the column is part of a new one. */
  private SafetyRule nullability(ChangeNullability change) {
    if (change.to().nullable()) {
      return SafetyRule.DROP_NOT_NULL;
    }
    for (Change other : changes) {
      if (other instanceof AddPrimaryKey add && add.key().columns().contains(change.to().name())) {
        return primaryKey(add);
      }
    }
    return SafetyRule.SET_NOT_NULL;
  }

  private SafetyRule primaryKey(AddPrimaryKey key) {
    return hasNewColumn(key.key()) ? SafetyRule.NEW_KEY_COLUMN : SafetyRule.ADD_PRIMARY_KEY;
  }

  /** Whether existing rows have null in a column of the key, and thus differ in an index. */
  private boolean hasNewColumn(KeyState key) {
    return changes.stream()
        .anyMatch(
            change ->
                change instanceof AddColumn add && key.columns().contains(add.column().name()));
  }

  /** Whether a rule is that of a change made for the primary key. */
  static boolean isOfPrimaryKey(SafetyRule rule) {
    return rule == SafetyRule.ADD_PRIMARY_KEY || rule == SafetyRule.NEW_KEY_COLUMN;
  }

  /** The rule of a change that other objects prevent. */
  static SafetyRule prevented(SafetyRule rule) {
    return rule.risk().compareTo(Risk.DATA_DEPENDENT) < 0 ? SafetyRule.USED_BY_OTHERS : rule;
  }

  /** Why a change that other objects prevent is not written, and the remedy. */
  static Problem refusal(Change change, List<String> others) {
    return problem(
        change,
        SafetyRule.USED_BY_OTHERS,
        " without permission, because the database refuses it, or it breaks what uses the table: "
            + String.join(", ", others));
  }

  /** Whether a change under this rule may be written. */
  boolean allows(Change change, SafetyRule rule) {
    if (rule.risk().compareTo(Risk.ONLINE) <= 0) {
      return true;
    }
    String feature = change.table().feature();
    if (rule == SafetyRule.DROP_TABLE) {
      return options.allowedDrops().contains(feature);
    }
    return rule.risk() != Risk.FORBIDDEN
        && (options.allow().contains(rule.code())
            || options.allow().contains(rule.code() + ":" + feature)
            || options.allow().contains(rule.code() + ":" + place(change)));
  }

  /** Why a change is not written, and the remedy. */
  Problem refusal(Change change, SafetyRule rule) {
    Problem problem =
        problem(
            change,
            rule,
            (rule.risk() == Risk.FORBIDDEN ? ", because " : " without permission, because ")
                + rule.because());
    return change instanceof CreateIndex create && rule == SafetyRule.CREATE_UNIQUE_INDEX
        ? new Problem(
            problem.code(),
            problem.feature(),
            problem.place(),
            problem.sentence() + ": " + duplicates(create))
        : problem;
  }

  /** The query for the rows that prevent a unique index; it runs before the changes. */
  private String duplicates(CreateIndex change) {
    SqlText text = new SqlText(support.database().dialect());
    List<String> columns = change.index().columns().stream().map(this::earlier).toList();
    String key = columns.stream().map(text::name).collect(Collectors.joining(", "));
    String isGiven =
        columns.stream()
            .filter(column -> !NEVER_NULL.contains(column))
            .map(column -> text.name(column) + " is not null")
            .collect(Collectors.joining(" and "));
    return "select "
        + key
        + ", count(*) from "
        + text.name(
            earlier(change.table()).name().replace(TableState.PREFIX, options.tablePrefix()))
        + (isGiven.isEmpty() ? "" : " where " + isGiven)
        + " group by "
        + key
        + " having count(*) > 1";
  }

  /** The name of a column before the changes. */
  private String earlier(String column) {
    return changes.stream()
        .filter(other -> other instanceof RenameColumn to && to.column().name().equals(column))
        .map(other -> ((RenameColumn) other).from())
        .findFirst()
        .orElse(column);
  }

  /** The table before the changes. */
  private TableState earlier(TableState table) {
    return changes.stream()
        .filter(RenameTable.class::isInstance)
        .map(Change::tableBefore)
        .findFirst()
        .orElse(table);
  }

  private static Problem problem(Change change, SafetyRule rule, String reason) {
    String column = Staging.column(change);
    return new Problem(
        rule.code(),
        change.table().feature(),
        column == null ? "" : "column " + column,
        "Cannot " + ChangeText.of(change) + reason + "; " + remedy(change, rule));
  }

  private static String remedy(Change change, SafetyRule rule) {
    if (rule.risk() == Risk.FORBIDDEN) {
      return rule.instead();
    }
    String other = rule.instead().isEmpty() ? "" : ", or " + rule.instead();
    return rule == SafetyRule.DROP_TABLE
        ? rule.instead()
        : "allow " + rule.code() + ":" + place(change) + other;
  }

  /** The column, or the feature, as {@code metaxy.allow} names it: {@code video/crop.path}. */
  private static String place(Change change) {
    String column = Staging.column(change);
    return change.table().feature() + (column == null ? "" : "." + column);
  }
}
