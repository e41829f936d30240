package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.database.FoundTable.FoundColumn;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The types of a found table's columns, compared with the expected ones. */
final class FoundColumns {

  private final DatabaseSupport database;
  private final @Nullable TableState expected;

  FoundColumns(DatabaseSupport database, @Nullable TableState expected) {
    this.database = database;
    this.expected = expected;
  }

  /** The expected type of a column if its own type counts as that type; otherwise its own type. */
  StoredType type(FoundColumn column) {
    StoredType found = limited(database.found(column.type()), column.elements());
    if (SystemColumns.isByField(column.name())) {
      return database.byField(column, found);
    }
    StoredType asked =
        expected == null
            ? null
            : expected.column(column.name()).map(ColumnState::type).orElse(null);
    return asked instanceof Scalar scalar && isGood(found, scalar) ? scalar : found;
  }

  /** The type with the number of elements to which a check limits it. */
  private static StoredType limited(StoredType found, @Nullable Integer elements) {
    return elements != null
            && found instanceof Scalar scalar
            && scalar.type() instanceof ListOf list
        ? Scalar.list(new Scalar(list.element()), elements)
        : found;
  }

  private boolean isGood(StoredType found, Scalar asked) {
    if (found.equals(asked)) {
      return true;
    }
    if (asked.type() instanceof ListOf list) {
      Scalar element = new Scalar(list.element());
      // An enum's constants are known for values, not for the elements of lists.
      return found instanceof Foreign foreign
          && element.kind() != ColumnType.STRING
          && database
              .list(foreign.sql())
              .filter(name -> Objects.equals(name.length(), list.length()))
              .filter(name -> isGood(database.found(name.element()), element))
              .isPresent();
    }
    return switch (asked.kind()) {
      case STRING -> isEnum(found);
      case DECIMAL ->
          asked.equals(Scalar.of(ColumnType.DECIMAL)) && found.equals(new Foreign("numeric"));
      default -> false;
    };
  }

  static boolean isEnum(StoredType type) {
    return type instanceof Foreign foreign
        && foreign.sql().startsWith("enum")
        && foreign.sql().endsWith(")");
  }
}
