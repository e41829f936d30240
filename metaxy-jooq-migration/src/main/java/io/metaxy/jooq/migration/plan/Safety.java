package io.metaxy.jooq.migration.plan;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.PlanOptions;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.AddColumn;
import io.metaxy.jooq.migration.change.Change.AddPrimaryKey;
import io.metaxy.jooq.migration.change.Change.AddStructKeys;
import io.metaxy.jooq.migration.change.Change.ChangeNullability;
import io.metaxy.jooq.migration.change.Change.ChangeRequired;
import io.metaxy.jooq.migration.change.Change.ChangeType;
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
import io.metaxy.jooq.migration.change.Risk;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.diff.TypeChange;
import io.metaxy.jooq.spec.Problem;
import java.util.List;
import java.util.Locale;

/** What the changes of a table are under on a database, and whether that is allowed. */
final class Safety {

  private final MigrationDatabase db;
  private final PlanOptions options;
  private final List<Change> changes;

  /**
   * For the changes of one table.
   *
   * @param changes all of them
   */
  Safety(MigrationDatabase db, PlanOptions options, List<Change> changes) {
    this.db = db;
    this.options = options;
    this.changes = changes;
  }

  /** The rule of a change that may be made by a copy of the table. */
  SafetyRule rule(Change change, boolean copies) {
    SafetyRule rule = rule(change);
    return copies && rule.risk().compareTo(Risk.DATA_DEPENDENT) < 0
        ? SafetyRule.REWRITE_TABLE
        : rule;
  }

  /** The rule of a change, whatever its statements are. */
  SafetyRule rule(Change change) {
    if (change instanceof CreateTable) {
      return SafetyRule.CREATE_TABLE;
    } else if (change instanceof DropTable) {
      return SafetyRule.DROP_TABLE;
    } else if (change instanceof RenameTable) {
      return SafetyRule.RENAME_TABLE;
    } else if (change instanceof AddColumn) {
      return Staging.isUpgrade(change) ? SafetyRule.UPGRADE_COLUMN : SafetyRule.ADD_COLUMN;
    } else if (change instanceof DropColumn) {
      return SafetyRule.DROP_COLUMN;
    } else if (change instanceof RenameColumn) {
      return SafetyRule.RENAME_COLUMN;
    } else if (change instanceof ChangeType type) {
      SafetyRule rule = TypeChange.rule(type.from().type(), type.to().type(), db);
      boolean upgrade = Staging.isUpgrade(change) && rule != SafetyRule.CONVERT_TYPE;
      return upgrade ? SafetyRule.UPGRADE_TYPE : rule;
    } else if (change instanceof ChangeNullability nullability) {
      return nullability(nullability);
    } else if (change instanceof ChangeRequired required) {
      return required.to().required() ? SafetyRule.REQUIRE_FROM_NOW : SafetyRule.DROP_NOT_NULL;
    } else if (change instanceof AddStructKeys) {
      return SafetyRule.ADD_STRUCT_KEYS;
    }
    return key(change);
  }

  /** That of the primary key, when it asks for the column. */
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
    boolean isNew =
        changes.stream()
            .anyMatch(
                change ->
                    change instanceof AddColumn add
                        && key.key().columns().contains(add.column().name()));
    return isNew ? SafetyRule.NEW_KEY_COLUMN : SafetyRule.ADD_PRIMARY_KEY;
  }

  /** Whether it is the primary key that a change is made for. */
  static boolean isOfPrimaryKey(SafetyRule rule) {
    return rule == SafetyRule.ADD_PRIMARY_KEY || rule == SafetyRule.NEW_KEY_COLUMN;
  }

  private SafetyRule key(Change change) {
    if (change instanceof AddPrimaryKey add) {
      return primaryKey(add);
    } else if (change instanceof DropPrimaryKey) {
      return db == MigrationDatabase.MARIADB
          ? SafetyRule.REWRITE_TABLE
          : SafetyRule.DROP_PRIMARY_KEY;
    } else if (change instanceof CreateIndex) {
      return SafetyRule.CREATE_INDEX;
    } else if (change instanceof DropIndex) {
      return SafetyRule.DROP_INDEX;
    }
    if (change instanceof RenamePrimaryKey || change instanceof RenameIndex) {
      return SafetyRule.RENAME_KEY;
    }
    if (change instanceof CommentOnTable || change instanceof CommentOnColumn) {
      return SafetyRule.COMMENT;
    }
    throw new IllegalArgumentException("Cannot tell the risk of " + change);
  }

  /** Whether a change under a rule may be written. */
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

  /** Why a change is not written, and what can be done. */
  static Problem refusal(Change change, SafetyRule rule) {
    String column = Staging.column(change);
    return new Problem(
        rule.code(),
        change.table().feature(),
        column == null ? "" : "column " + column,
        "Cannot "
            + ChangeText.of(change)
            + (rule.risk() == Risk.FORBIDDEN ? ", because " : " without leave, because ")
            + clause(rule.why())
            + "; "
            + remedy(change, rule));
  }

  private static String remedy(Change change, SafetyRule rule) {
    if (rule.risk() == Risk.FORBIDDEN) {
      return clause(rule.remedy());
    }
    String other = rule.remedy().isEmpty() ? "" : ", or " + clause(rule.remedy());
    return rule == SafetyRule.DROP_TABLE
        ? clause(rule.remedy())
        : "allow " + rule.code() + ":" + place(change) + other;
  }

  /** The column, or the feature, as an allowance names it: {@code video/crop.path}. */
  private static String place(Change change) {
    String column = Staging.column(change);
    return change.table().feature() + (column == null ? "" : "." + column);
  }

  /** A sentence as a part of another. */
  private static String clause(String sentence) {
    boolean name = sentence.startsWith("DuckDB") || sentence.startsWith("PostgreSQL");
    String head = sentence.substring(0, 1);
    return (name ? head : head.toLowerCase(Locale.ROOT))
        + sentence.substring(1, sentence.length() - 1);
  }
}
