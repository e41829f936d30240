package io.metaxy.jooq.migration.change;

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
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.StoredType;
import java.util.Locale;

/** Changes in words. */
public final class ChangeText {

  private ChangeText() {}

  /** What is done, such as {@code add column seconds to clip}. */
  public static String of(Change change) {
    String table = Names.plain(change.table().name());
    if (change instanceof CreateTable) {
      return "create table " + table;
    } else if (change instanceof DropTable) {
      return "drop table " + table;
    } else if (change instanceof RenameTable rename) {
      return rename.from().name().equals(rename.table().name())
          ? "rename feature " + rename.from().feature() + ", whose table is " + table
          : "rename table " + Names.plain(rename.from().name()) + " to " + table;
    }
    String types = change instanceof ChangeType type ? types(type.from(), type.to()) : "";
    return inTable(change) + " of " + table + types;
  }

  private static String inTable(Change change) {
    if (change instanceof AddColumn add) {
      return "add column " + add.column().name();
    } else if (change instanceof DropColumn drop) {
      return "drop column " + drop.column().name();
    } else if (change instanceof RenameColumn rename) {
      return "rename column " + rename.from() + " to " + rename.column().name();
    } else if (change instanceof ChangeType type) {
      return "change the type of column " + type.to().name();
    } else if (change instanceof ChangeNullability nullability) {
      String wanted = nullability.to().nullable() ? "allow" : "forbid";
      return wanted + " nulls in column " + nullability.to().name();
    } else if (change instanceof ChangeRequired required) {
      String wanted = required.to().required() ? "require a value" : "require a value no more";
      return wanted + " in column " + required.to().name();
    } else if (change instanceof AddStructKeys add) {
      return "add " + String.join(", ", add.keys()) + " to column " + add.column().name();
    } else if (change instanceof CommentOnTable) {
      return "change the comment";
    } else if (change instanceof CommentOnColumn comment) {
      return "change the comment on column " + comment.column().name();
    }
    return key(change);
  }

  private static String key(Change change) {
    if (change instanceof AddPrimaryKey) {
      return "add the primary key";
    } else if (change instanceof DropPrimaryKey) {
      return "drop the primary key";
    } else if (change instanceof RenamePrimaryKey) {
      return "rename the primary key";
    } else if (change instanceof CreateIndex create) {
      return "create index " + Names.plain(create.index().name());
    } else if (change instanceof DropIndex drop) {
      return "drop index " + Names.plain(drop.index().name());
    } else if (change instanceof RenameIndex rename) {
      return "rename index " + Names.plain(rename.from().name());
    }
    throw new IllegalArgumentException("Cannot describe " + change);
  }

  private static String types(ColumnState from, ColumnState to) {
    return " from " + type(from.type()) + " to " + type(to.type());
  }

  /** A type in words, the same for every database. */
  public static String type(StoredType type) {
    if (type instanceof StoredType.ByField byField) {
      return byField.form().name().toLowerCase(Locale.ROOT);
    } else if (type instanceof StoredType.Scalar scalar) {
      String name = scalar.type().name().toLowerCase(Locale.ROOT);
      return scalar.length() != null
          ? name + "(" + scalar.length() + ")"
          : scalar.precision() == null
              ? name
              : name + "(" + scalar.precision() + ", " + scalar.scale() + ")";
    }
    return ((StoredType.Foreign) type).sql();
  }

  /** The kind of a change, such as {@code add-column}. */
  public static String kind(Change change) {
    return change
        .getClass()
        .getSimpleName()
        .replaceAll("([a-z])([A-Z])", "$1-$2")
        .toLowerCase(Locale.ROOT);
  }
}
