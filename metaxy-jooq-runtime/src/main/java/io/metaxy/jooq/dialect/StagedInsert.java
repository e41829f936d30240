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

  /** The SQL of a column's value, which adds a shared value to the constants. */
  private record Value(Staged staged, LiveColumn live, List<@Nullable Object> constants)
      implements AppendColumn.Visitor<String> {

    @Override
    public String perRow(AppendColumn.PerRow column) {
      return staged.sql(column, live);
    }

    @Override
    public String same(AppendColumn.Same column) {
      return staged.sql(column.other(), live);
    }

    @Override
    public String hashed(AppendColumn.Hashed column) {
      return staged.sql(column);
    }

    @Override
    public String constant(AppendColumn.Constant column) {
      constants.add(column.value());
      return "cast(? as " + live.typeName() + ")";
    }
  }

  /**
   * The statement that inserts the rows.
   *
   * @param quote what encloses an identifier
   * @param stage the SQL of the stage
   */
  public StagedInsert(char quote, Append append, String stage, Staged staged) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (AppendColumn column : append.columns()) {
      names.add(Sql.quoted(quote, column.field().getName()));
      values.add(column.accept(new Value(staged, append.live(column), constants)));
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
