package io.metaxy.jooq.table;

import static org.jooq.impl.DSL.cast;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import io.metaxy.jooq.graph.HashAlgorithm;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.Binding;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectLimitStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL: by-field columns are JSONB, JSON or text that holds JSON. It orders texts by a locale
 * unless told otherwise, evaluates again what it flattens, and has no xxHash.
 */
final class PostgresFeatureDialect implements FeatureDialect {

  static final PostgresFeatureDialect INSTANCE = new PostgresFeatureDialect();

  /** The round trip below which the server is near enough to send it every row, in nanoseconds. */
  private static final long NEAR = 500_000;

  private static final int PINGS = 5;

  /** The rows changed since the last ANALYZE from which the planner's knowledge is too old. */
  private static final int CHANGED_ROWS = 1_000;

  private static final Set<String> JSON_TYPES =
      Set.of("json", "jsonb", "text", "varchar", "character varying");

  private static final Binding<?, Map<String, String>> BINDING = new JsonbBinding();

  private PostgresFeatureDialect() {}

  private static final class JsonbBinding extends JsonTextBinding {
    private static final long serialVersionUID = 1L;

    @Override
    String sql(String text, @Nullable Map<String, String> value) {
      return "cast(" + text + " as jsonb)";
    }

    @Override
    @Nullable JSON read(@Nullable Object value) {
      return value == null ? null : JSON.valueOf(value.toString());
    }
  }

  @Override
  public Binding<?, Map<String, String>> byFieldBinding() {
    return BINDING;
  }

  /** {@code (cast(column as jsonb) ->> 'key')}, whichever of the three types it is. */
  @Override
  public Field<String> byField(Field<?> column, String structKey) {
    return field("(cast({0} as jsonb) ->> {1})", SQLDataType.VARCHAR, column, inline(structKey));
  }

  @Override
  public Optional<ByFieldStorage> byFieldStorage(LiveColumn column) {
    return JSON_TYPES.contains(column.baseType())
        ? Optional.of(new ByFieldStorage.Json(column.typeName()))
        : Optional.empty();
  }

  @Override
  public String byFieldTypes() {
    return "JSONB, JSON or TEXT";
  }

  @Override
  public boolean hashes(HashAlgorithm algorithm) {
    return algorithm.hex();
  }

  @Override
  public Field<String> hash(HashAlgorithm algorithm, Field<String> text) {
    return switch (algorithm) {
      case MD5 -> field("md5({0})", SQLDataType.VARCHAR, text);
      case SHA256 ->
          field("encode(sha256(convert_to({0}, 'UTF8')), 'hex')", SQLDataType.VARCHAR, text);
      default -> throw new UnsupportedOperationException("Cannot hash by " + algorithm.text());
    };
  }

  @Override
  public Field<?> ordered(Field<?> column) {
    return column.getConverter().fromType() == String.class
        ? field("cast({0} as text) collate \"C\"", SQLDataType.VARCHAR, column)
        : column;
  }

  @Override
  public Field<?> comparable(Field<?> column) {
    if (Sql.isByField(column)) {
      return field("cast({0} as jsonb)", SQLDataType.JSONB, column);
    }
    return column.getConverter().fromType() == JSON.class
        ? field("cast({0} as text) collate \"C\"", SQLDataType.VARCHAR, column)
        : ordered(column);
  }

  @Override
  public Field<?> nullOf(LiveColumn live) {
    return field("cast(null as " + live.typeName() + ")");
  }

  /** {@code offset 0}: a subquery with one is not flattened, so its hashes are computed once. */
  @Override
  public <R extends Record> Select<R> fenced(SelectLimitStep<R> select) {
    return select.offset(inline(0));
  }

  @Override
  public Deduplication deduplication() {
    return Deduplication.DISTINCT_ON;
  }

