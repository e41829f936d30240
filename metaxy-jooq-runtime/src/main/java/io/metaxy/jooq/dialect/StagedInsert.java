package io.metaxy.jooq.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts the rows of a feature table from a stage and the values that all of them share. */
public final class StagedInsert {

  /** The SQL of values from the stage. */
  public interface Staged {
    String sql(AppendColumn.PerRow column, LiveColumn live);

    String sql(AppendColumn.Hashed column);
  }

  private final String sql;
  private final List<@Nullable Object> constants = new ArrayList<>();

  /**
   * The statement that inserts the rows.
   *
   * @param stage the SQL of the stage
   */
  public StagedInsert(Append append, String stage, Staged staged) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (AppendColumn column : append.columns()) {
      names.add(Sql.quoted(column.field().getName()));
      LiveColumn live = append.live(column);
      if (column instanceof AppendColumn.PerRow own) {
        values.add(staged.sql(own, live));
      } else if (column instanceof AppendColumn.Same same) {
        values.add(staged.sql(same.other(), live));
      } else if (column instanceof AppendColumn.Hashed hashed) {
        values.add(staged.sql(hashed));
      } else if (column instanceof AppendColumn.Constant constant) {
        constants.add(constant.value());
        values.add("cast(? as " + live.typeName() + ")");
      }
    }
    sql =
        "insert into "
            + append.name()
            + " ("
            + String.join(", ", names)
            + ") select "
            + String.join(", ", values)
            + " from "
            + stage;
  }

  /** The statement with the shared values bound; the placeholders of the stage follow these. */
  public PreparedStatement prepare(Connection connection) throws SQLException {
    PreparedStatement insert = connection.prepareStatement(sql);
    for (int i = 0; i < constants.size(); i++) {
      insert.setObject(i + 1, constants.get(i));
    }
    return insert;
  }

  /** The position of the first placeholder of the stage. */
  public int stageParameter() {
    return constants.size() + 1;
  }

  public void run(Connection connection) throws SQLException {
    try (PreparedStatement insert = prepare(connection)) {
      insert.executeUpdate();
    }
  }
}
