package io.metaxy.jooq.dialect.postgresql;

import io.metaxy.jooq.dialect.Append;
import io.metaxy.jooq.dialect.AppendColumn;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.RowAppender;
import io.metaxy.jooq.dialect.Sql;
import io.metaxy.jooq.dialect.StagedInsert;
import io.metaxy.jooq.dialect.ValuesAppender;
import io.metaxy.jooq.dialect.list.ListElements;
import io.metaxy.jooq.value.TimeText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Appends rows to PostgreSQL: copies the values that differ from row to row into a temporary table,
 * from which the server inserts the rows; shared values are bound to that statement.
 *
 * <pre>{@code
 * create temporary table "metaxy_stage_1" as
 *   select "video_id" as c0, "path" as c1, null::text as c2, null::text as h2 from "video" with no data
 * copy "metaxy_stage_1" from stdin
 * insert into "video" ("video_id", "path", "metaxy_provenance_by_field", …, "metaxy_feature_version", …)
 *   select c0, c1, j2, h2, …, cast(? as varchar), …
 *   from (select *, c2::jsonb as j2 from "metaxy_stage_1" offset 0) s
 * drop table "metaxy_stage_1"
 * }</pre>
 *
 * <p>Rows with lists are copied into the table itself, with all values in each row:
 *
 * <pre>{@code
 * copy "video" ("video_id", "embedding", "metaxy_provenance_by_field", …, "metaxy_feature_version", …) from stdin
 * }</pre>
 *
 * <p>A few rows, and rows on a connection that is not the driver's own, are inserted by value.
 */
final class PostgresAppender implements RowAppender {

  private static final char QUOTE = '"';
  private static final int FEW_ROWS = 50;
  private static final AtomicLong STAGES = new AtomicLong();

  private final RowAppender few =
      new ValuesAppender(QUOTE, PostgresAppender::placeholder, PostgresAppender::sent);

  private static @Nullable Object sent(@Nullable Object value) {
    return value instanceof Temporal time
        ? TimeText.withEra(time)
        : value != null && ListElements.isList(value) ? PostgresLists.text(value) : value;
  }

  private static String placeholder(LiveColumn column, boolean byField, List<String> structKeys) {
    return "cast(? as " + column.typeName() + ")";
  }

  @Override
  public void append(Connection connection, Append append, Iterable<@Nullable Object[]> rows)
      throws SQLException {
    boolean lists = hasLists(append);
    if (lists) {
      PostgresTables.refuseNoNulls(connection);
    }
    if (append.count() <= FEW_ROWS || !connection.isWrapperFor(PGConnection.class)) {
      few.append(connection, append, rows);
      return;
    }
    PGConnection driver = connection.unwrap(PGConnection.class);
    if (lists && isCopied(connection, append)) {
      PostgresCopy.complete(append).copy(driver, into(append), rows);
      return;
    }
    String stage = Sql.quoted(QUOTE, "metaxy_stage_" + STAGES.incrementAndGet());
    try (Statement statement = connection.createStatement()) {
      statement.execute(create(append, stage));
      PostgresCopy.staged(append).copy(driver, stage, rows);
      new StagedInsert(QUOTE, append, parsed(append, stage), VALUES).run(connection);
      statement.execute("drop table " + stage);
    }
  }

  /** Lists are large, so it is slower to write them twice than all other values. */
  private static boolean hasLists(Append append) {
    return append.perRow().stream().anyMatch(column -> append.live(column).element() != null);
  }

  /** Whether COPY does the same as an insert: it knows no policies, and skips rules. */
  private static boolean isCopied(Connection connection, Append append) throws SQLException {
    String sql =
        "select relkind in ('r', 'p') and not relhasrules and not row_security_active(oid)"
            + " from pg_class where oid = to_regclass(?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, append.name());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** The table and its columns: {@code "video" ("video_id", "embedding", …)}. */
  private static String into(Append append) {
    return append.columns().stream()
        .map(column -> Sql.quoted(QUOTE, column.field().getName()))
        .collect(Collectors.joining(", ", append.name() + " (", ")"));
  }

  private static String create(Append append, String stage) {
    List<String> columns = new ArrayList<>();
    for (AppendColumn.PerRow column : append.perRow()) {
      boolean byField = Sql.isByField(column.field());
      String source = byField ? "null::text" : Sql.quoted(QUOTE, column.field().getName());
      columns.add(source + " as " + staged(column));
    }
    for (AppendColumn.Hashed column : append.hashed()) {
      columns.add("null::text as " + staged(column));
    }
    return "create temporary table "
        + stage
        + " as select "
        + String.join(", ", columns)
        + " from "
        + append.name()
        + " with no data";
  }

  /** The stage with its by-field columns parsed; the offset prevents parsing twice. */
  private static String parsed(Append append, String stage) {
    String parsed =
        append.perRow().stream()
            .filter(column -> Sql.isByField(column.field()))
            .map(column -> ", " + staged(column) + "::jsonb as " + parsed(column))
            .collect(Collectors.joining());
    return "(select *" + parsed + " from " + stage + " offset 0) s";
  }

  private static String parsed(AppendColumn.PerRow column) {
    return "j" + column.index();
  }

  private static String staged(AppendColumn.Hashed column) {
    return "h" + column.byField().index();
  }

  private static String staged(AppendColumn.PerRow column) {
    return "c" + column.index();
  }

  private static final StagedInsert.Staged VALUES =
      new StagedInsert.Staged() {
        @Override
        public String sql(AppendColumn.PerRow column, LiveColumn live) {
          if (!Sql.isByField(column.field())) {
            return staged(column);
          }
          return live.baseType().equals("jsonb")
              ? parsed(column)
              : staged(column) + "::" + live.typeName();
        }

        @Override
        public String sql(AppendColumn.Hashed column) {
          return staged(column);
        }
      };
}
