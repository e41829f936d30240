package io.metaxy.jooq.table;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import io.metaxy.jooq.graph.HashAlgorithm;
import java.lang.reflect.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jooq.Binding;
import org.jooq.Condition;
import org.jooq.Converter;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.OrderField;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultDataType;
import org.jooq.impl.SQLDataType;

/**
 * H2: by-field columns are JSON, MD5 is {@code hash('MD5', …)}, and there is no full join and no
 * hash join.
 *
 * <p>The full join is a union that is grouped by the keys, which is linear where a join of derived
 * tables is quadratic:
 *
 * <pre>{@code
 * select k, any_value(a) a, any_value(b) b
 * from (select k, a, null b from left_side union all select k, null, b from right_side) u
 * group by k
 * }</pre>
 */
final class H2FeatureDialect implements FeatureDialect {

  static final H2FeatureDialect INSTANCE = new H2FeatureDialect();

  /** The elements that an array of H2 holds. */
  private static final int MAX_ARRAY = 65_536;

  /** H2's code for what only an admin may. */
  private static final int NO_ADMIN = 90_040;

  private static final Binding<?, Map<String, String>> JSON_BINDING =
      SQLDataType.JSON.asConvertedDataType(ByFieldConverter.INSTANCE).getBinding();

  private static final RowAppender APPENDER = new H2Appender();

  private H2FeatureDialect() {}

  @Override
  public Binding<?, Map<String, String>> byFieldBinding() {
    return JSON_BINDING;
  }

  /**
   * {@code case when left(j, 1) = '"' then stringdecode(substring(j, 2, char_length(j) - 2)) else
   * nullif(j, 'null') end} where {@code j} is {@code cast((column)."key" as varchar)}: H2 has no
   * function that takes the quotes off a JSON string.
   */
  @Override
  public Field<String> byField(Field<?> column, String structKey) {
    Field<String> json =
        field("cast(({0}).{1} as varchar)", SQLDataType.VARCHAR, column, name(structKey));
    Field<String> inner = DSL.substring(json, inline(2), DSL.charLength(json).minus(inline(2)));
    return DSL.when(DSL.left(json, inline(1)).eq(inline("\"")), decoded(inner))
        .otherwise(DSL.nullif(json, inline("null")));
  }

  private static Field<String> decoded(Field<String> text) {
    return field("stringdecode({0})", SQLDataType.VARCHAR, text);
  }

  @Override
  public Optional<ByFieldStorage> byFieldStorage(LiveColumn column) {
    return column.baseType().equals("json")
        ? Optional.of(new ByFieldStorage.Json(column.typeName()))
        : Optional.empty();
  }

  @Override
  public String byFieldTypes() {
    return "JSON";
  }

  @Override
  public boolean hashes(HashAlgorithm algorithm) {
    return true;
  }

