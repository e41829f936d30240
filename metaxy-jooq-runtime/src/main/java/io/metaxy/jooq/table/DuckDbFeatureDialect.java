package io.metaxy.jooq.table;

import static org.jooq.impl.DSL.cast;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.metaxy.jooq.graph.HashAlgorithm;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.Binding;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Param;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultDataType;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB: by-field columns are STRUCT, by the peer's option MAP. The peer makes wrong hashes of a
 * JSON or text column without a word, so these are refused. It has MD5 and SHA-256; the other
 * algorithms are functions of ours.
 */
final class DuckDbFeatureDialect implements FeatureDialect {

  static final DuckDbFeatureDialect INSTANCE = new DuckDbFeatureDialect();

  private static final JsonMapper JSON_MAPPER = new JsonMapper();

  private static final Binding<?, Map<String, String>> BINDING = new StructBinding();

  private DuckDbFeatureDialect() {}

  private static final class StructBinding extends JsonTextBinding {
    private static final long serialVersionUID = 1L;

    @Override
    String sql(String text, @Nullable Map<String, String> value) {
      if (value == null) {
        return text;
      }
      String structure =
          value.keySet().stream()
              .sorted()
              .map(key -> '"' + key + "\":\"VARCHAR\"")
              .collect(Collectors.joining(",", "{", "}"));
      return "from_json(cast(" + text + " as json), " + Sql.literal(structure) + ")";
    }

    @Override
    @Nullable JSON read(@Nullable Object value) {
      return value == null ? null : DuckDbValues.json(value);
    }
  }

  @Override
  public Binding<?, Map<String, String>> byFieldBinding() {
    return BINDING;
  }

  /** {@code column['key']}, for a STRUCT and a MAP. */
  @Override
  public Field<String> byField(Field<?> column, String structKey) {
    return field("{0}[{1}]", SQLDataType.VARCHAR, column, inline(structKey));
  }

  static boolean isMap(LiveColumn column) {
    return column.baseType().equals("map");
  }

  @Override
  public Optional<ByFieldStorage> byFieldStorage(LiveColumn column) {
    if (isMap(column)) {
      return Optional.of(new ByFieldStorage.MapOfText());
    }
    return column.baseType().equals("struct")
        ? Optional.of(new ByFieldStorage.Struct(StructType.keys(column.typeName())))
        : Optional.empty();
  }

  @Override
  public String byFieldTypes() {
    return "STRUCT or MAP, because the peer makes wrong hashes of others";
  }

  @Override
  public boolean hashes(HashAlgorithm algorithm) {
    return true;
  }

  @Override
  public boolean install(Connection connection, HashAlgorithm algorithm) throws SQLException {
    if (!algorithm.hex()) {
      DuckDbValues.register(connection, algorithm, function(algorithm));
    }
    return true;
  }

  /** DuckDB's own function, or the one that {@link #install} gives it. */
  static String function(HashAlgorithm algorithm) {
    return algorithm.hex()
        ? algorithm.name().toLowerCase(Locale.ROOT)
        : "metaxy_" + algorithm.text();
  }

  @Override
  public Field<String> hash(HashAlgorithm algorithm, Field<String> text) {
    return field(function(algorithm) + "({0})", SQLDataType.VARCHAR, text);
  }

  /**
   * {@code case when not (f_0 is null or …) then concat('text|1|recording.audio|', f_0, …) end}:
   * {@code concat} costs a third of {@code ||}, and takes null for empty text.
   */
  @Override
  public Field<String> concat(List<Field<String>> parts) {
    Field<String> text =
        field("concat({0})", SQLDataType.VARCHAR, DSL.list(new ArrayList<QueryPart>(parts)));
    List<Condition> missing =
        parts.stream().filter(p -> !(p instanceof Param)).map(Field::isNull).toList();
    return missing.isEmpty() ? text : when(or(missing).not(), text);
  }

  @Override
  public Field<?> ordered(Field<?> column) {
    return column.getConverter().fromType() == String.class
        ? field("encode({0})", SQLDataType.VARBINARY, column)
        : column;
  }

  @Override
  public Field<?> comparable(Field<?> column) {
    return column.getConverter().fromType() == JSON.class
        ? field("cast({0} as varchar)", SQLDataType.VARCHAR, column)
        : ordered(column);
  }

  @Override
  public boolean knowsExtremes() {
    return true;
  }

  @Override
  public Deduplication deduplication() {
    return Deduplication.SPLIT;
  }

  /** {@code (a, b) in (select …)}, which jOOQ would make an {@code exists}. */
  @Override
  public Condition in(List<Field<?>> ids, Select<?> among) {
    return DSL.condition("({0}) in ({1})", DSL.list(new ArrayList<QueryPart>(ids)), among);
  }

  @Override
  public boolean mergesByDefault(DSLContext dsl) {
    return false;
  }

  @Override
  public String defaultReason(boolean merges) {
    return "DuckDB hashes on all cores, and faster than it hands out rows";
  }

  /** The driver makes times of instants by the clock of the JVM's zone, which can be set back. */
  @Override
  public boolean readsInstants() {
    return true;
  }

  @Override
  public Field<?> sent(Field<?> instant) {
    return field("epoch_us({0})", SQLDataType.BIGINT, instant);
  }

  /** A timestamp, with time zone or without, is its microseconds since the epoch, as they are. */
  @Override
  public @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  @Override
  public boolean ordersForSpeed() {
    return true;
  }

  @Override
  public @Nullable RowReader rows(
      Connection connection, Supplier<String> sql, List<Field<?>> fields) throws SQLException {
    return DuckDbRowReader.open(connection, sql, fields);
  }

  /** {@code struct_pack("audio" := h_0, …)}. */
  @Override
  public Field<Map<String, String>> byField(List<String> structKeys, List<Field<String>> texts) {
    List<QueryPart> pairs = new ArrayList<>();
    for (int i = 0; i < structKeys.size(); i++) {
      pairs.add(field("{0} := {1}", DSL.name(structKeys.get(i)), texts.get(i)));
    }
    return field("struct_pack({0})", PlanTable.BY_FIELD, DSL.list(pairs));
  }

  /** DuckDB has no savepoints; a failed statement ends its whole transaction. */
  @Override
  public boolean savepoints() {
    return false;
  }

  @Override
  public RowAppender appender() {
    return Appender.INSTANCE;
  }

  /** Loaded with the driver's classes only when rows are appended. */
  private static final class Appender {
    static final RowAppender INSTANCE = new DuckDbAppender();
  }

  /**
   * {@code (select cast(unnest(from_json(?, '["VARCHAR"]')) as uuid) a, …) s}, one JSON array per
   * column.
   */
  @Override
  public Table<?> rows(List<? extends Field<?>> columns, List<? extends List<?>> values) {
    List<Field<?>> selected = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Field<?> column = columns.get(i);
      Field<String> unnested =
          field(
              "unnest(from_json(cast({0} as json), '[\"VARCHAR\"]'))",
              SQLDataType.VARCHAR, DSL.val(array(TextValues.of(column, values.get(i)))));
      selected.add(cast(unnested, withoutPrecision(column.getDataType())).as(column.getName()));
    }
    return select(selected).asTable("s");
  }

  /** DuckDB has no {@code time(6)}; all of its times are of microseconds. */
  private static DataType<?> withoutPrecision(DataType<?> type) {
    return type.isTemporal()
        ? DefaultDataType.getDataType(SQLDialect.DUCKDB, type.getConverter().fromType())
        : type;
  }

  private static String array(List<@Nullable String> texts) {
    try {
      return JSON_MAPPER.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write texts as JSON", e);
    }
  }
}