  /**
   * {@code exists (select 1 from (<among>) d where d.video_id = video.video_id)}, because {@code
   * in} becomes a scan per row when what it asks for does not fit into {@code work_mem}.
   */
  @Override
  public Condition in(List<Field<?>> ids, Select<?> among) {
    Table<?> several = among.asTable("d");
    List<Condition> equal = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      equal.add(DSL.condition("{0} = {1}", several.field(i), ids.get(i)));
    }
    return DSL.condition("exists ({0})", select(inline(1)).from(several).where(DSL.and(equal)));
  }

  /**
   * {@code array[left] = array[right]}, which hashes and sorts, as {@code is not distinct from}
   * does not. An array has one type, so that both are cast to the widest of theirs; types that have
   * none are compared as {@code jsonb_build_array(left) = jsonb_build_array(right)}, which takes
   * longer.
   */
  @Override
  public Condition same(Field<?> left, Field<?> right) {
    Field<?> own = widest(left);
    Field<?> other = widest(right);
    return own != null && other != null && own.getType() == other.getType()
        ? DSL.condition("array[{0}] = array[{1}]", own, other)
        : DSL.condition("jsonb_build_array({0}) = jsonb_build_array({1})", left, right);
  }

  private @Nullable Field<?> widest(Field<?> column) {
    Class<?> stored = column.getConverter().fromType();
    if (stored == String.class) {
      return ordered(column);
    }
    if (stored == Long.class || stored == Integer.class || stored == Short.class) {
      return cast(column, SQLDataType.BIGINT);
    }
    return stored == BigDecimal.class || stored == BigInteger.class
        ? field("cast({0} as numeric)", SQLDataType.NUMERIC, column)
        : null;
  }

  @Override
  public boolean mergesByDefault(DSLContext dsl) {
    return dsl.connectionResult(PostgresFeatureDialect::roundTrip) < NEAR;
  }

  @Override
  public String defaultReason(boolean merges) {
    return merges
        ? "the server is near: it answers within 0.5 ms, and sends rows faster than it hashes them"
        : "the server is far: it takes more than 0.5 ms to answer";
  }

  @Override
  public boolean joinsForMerge() {
    return true;
  }

  /** The median time of a trivial statement, in nanoseconds. */
  private static long roundTrip(Connection connection) throws SQLException {
    long[] times = new long[PINGS];
    try (Statement statement = connection.createStatement()) {
      for (int i = 0; i < PINGS; i++) {
        long start = System.nanoTime();
        statement.execute("select 1");
        times[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(times);
    return times[PINGS / 2];
  }

  @Override
  public @Nullable Object moment(ResultSet row, int column) throws SQLException {
    return row.getString(column);
  }

  /** {@code jsonb_build_object('audio', h_0, …)}. */
  @Override
  public Field<Map<String, String>> byField(List<String> structKeys, List<Field<String>> texts) {
    List<QueryPart> pairs = new ArrayList<>();
    for (int i = 0; i < structKeys.size(); i++) {
      pairs.add(inline(structKeys.get(i)));
      pairs.add(texts.get(i));
    }
    return field("jsonb_build_object({0})", PlanTable.BY_FIELD, DSL.list(pairs));
  }

  @Override
  public boolean streamsInTransactions() {
    return true;
  }

  @Override
  public @Nullable TextReader texts(Connection connection, Supplier<String> sql, int columns)
      throws SQLException {
    return Texts.open(connection, sql, columns);
  }

  @Override
  public byte @Nullable [] utf8(ResultSet row, int column) throws SQLException {
    return row.getBytes(column);
  }

  /**
   * Only when many rows were written since the last time, as {@code pg_stat_all_tables} has it; a
   * table that was never analyzed is planned as if it were tiny. A standby cannot.
   */
  @Override
  public void analyze(DSLContext dsl, Table<?> table) {
    String rendered = dsl.render(table);
    Record known =
        dsl.fetchOne(
            "select c.reltuples, coalesce(s.n_mod_since_analyze, 0), "
                + "pg_has_role(c.relowner, 'USAGE') and not pg_is_in_recovery() from pg_class c"
                + " left join pg_stat_all_tables s on s.relid = c.oid where c.oid = to_regclass(?)",
            rendered);
    if (known != null && Boolean.TRUE.equals(known.get(2, Boolean.class))) {
      double rows = known.get(0, Double.class);
      long changed = known.get(1, Long.class);
      if (rows < 0 || changed > Math.max(CHANGED_ROWS, rows / 5)) {
        dsl.execute("analyze " + rendered);
      }
    }
  }

  @Override
  public RowAppender appender() {
    return Appender.INSTANCE;
  }

  /** Loaded with the driver's classes only when texts are read. */
  private static final class Texts {
    static @Nullable TextReader open(Connection connection, Supplier<String> sql, int columns)
        throws SQLException {
      return PostgresTextReader.open(connection, sql, columns);
    }
  }

  /** Loaded with the driver's classes only when rows are appended. */
  private static final class Appender {
    static final RowAppender INSTANCE = new PostgresAppender();
  }

  /** {@code (select cast(a as uuid) a, b from unnest(?, ?) as t(a, b)) s}, arrays of text. */
  @Override
  public Table<?> rows(List<? extends Field<?>> columns, List<? extends List<?>> values) {
    List<QueryPart> arrays = new ArrayList<>();
    List<Field<?>> selected = new ArrayList<>();
    String[] names = columns.stream().map(Field::getName).toArray(String[]::new);
    for (int i = 0; i < columns.size(); i++) {
      Field<?> column = columns.get(i);
      arrays.add(
          DSL.val(
              TextValues.of(column, values.get(i)).toArray(String[]::new),
              SQLDataType.VARCHAR.array()));
      selected.add(
          cast(field(name("t", names[i]), SQLDataType.VARCHAR), column.getDataType()).as(names[i]));
    }
    return select(selected)
        .from(DSL.table("unnest({0})", DSL.list(arrays)).as("t", names))
        .asTable("s");
  }
}
