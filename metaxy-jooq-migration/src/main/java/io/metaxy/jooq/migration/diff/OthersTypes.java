package io.metaxy.jooq.migration.diff;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.migration.database.DatabaseSupport;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Nested;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.value.ColumnLimit;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which columns that others created keep their type: those that the store reads and writes. Another
 * program's schema may not know the width of a number, the digits of a decimal or the length of a
 * text, so that the spec derived from it has a different type than the column.
 */
public final class OthersTypes {

  /** All types are those of the specs. */
  static final OthersTypes NONE =
      new OthersTypes(null, ParentColumns.NONE, (table, column) -> false);

  private final @Nullable DatabaseSupport database;
  private final ParentColumns parents;
  private final BiPredicate<TableState, ColumnState> madeByOthers;

  private OthersTypes(
      @Nullable DatabaseSupport database,
      ParentColumns parents,
      BiPredicate<TableState, ColumnState> madeByOthers) {
    this.database = database;
    this.parents = parents;
    this.madeByOthers = madeByOthers;
  }

  /**
   * The types in a database.
   *
   * @param madeByOthers whether others gave a column of a table its type
   */
  public static OthersTypes of(
      DatabaseSupport database, BiPredicate<TableState, ColumnState> madeByOthers) {
    return new OthersTypes(database, ParentColumns.NONE, madeByOthers);
  }

  /** The same, knowing the columns by which features expand, which must hold every value. */
  public OthersTypes comparing(ParentColumns others) {
    return new OthersTypes(database, others, madeByOthers);
  }

  /**
   * Whether a user's column keeps its type.
   *
   * @param table the existing table
   * @param wanted the column of the spec
   * @param found the existing column
   */
  public boolean keeps(TableState table, ColumnState wanted, ColumnState found) {
    if (database == null || !madeByOthers.test(table, found)) {
      return false;
    }
    if (wanted.type() instanceof Nested to && found.type() instanceof Nested from) {
      NestedChange change = new NestedChange(wanted.shape(), members(table, found));
      return change.merged(to, from).filter(from::equals).isPresent();
    }
    boolean isCompared =
        table.idColumns().contains(found.name()) || parents.contains(table, wanted.name());
    return fits(database, wanted, found, isCompared);
  }

  /**
   * Which values in a struct or a map keep their type: those of a column that others created, if
   * the store reads and writes them. The predicate gets the type of the spec and the existing one.
   */
  BiPredicate<Scalar, Scalar> members(TableState table, ColumnState found) {
    return (wanted, member) ->
        database != null
            && madeByOthers.test(table, found)
            && fits(database, typed(found, wanted), typed(found, member), false);
  }

  private static ColumnState typed(ColumnState column, StoredType type) {
    return new ColumnState(column.name(), type, true, null, null);
  }

  private static boolean fits(
      DatabaseSupport database, ColumnState wanted, ColumnState found, boolean isCompared) {
    LogicalType type = logical(wanted.type());
    if (type == null
        || found.type() instanceof ByField
        || (found.type() instanceof Nested && wanted.type() instanceof Nested)
        || (found.type() instanceof Foreign foreign
            && (!foreign.isOfTheDatabase() || (isCompared && isCoarse(foreign, database))))) {
      return false;
    }
    DatabaseTypes types = database.types();
    LiveColumn column =
        types.column(found.name(), database.ddl().typeName(found.type()), found.nullable());
    LiveColumn live = type.kind() == ColumnType.JSON ? types.holdingDocuments(column) : column;
    return types.fits(new ColumnSpec(wanted.name(), type, true, null), live)
        && !hasOtherLength(wanted.type(), found.type(), live)
        && !(isCompared && (live.folds() || live.hasOtherPrecision() || isRounded(type, live)));
  }

  /** Whether a type holds fewer digits of a time, so that an id is not found again. */
  private static boolean isCoarse(Foreign type, DatabaseSupport database) {
    return database.inMicroseconds(type).isPresent();
  }

  private static @Nullable LogicalType logical(StoredType type) {
    if (type instanceof Nested) {
      return LogicalType.of(ColumnType.JSON);
    }
    return type instanceof Scalar scalar ? scalar.type() : null;
  }

  /** Whether no list has both the number of elements of the spec and that of the column. */
  private static boolean hasOtherLength(StoredType wanted, StoredType found, LiveColumn live) {
    Integer length = wanted instanceof Scalar to ? to.elements() : null;
    Integer fixed = found instanceof Scalar from ? from.elements() : null;
    return length != null
        && ((fixed != null && !fixed.equals(length))
            || (live.limit() instanceof ColumnLimit.Elements limit
                && (limit.exact() ? limit.count() != length : limit.count() < length)));
  }

  /** Whether a column may round numbers, so that an id is not found again. */
  private static boolean isRounded(LogicalType type, LiveColumn live) {
    return type.kind() == ColumnType.DECIMAL
        || (type.kind() == ColumnType.FLOAT64 && live.kind() == ColumnType.FLOAT32);
  }
}
