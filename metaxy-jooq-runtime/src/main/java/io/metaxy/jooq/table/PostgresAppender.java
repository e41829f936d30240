package io.metaxy.jooq.table;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Appends rows to PostgreSQL: copies what differs from row to row into a temporary table, from
 * where the server makes the rows; the rest are values of one statement.
 *
 * <pre>{@code
 * create temporary table "metaxy_stage_1" as
 *   select "video_id" as c0, "path" as c1, null::text as c2 from "video" with no data
 * copy "metaxy_stage_1" from stdin
 * insert into "video" ("video_id", "path", "metaxy_provenance_by_field", …, "metaxy_feature_version", …)
 *   select c0, c1, c2::jsonb, …, cast(? as varchar), … from "metaxy_stage_1"
 * drop table "metaxy_stage_1"
 * }</pre>
 *
 * <p>A few rows, and those of a connection that is not the driver's own, are inserted by value.
 */
final class PostgresAppender implements RowAppender {

  private static final int FEW_ROWS = 50;
  private static final int COPY_BYTES = 1 << 16;
  private static final AtomicLong STAGES = new AtomicLong();

  private final RowAppender few = new ValuesAppender(PostgresAppender::placeholder);

  private static String placeholder(LiveColumn column, boolean byField, List<String> structKeys) {
    return "cast(? as " + column.typeName() + ")";
  }

  @Override
  public void append(Connection connection, Append append, Iterable<@Nullable Object[]> rows)
      throws SQLException {
    if (append.count() <= FEW_ROWS || !connection.isWrapperFor(PGConnection.class)) {
      few.append(connection, append, rows);
      return;
    }
    String stage = Sql.quoted("metaxy_stage_" + STAGES.incrementAndGet());
    try (Statement statement = connection.createStatement()) {
      statement.execute(create(append, stage));
      copy(connection.unwrap(PGConnection.class), append, stage, rows);
      StagedInsert.run(connection, append, stage, PostgresAppender::value);
      statement.execute("drop table " + stage);
    }
  }

  private static String create(Append append, String stage) {
    return append.perRow().stream()
        .map(
            column ->
                (Sql.isByField(column.field())
                        ? "null::text"
                        : Sql.quoted(column.field().getName()))
                    + " as "
                    + staged(column))
        .collect(
            Collectors.joining(
                ", ",
                "create temporary table " + stage + " as select ",
                " from " + append.name() + " with no data"));
  }

  private static String staged(AppendColumn.PerRow column) {
    return "c" + column.index();
  }

  private static void copy(
      PGConnection connection, Append append, String stage, Iterable<@Nullable Object[]> rows)
      throws SQLException {
    List<AppendColumn.PerRow> columns = append.perRow();
    CopyIn copy = connection.getCopyAPI().copyIn("copy " + stage + " from stdin");
    try {
      StringBuilder text = new StringBuilder(COPY_BYTES + 1024);
      for (Object[] row : rows) {
        for (int i = 0; i < columns.size(); i++) {
          if (i > 0) {
            text.append('\t');
          }
          write(text, row[columns.get(i).index()]);
        }
        text.append('\n');
        if (text.length() >= COPY_BYTES) {
          send(copy, text);
        }
      }
      send(copy, text);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static void send(CopyIn copy, StringBuilder text) throws SQLException {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    text.setLength(0);
  }

  private static void write(StringBuilder text, @Nullable Object value) {
    if (value == null) {
      text.append("\\N");
    } else if (value instanceof Map) {
      escape(text, String.valueOf(JdbcValues.json(value)));
    } else if (value instanceof byte[] bytes) {
      text.append("\\\\x").append(HexFormat.of().formatHex(bytes));
    } else if (value instanceof String string) {
      escape(text, string);
    } else {
      text.append(value);
    }
  }

  private static void escape(StringBuilder text, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(c);
      }
    }
  }

  private static String value(AppendColumn.PerRow column, LiveColumn live) {
    return Sql.isByField(column.field()) ? staged(column) + "::" + live.typeName() : staged(column);
  }
}
