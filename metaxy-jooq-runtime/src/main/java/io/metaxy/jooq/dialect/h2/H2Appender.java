package io.metaxy.jooq.dialect.h2;

import io.metaxy.jooq.dialect.Append;
import io.metaxy.jooq.dialect.AppendColumn;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.RowAppender;
import io.metaxy.jooq.dialect.StagedInsert;
import io.metaxy.jooq.dialect.StagedValues;
import io.metaxy.jooq.dialect.ValuesAppender;
import io.metaxy.jooq.dialect.list.ListElements;
import io.metaxy.jooq.value.ValueSize;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows to H2, with the values that differ from row to row as one array per column:
 *
 * <pre>{@code
 * insert into "video" ("video_id", "path", "metaxy_provenance_by_field", …, "metaxy_feature_version", …)
 *   select c0, c1, c2, c3, …, cast(? as character varying), …
 *   from (select c0, c1, c2 format json as c2, c3
 *         from unnest(cast(? as bigint array), …) u(c0, c1, c2, c3)) s
 * }</pre>
 *
 * <p>This way JSON is parsed once for both by-field columns. A few rows, and rows with types that
 * are not listed here, are inserted by value.
 */
final class H2Appender implements RowAppender {

  private static final char QUOTE = '"';
  private static final int FEW_ROWS = 50;

  /**
   * The number of rows per statement: an array holds 65,536, and H2 spools results if the heap is
   * small.
   */
  private static final int ARRAY_ROWS = 5_000;

  /** The types of array elements, by column type, that hold every value of the column unchanged. */
  private static final Map<String, String> ELEMENTS =
      Map.ofEntries(
          Map.entry("boolean", "boolean"),
          Map.entry("tinyint", "tinyint"),
          Map.entry("smallint", "smallint"),
          Map.entry("integer", "integer"),
          Map.entry("bigint", "bigint"),
          Map.entry("real", "real"),
          Map.entry("double precision", "double precision"),
          Map.entry("numeric", "decfloat"),
          Map.entry("decimal", "decfloat"),
          Map.entry("uuid", "uuid"),
          Map.entry("character varying", "character varying"),
          Map.entry("json", "character varying"),
          Map.entry("binary varying", "binary varying"),
          Map.entry("date", "date"),
          Map.entry("time", "time(9)"),
          Map.entry("timestamp", "timestamp(9)"),
          Map.entry("timestamp with time zone", "timestamp(9) with time zone"));

  private final RowAppender few =
      new ValuesAppender(QUOTE, H2Appender::placeholder, H2Appender::sent);

  private static @Nullable Object sent(@Nullable Object value) {
    return value != null && ListElements.isList(value) ? H2Lists.boxed(value) : value;
  }

  private static String placeholder(LiveColumn column, boolean byField, List<String> structKeys) {
    return isJson(column) ? "? format json" : "?";
  }

  private static boolean isJson(LiveColumn column) {
    return column.baseType().equals("json");
  }

  @Override
  public void append(Connection connection, Append append, Iterable<@Nullable Object[]> rows)
      throws SQLException {
    boolean listed =
        append.perRow().stream()
            .allMatch(column -> ELEMENTS.containsKey(append.live(column).baseType()));
    if (append.count() <= FEW_ROWS || !listed) {
      few.append(connection, append, rows);
      return;
    }
    StagedValues staged = new StagedValues(append);
    StagedInsert statement =
        new StagedInsert(QUOTE, append, stage(append, staged), new Values(staged));
    try (PreparedStatement insert = statement.prepare(connection)) {
      @Nullable Object[][] columns = new @Nullable Object[staged.size()][ARRAY_ROWS];
      int count = 0;
      long bytes = 0;
      for (Object[] row : rows) {
        @Nullable Object[] values = staged.of(row);
        bytes += ValueSize.of(values);
        for (int i = 0; i < columns.length; i++) {
          columns[i][count] = values[i];
        }
        if (++count == ARRAY_ROWS || bytes >= ValueSize.MOST) {
          execute(insert, statement.stageParameter(), columns, count);
          count = 0;
          bytes = 0;
        }
      }
      if (count > 0) {
        execute(insert, statement.stageParameter(), columns, count);
      }
    }
  }

  private static void execute(
      PreparedStatement insert, int parameter, @Nullable Object[][] columns, int count)
      throws SQLException {
    for (int i = 0; i < columns.length; i++) {
      insert.setObject(parameter + i, Arrays.copyOf(columns[i], count));
    }
    insert.executeUpdate();
  }

  private static String stage(Append append, StagedValues staged) {
    List<String> arrays = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> selected = new ArrayList<>();
    for (AppendColumn.PerRow column : append.perRow()) {
      LiveColumn live = append.live(column);
      String name = name(column.index());
      arrays.add("cast(? as " + ELEMENTS.get(live.baseType()) + " array)");
      names.add(name);
      selected.add(isJson(live) ? name + " format json as " + name : name);
    }
    for (int i = names.size(); i < staged.size(); i++) {
      arrays.add("cast(? as character varying array)");
      names.add(name(i));
      selected.add(name(i));
    }
    return "(select "
        + String.join(", ", selected)
        + " from unnest("
        + String.join(", ", arrays)
        + ") u("
        + String.join(", ", names)
        + ")) s";
  }

  private static String name(int position) {
    return "c" + position;
  }

  /** Values from the arrays. */
  private record Values(StagedValues staged) implements StagedInsert.Staged {

    @Override
    public String sql(AppendColumn.PerRow column, LiveColumn live) {
      return name(column.index());
    }

    @Override
    public String sql(AppendColumn.Hashed column) {
      return name(staged.position(column));
    }
  }
}
