package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.dialect.Append;
import io.metaxy.jooq.dialect.AppendColumn;
import io.metaxy.jooq.dialect.ByFieldHasher;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.RowAppender;
import io.metaxy.jooq.dialect.Sql;
import io.metaxy.jooq.dialect.StagedInsert;
import io.metaxy.jooq.dialect.ValuesAppender;
import io.metaxy.jooq.dialect.list.ListElements;
import io.metaxy.jooq.value.TimeText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows to DuckDB: values that differ from row to row go through its appender into a
 * temporary table, where each field of a by-field column is a text column, and from there in one
 * statement:
 *
 * <pre>{@code
 * create temporary table "metaxy_stage_1" as
 *   select "video_id" as c0, "path" as c1, '' as c2_0, '' as c2_1 from "video" limit 0
 * insert into "video" ("video_id", "path", "metaxy_provenance_by_field", …, "metaxy_feature_version", …)
 *   select c0, c1, struct_pack("audio" := c2_0, "frames" := c2_1), left(md5(concat(c2_0, '|', c2_1)), 8), …, cast(? as varchar), … from "metaxy_stage_1"
 * drop table "metaxy_stage_1"
 * }</pre>
 */
final class DuckDbAppender implements RowAppender {

  private static final char QUOTE = '"';
  private static final int FEW_ROWS = 20;
  private static final AtomicLong STAGES = new AtomicLong();
  private static final DuckDbLists LISTS = new DuckDbLists();

  private final RowAppender few =
      new ValuesAppender(QUOTE, DuckDbAppender::placeholder, DuckDbAppender::sent);

  private static @Nullable Object sent(@Nullable Object value) {
    return value instanceof Temporal time
        ? TimeText.signed(time)
        : value != null && ListElements.isList(value) ? LISTS.sent(value) : value;
  }

  private static String placeholder(LiveColumn column, boolean byField, List<String> structKeys) {
    if (column.nested() != null) {
      return NestedSql.cast("?", column.nested());
    }
    if (column.element() != null) {
      return LISTS.bound(column.typeName(), column.depth());
    }
    if (!byField) {
      return "cast(? as " + column.typeName() + ")";
    }
    if (DuckDbByFieldColumns.isMap(column)) {
      return "cast(cast(? as json) as map(varchar, varchar))";
    }
    String structure =
        structKeys.stream()
            .map(key -> '"' + key + "\":\"VARCHAR\"")
            .collect(Collectors.joining(",", "{", "}"));
    return "from_json(cast(? as json), " + Sql.literal(structure) + ")";
  }

  @Override
  public void append(Connection connection, Append append, Iterable<@Nullable Object[]> rows)
      throws SQLException {
    if (append.count() <= FEW_ROWS || !connection.isWrapperFor(DuckDBConnection.class)) {
      few.append(connection, append, rows);
      return;
    }
    String stage = "metaxy_stage_" + STAGES.incrementAndGet();
    try (Statement statement = connection.createStatement()) {
      statement.execute(create(append, stage));
      try (DuckDBAppender appender =
          connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", stage)) {
        fill(appender, append, rows);
      } catch (RuntimeException e) {
        // A row is invalid; the caller's transaction may continue.
        statement.execute("drop table " + Sql.quoted(QUOTE, stage));
        throw e;
      }
      new StagedInsert(QUOTE, append, Sql.quoted(QUOTE, stage), new Values(append)).run(connection);
      statement.execute("drop table " + Sql.quoted(QUOTE, stage));
    }
  }

  private static String create(Append append, String stage) {
    List<String> columns = new ArrayList<>();
    for (AppendColumn.PerRow column : append.perRow()) {
      if (Sql.isByField(column.field())) {
        for (int key = 0; key < append.structKeys().size(); key++) {
          columns.add("'' as " + staged(column, key));
        }
      } else {
        columns.add(source(column, append.live(column)) + " as " + staged(column));
      }
    }
    for (AppendColumn.Hashed column : stagedHashes(append)) {
      columns.add("'' as " + staged(column));
    }
    return "create temporary table "
        + Sql.quoted(QUOTE, stage)
        + " as select "
        + String.join(", ", columns)
        + " from "
        + append.name()
        + " limit 0";
  }

  private static String source(AppendColumn.PerRow column, LiveColumn live) {
    if (DuckDbListAppender.isCast(live)) {
      return "cast(null as " + DuckDbListAppender.staged(live) + ")";
    }
    return isText(live) ? "''" : Sql.quoted(QUOTE, column.field().getName());
  }

  private static String staged(AppendColumn.PerRow column) {
    return "c" + column.index();
  }

  private static String staged(AppendColumn.PerRow column, int key) {
    return staged(column) + "_" + key;
  }

  private static String staged(AppendColumn.Hashed column) {
    return "h" + column.byField().index();
  }

