package io.metaxy.jooq.migration.plan;

import io.metaxy.jooq.migration.MigrationDatabase;
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
import io.metaxy.jooq.migration.change.Change.DropColumn;
import io.metaxy.jooq.migration.change.Change.DropIndex;
import io.metaxy.jooq.migration.change.Change.DropPrimaryKey;
import io.metaxy.jooq.migration.change.Change.RenameColumn;
import io.metaxy.jooq.migration.change.Change.RenameIndex;
import io.metaxy.jooq.migration.change.Change.RenamePrimaryKey;
import io.metaxy.jooq.migration.change.Change.RenameTable;
import java.util.List;

/**
 * When a statement runs among those of its table. Stages that have statements are scripts of their
 * own, save that {@link #RENAME} and {@link #ALTER} are one when nothing is between.
 */
enum Stage {
  /** DuckDB alters no table that has an index, and drops no column in the same transaction. */
  FREE,
  /** What follows knows the new names only. */
  RENAME,
  /** System columns of another version of the library. */
  UPGRADE,
  ALTER,
  /** PostgreSQL reads all rows, outside of the transaction that forbids new ones without value. */
  VALIDATE,
  /** PostgreSQL builds a key's index, outside of any transaction. */
  UNIQUE,
  /** PostgreSQL has read all rows before. */
  STRICT,
  /** PostgreSQL builds an index, outside of any transaction. */
  INDEX;

  /** The kinds of changes in the order in which they are made within a script. */
  private static final List<Class<? extends Change>> ORDER =
      List.of(
          RenameTable.class,
          RenameColumn.class,
          RenameIndex.class,
          RenamePrimaryKey.class,
          DropIndex.class,
          DropPrimaryKey.class,
          AddColumn.class,
          AddStructKeys.class,
          ChangeType.class,
          ChangeRequired.class,
          ChangeNullability.class,
          CommentOnTable.class,
          CommentOnColumn.class,
          AddPrimaryKey.class,
          CreateIndex.class,
          DropColumn.class);

  /** The place of a change within its script; DuckDB drops no column that a key may need. */
  static int rank(Change change, MigrationDatabase db) {
    boolean early = db == MigrationDatabase.DUCKDB && change instanceof DropColumn;
    return ORDER.indexOf(early ? CommentOnColumn.class : change.getClass());
  }

  /** Whether each statement is a script, which Flyway may not run in a transaction. */
  boolean isOnline() {
    return this == UNIQUE || this == INDEX;
  }
}
