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
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows to MariaDB in JDBC batches, in a session that rejects values that do not fit:
 *
 * <pre>{@code
 * insert into `video` (`video_id`, `path`, `metaxy_provenance_by_field`, …) values (?, ?, ?, …)
 * }</pre>
 *
 * <p>The driver sends a batch as one packet of binary values, which is as fast as {@code load
 * data}, which however truncates values with only a warning.
 */
final class MariaDbAppender implements RowAppender {

  /** The number of rows per batch. */
  private static final int ROWS = 2_000;

  /** The number of characters at which a batch is sent, regardless of its rows. */
  private static final int CHARACTERS = 1 << 22;

  @Override
  public void append(Connection connection, Append append, Iterable<@Nullable Object[]> rows)
      throws SQLException {
    if (append.count() == 0) {
      return;
    }
    StrictSession session = StrictSession.of(connection);
    try (PreparedStatement insert = connection.prepareStatement(sql(append))) {
      insert(insert, append, rows);
    } finally {
      session.end();
    }
  }

  private static String sql(Append append) {
    List<AppendColumn> columns = append.columns();
    return columns.stream()
            .map(column -> MariaDbSql.quoted(column.field().getName()))
            .collect(Collectors.joining(", ", "insert into " + append.name() + " (", ")"))
        + columns.stream().map(column -> "?").collect(Collectors.joining(", ", " values (", ")"));
  }

  private static void insert(
      PreparedStatement insert, Append append, Iterable<@Nullable Object[]> rows)
      throws SQLException {
    StagedValues staged = new StagedValues(append);
    List<AppendColumn> columns = append.columns();
    int[] positions = columns.stream().mapToInt(staged::position).toArray();
    int[] limits = columns.stream().mapToInt(c -> limit(append.live(c))).toArray();
    int batched = 0;
    int characters = 0;
    for (Object[] row : rows) {
      @Nullable Object[] values = staged.of(row);
      for (int i = 0; i < positions.length; i++) {
        AppendColumn column = columns.get(i);
        Object value =
            column instanceof AppendColumn.Constant constant
                ? constant.value()
                : values[positions[i]];
        if (value instanceof String text) {
          check(column, text, limits[i]);
          characters += text.length();
        } else if (value instanceof byte[] bytes) {
          characters += bytes.length;
        }
        // The shortest decimal of a float is not always read back as the same float.
        insert.setObject(i + 1, value instanceof Float number ? number.doubleValue() : value);
      }
      insert.addBatch();
      if (++batched == ROWS || characters >= CHARACTERS) {
        insert.executeBatch();
        batched = 0;
        characters = 0;
      }
    }
    if (batched > 0) {
      insert.executeBatch();
    }
  }

  /** The maximum number of characters of a column, if it has a limit. */
  private static int limit(LiveColumn column) {
    String type = column.typeName();
    return type.startsWith("varchar(")
        ? Integer.parseInt(type.substring("varchar(".length(), type.indexOf(')')))
        : Integer.MAX_VALUE;
  }

  /** Excess blanks at the end of a text would be truncated in any session. */
  private static void check(AppendColumn column, String text, int limit) throws SQLException {
    if (text.length() > limit
        && text.endsWith(" ")
        && text.codePointCount(0, text.length()) > limit) {
      throw new SQLDataException(
          "Data too long for column '" + column.field().getName() + "'", "22001", 1406);
    }
  }
}
