package io.metaxy.jooq.migration;

import io.metaxy.jooq.migration.StoredType.ByField;
import io.metaxy.jooq.migration.StoredType.Foreign;
import io.metaxy.jooq.migration.StoredType.Scalar;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables as text, a line for each column, so that a failing test shows where they differ. */
final class StateText {

  private StateText() {}

  static String of(SchemaState state) {
    return state.tables().stream().map(StateText::of).collect(Collectors.joining("\n"));
  }

  private static String of(TableState table) {
    StringBuilder text = new StringBuilder(table.feature()).append(": ").append(table.name());
    text.append(" '").append(table.comment()).append("' by ").append(table.idColumns());
    for (ColumnState column : table.columns()) {
      text.append("\n  ").append(column.name()).append(' ').append(type(column.type()));
      text.append(column.nullable() ? "" : " not null");
      text.append(column.comment() == null ? "" : " '" + column.comment() + "'");
      text.append(column.generated() == null ? "" : " " + column.generated());
    }
    text.append("\n  key ").append(table.primaryKey());
    table.indexes().forEach(index -> text.append("\n  index ").append(index));
    return text.append('\n').toString();
  }

  private static String type(StoredType type) {
    if (type instanceof Scalar scalar) {
      return Stream.of(scalar.type(), scalar.length(), scalar.precision(), scalar.scale())
          .filter(Objects::nonNull)
          .map(Object::toString)
          .collect(Collectors.joining(" "));
    }
    return type instanceof ByField byField
        ? byField.form() + " " + byField.keys()
        : "foreign " + ((Foreign) type).sql();
  }
}