  /**
   * {@code create alias if not exists metaxy_xxhash64 deterministic for '…H2Functions.xxhash64'},
   * which commits, and which only an admin may.
   */
  @Override
  public boolean install(Connection connection, HashAlgorithm algorithm) throws SQLException {
    if (algorithm.hex() || has(connection, function(algorithm))) {
      return true;
    }
    if (!connection.getAutoCommit()) {
      return false;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create alias if not exists "
              + function(algorithm)
              + " deterministic for "
              + Sql.literal(H2Functions.class.getName() + "." + algorithm.text()));
      return true;
    } catch (SQLException e) {
      if (e.getErrorCode() == NO_ADMIN) {
        return false;
      }
      throw e;
    }
  }

  private static boolean has(Connection connection, String function) throws SQLException {
    String sql =
        "select 1 from information_schema.routines where routine_schema = current_schema"
            + " and lower(routine_name) = "
            + Sql.literal(function);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next();
    }
  }

  private static String function(HashAlgorithm algorithm) {
    return "metaxy_" + algorithm.text();
  }

  @Override
  public Field<String> hash(HashAlgorithm algorithm, Field<String> text) {
    return switch (algorithm) {
      case MD5 -> field("lower(rawtohex(hash('MD5', {0})))", SQLDataType.VARCHAR, text);
      case SHA256 -> field("lower(rawtohex(hash('SHA-256', {0})))", SQLDataType.VARCHAR, text);
      default -> field(function(algorithm) + "({0})", SQLDataType.VARCHAR, text);
    };
  }

  /** {@code listagg(text, '|') within group (order by …)}. */
  @Override
  public Field<String> join(Field<String> text, List<? extends OrderField<?>> order) {
    return field(
        "listagg({0}, '|') within group (order by {1})",
        SQLDataType.VARCHAR, text, DSL.list(new ArrayList<QueryPart>(order)));
  }

  /** H2 orders texts by UTF-16; as bytes they are UTF-8. */
  @Override
  public Field<?> ordered(Field<?> column) {
    return column.getConverter().fromType() == String.class
        ? field("cast({0} as varbinary)", SQLDataType.VARBINARY, column)
        : column;
  }

  @Override
  public Field<?> comparable(Field<?> column) {
    Class<?> type = column.getConverter().fromType();
    return type == JSON.class || type == String.class
        ? field("cast(cast({0} as varchar) as varbinary)", SQLDataType.VARBINARY, column)
        : column;
  }

  @Override
  public Field<?> instant(Field<?> column, LiveColumn live) {
    return live.isLocalTimestamp()
        ? field(
            "cast(cast({0} as varchar) || '+00' as timestamp(6) with time zone)",
            column.getDataType(), column)
        : column;
  }

  /** {@code json_object('audio': h_0, …)}. */
  @Override
  public Field<Map<String, String>> byField(List<String> structKeys, List<Field<String>> texts) {
    List<QueryPart> pairs = new ArrayList<>();
    for (int i = 0; i < structKeys.size(); i++) {
      pairs.add(field("{0}: {1}", inline(structKeys.get(i)), texts.get(i)));
    }
    return field("json_object({0})", PlanTable.BY_FIELD, DSL.list(pairs));
  }

  @Override
  public boolean sharesSubqueries() {
    return false;
  }

  @Override
  public Field<?> stored(Field<?> instant, LiveColumn live) {
    return live.isLocalTimestamp()
        ? field(
            "cast(regexp_replace(cast({0} at time zone 'UTC' as varchar), '\\+00$', '') as"
                + " timestamp(6))",
            instant.getDataType(), instant)
        : instant;
  }

  /** A time of H2 has no fraction unless its type says so. */
  @Override
  public String localType(Class<?> type) {
    return type == LocalTime.class ? "time(6)" : FeatureDialect.super.localType(type);
  }

  /** H2 joins derived tables by nested loops, so every row is ranked. */
  @Override
  public Deduplication deduplication() {
    return Deduplication.RANK;
  }

  @Override
  public boolean mergesByDefault(DSLContext dsl) {
    return true;
  }

  @Override
  public String defaultReason(boolean merges) {
    return "H2 has no hash join, and joins derived tables by nested loops";
  }

  @Override
  public boolean readsJson() {
    return true;
  }

  @Override
  public RowAppender appender() {
    return APPENDER;
  }

  /**
   * {@code unnest(?, ?) s(a, b)}, one array per column; as a union of such tables where the rows
   * are more than an array holds.
   */
  @Override
  public Table<?> rows(List<? extends Field<?>> columns, List<? extends List<?>> values) {
    int rows = values.get(0).size();
    Table<?> part = part(columns, values, 0, rows);
    if (rows <= MAX_ARRAY) {
      return part;
    }
    Select<Record> union = select(columns).from(part);
    for (int from = MAX_ARRAY; from < rows; from += MAX_ARRAY) {
      union = union.unionAll(select(columns).from(part(columns, values, from, rows)));
    }
    return union.asTable("s");
  }

  private static Table<?> part(
      List<? extends Field<?>> columns, List<? extends List<?>> values, int from, int rows) {
    int to = Math.min(from + MAX_ARRAY, rows);
    List<QueryPart> arrays = new ArrayList<>();
    IntStream.range(0, columns.size())
        .forEach(
            i -> arrays.add(array(columns.get(i).getDataType(), values.get(i).subList(from, to))));
    String[] names = columns.stream().map(Field::getName).toArray(String[]::new);
    return DSL.table("unnest({0})", DSL.list(arrays)).as("s", names);
  }

  private static <T> Field<?> array(DataType<T> type, List<?> values) {
    return stored(type.getConverter(), type, values);
  }

  @SuppressWarnings("unchecked") // An array of a class's instances is created by reflection only.
  private static <S, T> Field<S[]> stored(
      Converter<S, T> converter, DataType<T> type, List<?> values) {
    DataType<S> element = DefaultDataType.getDataType(SQLDialect.H2, converter.fromType());
    if (type.precisionDefined()) {
      element = element.precision(type.precision(), type.scale());
    }
    DataType<S[]> array = element.array();
    S[] elements = (S[]) Array.newInstance(converter.fromType(), values.size());
    for (int i = 0; i < elements.length; i++) {
      elements[i] = converter.to(type.convert(values.get(i)));
    }
    return DSL.cast(DSL.val(elements, array), array);
  }

  @Override
  public Table<?> join(List<? extends Field<?>> keys, List<JoinSide> sides, String alias) {
    List<Field<?>> columns = new ArrayList<>();
    List<Field<?>> present = new ArrayList<>();
    for (int i = 0; i < sides.size(); i++) {
      columns.addAll(sides.get(i).columns());
      present.add(field(name("metaxy_side_" + i), SQLDataType.INTEGER));
    }
    Select<Record> union = null;
    for (int i = 0; i < sides.size(); i++) {
      List<Field<?>> selected = new ArrayList<>(keys);
      for (int j = 0; j < sides.size(); j++) {
        boolean own = i == j;
        sides.get(j).columns().forEach(c -> selected.add(own ? c : nullAs(c)));
        selected.add(own ? inline(1).as(present.get(j)) : nullAs(present.get(j)));
      }
      Select<Record> rows = select(selected).from(sides.get(i).rows());
      union = union == null ? rows : union.unionAll(rows);
    }
    if (union == null) {
      throw new IllegalArgumentException("Cannot join no sides; give at least one");
    }
    List<Field<?>> grouped = new ArrayList<>(keys);
    columns.forEach(c -> grouped.add(anyValue(c)));
    List<Condition> required = new ArrayList<>();
    for (int i = 0; i < sides.size(); i++) {
      if (sides.get(i).required()) {
        required.add(DSL.max(present.get(i)).isNotNull());
      }
    }
    return select(grouped)
        .from(union.asTable("u"))
        .groupBy(keys)
        .having(DSL.and(required))
        .asTable(alias);
  }

  private static Field<?> nullAs(Field<?> column) {
    return inline((Object) null).as(column.getName());
  }

  private static Field<?> anyValue(Field<?> column) {
    return field("any_value({0})", column.getDataType(), column).as(column.getName());
  }
}