  /**
   * The hashes that the JVM computes: those of functions that DuckDB lacks and would call for each
   * row.
   */
  private static List<AppendColumn.Hashed> stagedHashes(Append append) {
    return append.hashed().stream().filter(column -> !column.algorithm().hex()).toList();
  }

  /** Whether values are staged as text and cast when read from the stage. */
  private static boolean isText(LiveColumn column) {
    if (column.element() != null) {
      return false;
    }
    return switch (column.baseType()) {
      case "boolean", "tinyint", "smallint", "integer", "bigint", "float", "double", "uuid" ->
          false;
      case "blob", "date", "time", "timestamp", "timestamp with time zone" -> false;
      default -> true;
    };
  }

  private static void fill(
      DuckDBAppender appender, Append append, Iterable<@Nullable Object[]> rows)
      throws SQLException {
    List<AppendColumn.PerRow> columns = append.perRow();
    List<LiveColumn> live = columns.stream().map(append::live).toList();
    List<String> types = live.stream().map(LiveColumn::baseType).toList();
    List<ByFieldHasher> hashers =
        stagedHashes(append).stream().map(column -> new ByFieldHasher(append, column)).toList();
    for (Object[] row : rows) {
      appender.beginRow();
      for (int i = 0; i < columns.size(); i++) {
        AppendColumn.PerRow column = columns.get(i);
        Object value = row[column.index()];
        if (Sql.isByField(column.field())) {
          for (String key : append.structKeys()) {
            Object hash = value instanceof Map<?, ?> map ? map.get(key) : null;
            appender.append((String) hash);
          }
        } else if (value != null && live.get(i).element() != null) {
          DuckDbListAppender.append(appender, live.get(i), value);
        } else {
          append(appender, types.get(i), value);
        }
      }
      for (ByFieldHasher hasher : hashers) {
        appender.append(new String(hasher.hash(row), StandardCharsets.US_ASCII));
      }
      appender.endRow();
    }
  }

  private static void append(DuckDBAppender appender, String type, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      appender.appendNull();
      return;
    }
    switch (type) {
      case "boolean" -> appender.append((Boolean) value);
      case "tinyint" -> appender.append(((Number) value).byteValue());
      case "smallint" -> appender.append(((Number) value).shortValue());
      case "integer" -> appender.append(((Number) value).intValue());
      case "bigint" -> appender.append(((Number) value).longValue());
      case "float" -> appender.append(((Number) value).floatValue());
      case "double" -> appender.append(((Number) value).doubleValue());
      case "uuid" -> appender.append((UUID) value);
      case "blob" -> appender.append((byte[]) value);
      case "date" -> appender.append((LocalDate) value);
      case "time" -> appender.append((LocalTime) value);
      case "timestamp" -> appender.append((LocalDateTime) value);
      case "timestamp with time zone" -> appender.append((OffsetDateTime) value);
      default ->
          appender.append(
              value instanceof BigDecimal decimal
                  ? decimal.toPlainString()
                  : String.valueOf(sent(value)));
    }
  }

  /** Values from the stage. */
  private record Values(Append append) implements StagedInsert.Staged {

    @Override
    public String sql(AppendColumn.PerRow column, LiveColumn live) {
      if (!Sql.isByField(column.field())) {
        String staged = staged(column);
        if (live.nested() != null) {
          return NestedSql.cast(staged, live.nested());
        }
        boolean cast =
            DuckDbListAppender.isCast(live) || (isText(live) && !live.baseType().equals("varchar"));
        return cast ? "cast(" + staged + " as " + live.typeName() + ")" : staged;
      }
      List<String> keys = append.structKeys();
      List<String> entries = new ArrayList<>();
      if (DuckDbByFieldColumns.isMap(live)) {
        for (int key = 0; key < keys.size(); key++) {
          entries.add(Sql.literal(keys.get(key)) + ": " + staged(column, key));
        }
        return "map {" + String.join(", ", entries) + "}";
      }
      for (int key = 0; key < keys.size(); key++) {
        entries.add(Sql.quoted(QUOTE, keys.get(key)) + " := " + staged(column, key));
      }
      return "struct_pack(" + String.join(", ", entries) + ")";
    }

    /** {@code left(md5(concat(c2_0, '|', c2_1)), 8)}. */
    @Override
    public String sql(AppendColumn.Hashed column) {
      if (!column.algorithm().hex()) {
        return staged(column);
      }
      return IntStream.range(0, append.structKeys().size())
          .mapToObj(key -> staged(column.byField(), key))
          .collect(
              Collectors.joining(
                  ", '|', ",
                  "left(" + DuckDbHashFunctions.function(column.algorithm()) + "(concat(",
                  ")), " + column.length() + ")"));
    }
  }
}
