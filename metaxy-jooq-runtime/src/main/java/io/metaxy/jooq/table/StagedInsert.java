package io.metaxy.jooq.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the rows of a feature table out of a stage and what all of them share. */
final class StagedInsert {

  /** The SQL of a value out of the stage. */
  @FunctionalInterface
  interface Staged {
    String sql(AppendColumn.PerRow column, LiveColumn live);
  }

  private StagedInsert() {}

  static void run(Connection connection, Append append, String stage, Staged staged)
      throws SQLException {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    List<@Nullable Object> constants = new ArrayList<>();
    for (AppendColumn column : append.columns()) {
      names.add(Sql.quoted(column.field().getName()));
      LiveColumn live = append.live(column);
      if (column instanceof AppendColumn.PerRow own) {
        values.add(staged.sql(own, live));
      } else if (column instanceof AppendColumn.Same same) {
        values.add(staged.sql(same.other(), live));
      } else if (column instanceof AppendColumn.Constant constant) {
        constants.add(constant.value());
        values.add("cast(? as " + live.typeName() + ")");
      }
    }
    String sql =
        "insert into "
            + append.name()
            + " ("
            + String.join(", ", names)
            + ") select "
            + String.join(", ", values)
            + " from "
            + stage;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < constants.size(); i++) {
        insert.setObject(i + 1, constants.get(i));
      }
      insert.executeUpdate();
    }
  }
}
