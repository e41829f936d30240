package io.metaxy.jooq.migration.change;

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
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import java.util.Locale;
import java.util.stream.Collectors;

/** Describes changes in words. */
public final class ChangeText {

  private static final ChangeVisitor<String> SENTENCES = new Sentences();
  private static final StoredType.Visitor<String> TYPES = new Types();
  private static final ChangeVisitor<String> KINDS = new ChangeKinds();

  private ChangeText() {}

  /** What a change does, such as {@code add column seconds to clip}. */
  public static String of(Change change) {
    return change.accept(SENTENCES);
  }

  private static String table(Change change) {
    return Names.plain(change.table().name());
  }

  private static String ofTable(Change change) {
    return " of " + table(change);
  }

  private static final class Sentences implements ChangeVisitor<String> {

    @Override
    public String createTable(CreateTable change) {
      return "create table " + table(change);
    }

    @Override
    public String dropTable(DropTable change) {
      return "drop table " + table(change);
    }

    @Override
    public String renameTable(RenameTable change) {
      return change.from().name().equals(change.table().name())
          ? "rename feature " + change.from().feature() + ", which keeps table " + table(change)
          : "rename table " + Names.plain(change.from().name()) + " to " + table(change);
    }

    @Override
    public String addColumn(AddColumn change) {
      return "add column " + change.column().name() + " to " + table(change);
    }

    @Override
    public String dropColumn(DropColumn change) {
      return "drop column " + change.column().name() + " from " + table(change);
    }

    @Override
    public String renameColumn(RenameColumn change) {
      return "rename column " + change.from() + ofTable(change) + " to " + change.column().name();
    }

    @Override
    public String changeType(ChangeType change) {
      return "change the type of column "
          + change.to().name()
          + ofTable(change)
          + types(change.from(), change.to());
    }

    @Override
    public String changeNullability(ChangeNullability change) {
      String wanted = change.to().nullable() ? "allow" : "forbid";
      return wanted + " nulls in column " + change.to().name() + ofTable(change);
    }

    @Override
    public String changeRequired(ChangeRequired change) {
      String wanted = change.to().required() ? "require a value" : "no longer require a value";
      return wanted + " in column " + change.to().name() + ofTable(change);
    }

    @Override
    public String changeValues(ChangeValues change) {
      return "change the possible values of column "
          + change.to().name()
          + ofTable(change)
          + " ("
          + ValuesChange.of(change).text()
          + ")";
    }

    @Override
    public String addStructKeys(AddStructKeys change) {
      return "add "
          + String.join(", ", change.keys())
          + " to column "
          + change.column().name()
          + ofTable(change);
    }

    @Override
    public String commentOnTable(CommentOnTable change) {
      return "change the comment on table " + table(change);
    }

    @Override
    public String commentOnColumn(CommentOnColumn change) {
      return "change the comment on column " + change.column().name() + ofTable(change);
    }

    @Override
    public String addPrimaryKey(AddPrimaryKey change) {
      return "add the primary key to " + table(change);
    }

    @Override
    public String dropPrimaryKey(DropPrimaryKey change) {
      return "drop the primary key" + ofTable(change);
    }

    @Override
    public String renamePrimaryKey(RenamePrimaryKey change) {
      return "rename the primary key" + ofTable(change);
    }

    @Override
    public String createIndex(CreateIndex change) {
      return (change.index().unique() ? "create unique index " : "create index ")
          + Names.plain(change.index().name())
          + " on "
          + table(change);
    }

    @Override
    public String dropIndex(DropIndex change) {
      return "drop index " + Names.plain(change.index().name()) + ofTable(change);
    }

    @Override
    public String renameIndex(RenameIndex change) {
      return "rename index " + Names.plain(change.from().name()) + ofTable(change);
    }
  }

  private static String types(ColumnState from, ColumnState to) {
    return " from " + type(from.type()) + " to " + type(to.type());
  }

  /** A type in words, the same for every database. */
  public static String type(StoredType type) {
    return type.accept(TYPES);
  }

  private static final class Types implements StoredType.Visitor<String> {

    @Override
    public String scalar(StoredType.Scalar type) {
      if (type.type() instanceof ListOf list) {
        String length = list.length() == null ? "" : list.length().toString();
        return scalar(new StoredType.Scalar(list.element())) + "[" + length + "]";
      }
      String name = type.kind().name().toLowerCase(Locale.ROOT);
      Digits digits = type.digits();
      return type.length() != null
          ? name + "(" + type.length() + ")"
          : digits == null ? name : name + "(" + digits.precision() + ", " + digits.scale() + ")";
    }

    @Override
    public String byField(StoredType.ByField type) {
      return type.form().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String struct(StoredType.Struct type) {
      return type.members().stream()
          .map(member -> member.name() + " " + member.type().accept(this))
          .collect(Collectors.joining(", ", "struct(", ")"));
    }

    @Override
    public String map(StoredType.MapOf type) {
      return "map(" + type.key().accept(this) + ", " + type.value().accept(this) + ")";
    }

    @Override
    public String items(StoredType.Items type) {
      String length = type.length() == null ? "" : type.length().toString();
      return type.element().accept(this) + "[" + length + "]";
    }

    @Override
    public String foreign(StoredType.Foreign type) {
      return type.sql();
    }
  }

  /** The kind of a change, such as {@code add-column}, as the report in JSON names it. */
  public static String kind(Change change) {
    return change.accept(KINDS);
  }
}
