package io.metaxy.jooq.dialect.mariadb;

import io.metaxy.jooq.dialect.Append;
import io.metaxy.jooq.dialect.AppendColumn;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.RowAppender;
import io.metaxy.jooq.dialect.StagedValues;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows to MariaDB, many in a statement, in a session that refuses what does not fit:
 *
 * <pre>{@code
 * insert into `video` (`video_id`, `path`, `metaxy_provenance_by_field`, …) values (?, ?, ?, …), (?, ?, ?, …), …
 * }</pre>
 *
 * <p>{@code load data} would be faster, but keeps what it has cut to fit with a warning only.
 */
final class MariaDbAppender implements RowAppender {

  /** The rows of a statement. */
  private static final int ROWS = 500;

  /** The characters of a statement's texts at which it is sent, whatever its rows. */
  private static final int CHARACTERS = 1 << 20;

  @Override
  public void append(Connection connection, Append append, Iterable<@Nullable Object[]> rows)
      throws SQLException {
    if (append.count() == 0) {
      return;
    }
    StrictSession session = StrictSession.of(connection);
    try (Statements statements = new Statements(connection, append)) {
      appendTo(statements, append, rows);
    } finally {
      session.end();
    }
  }

  private static void appendTo(
      Statements statements, Append append, Iterable<@Nullable Object[]> rows) throws SQLException {
    StagedValues staged = new StagedValues(append);
    List<AppendColumn> columns = append.columns();
    int[] positions = columns.stream().mapToInt(staged::position).toArray();
    int[] limits = columns.stream().mapToInt(c -> limit(append.live(c))).toArray();
    List<@Nullable Object[]> chunk = new ArrayList<>();
    int characters = 0;
    for (Object[] row : rows) {
      @Nullable Object[] values = staged.of(row);
      @Nullable Object[] cells = new @Nullable Object[positions.length];
      for (int i = 0; i < cells.length; i++) {
        cells[i] =
            columns.get(i) instanceof AppendColumn.Constant constant
                ? constant.value()
                : jdbc(values[positions[i]]);
        if (cells[i] instanceof String text) {
          check(columns.get(i), text, limits[i]);
          characters += text.length();
        } else if (cells[i] instanceof byte[] bytes) {
          characters += bytes.length;
        }
      }
      chunk.add(cells);
      if (chunk.size() == ROWS || characters >= CHARACTERS) {
        statements.insert(chunk);
        chunk.clear();
        characters = 0;
      }
    }
    if (!chunk.isEmpty()) {
      statements.insert(chunk);
    }
  }

  /** The shortest decimal of a float is not always read as the same float. */
  private static @Nullable Object jdbc(@Nullable Object value) {
    return value instanceof Float number ? (Object) number.doubleValue() : value;
  }

  /** The characters that a column holds, where it has a limit. */
  private static int limit(LiveColumn column) {
    String type = column.typeName();
    return type.startsWith("varchar(")
        ? Integer.parseInt(type.substring("varchar(".length(), type.indexOf(')')))
        : Integer.MAX_VALUE;
  }

  /** Blanks too many at the end of a text would be cut off in any session. */
  private static void check(AppendColumn column, String text, int limit) throws SQLException {
    if (text.length() > limit
        && text.endsWith(" ")
        && text.codePointCount(0, text.length()) > limit) {
      throw new SQLDataException(
          "Data too long for column '" + column.field().getName() + "'", "22001", 1406);
    }
  }

  /** The statement of a number of rows, prepared for the next of as many. */
  private static final class Statements implements AutoCloseable {
    private final Connection connection;
    private final String insert;
    private final String row;
    private @Nullable PreparedStatement prepared;
    private int count;

    Statements(Connection connection, Append append) {
      this.connection = connection;
      this.insert =
          append.columns().stream()
              .map(column -> MariaDbSql.quoted(column.field().getName()))
              .collect(
                  Collectors.joining(", ", "insert into " + append.name() + " (", ") values "));
      this.row =
          append.columns().stream().map(column -> "?").collect(Collectors.joining(", ", "(", ")"));
    }

    void insert(List<@Nullable Object[]> rows) throws SQLException {
      PreparedStatement statement = of(rows.size());
      int parameter = 1;
      for (Object[] cells : rows) {
        for (Object cell : cells) {
          statement.setObject(parameter++, cell);
        }
      }
      statement.executeUpdate();
    }

    private PreparedStatement of(int rows) throws SQLException {
      PreparedStatement known = prepared;
      if (known == null || rows != count) {
        close();
        known = connection.prepareStatement(insert + (row + ", ").repeat(rows - 1) + row);
        prepared = known;
        count = rows;
      }
      return known;
    }

    @Override
    public void close() throws SQLException {
      if (prepared != null) {
        prepared.close();
      }
    }
  }
}
