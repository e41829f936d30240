package io.metaxy.jooq.table;

import io.metaxy.jooq.graph.HashAlgorithm;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.Binding;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.SelectLimitStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.tools.jdbc.JDBCUtils;
import org.jspecify.annotations.Nullable;

/**
 * What a database does otherwise: the only place that knows a dialect. Another database comes in as
 * one more class here.
 */
public interface FeatureDialect {

  /**
   * The dialect of a database; {@link SQLDialect#DEFAULT}, in which {@code toString()} renders, is
   * shown as H2.
   *
   * @throws UnsupportedOperationException when the database is not supported
   */
  static FeatureDialect of(SQLDialect dialect) {
    return switch (dialect.family()) {
      case H2, DEFAULT -> H2FeatureDialect.INSTANCE;
      case POSTGRES -> PostgresFeatureDialect.INSTANCE;
      case DUCKDB -> DuckDbFeatureDialect.INSTANCE;
      default -> throw unsupported(dialect);
    };
  }

  /**
   * Checks that a store can work in a database.
   *
   * @throws UnsupportedOperationException when the database is not supported
   */
  static void check(SQLDialect dialect) {
    if (dialect.family() == SQLDialect.DEFAULT) {
      throw unsupported(dialect);
    }
    of(dialect);
  }

  /** The database of a connection, where a dialect is known to be that of another. */
  static Optional<SQLDialect> another(Connection connection, SQLDialect dialect) {
    SQLDialect there = JDBCUtils.dialect(connection).family();
    return there == SQLDialect.DEFAULT || there == dialect.family()
        ? Optional.empty()
        : Optional.of(there);
  }

  private static UnsupportedOperationException unsupported(SQLDialect dialect) {
    String name = dialect.family().getName();
    return new UnsupportedOperationException(
        "Cannot work with the database "
            + (name.isEmpty() ? dialect : name)
            + " (must be H2, PostgreSQL or DuckDB); configure the DSLContext with SQLDialect.H2,"
            + " POSTGRES or DUCKDB");
  }

  /** How a by-field column is bound and read. */
  Binding<?, Map<String, String>> byFieldBinding();

  /** The text of one entry of a by-field column; SQL NULL when the entry is missing or null. */
  Field<String> byField(Field<?> column, String structKey);

  /** What a by-field column is stored as; empty when the store cannot work with its type. */
  Optional<ByFieldStorage> byFieldStorage(LiveColumn column);

  /** The types that a by-field column can have, for the reader. */
  String byFieldTypes();

  /** Whether the database hashes by this algorithm, after {@link #install}. */
  boolean hashes(HashAlgorithm algorithm);

  /**
   * Gives the database the functions that it lacks for an algorithm; false when it cannot have them
   * now, because the user may not, or because that would end the transaction that there is.
   */
  default boolean install(Connection connection, HashAlgorithm algorithm) throws SQLException {
    return true;
  }

  /**
   * The hash of a text, uncut; null for null.
   *
   * @throws UnsupportedOperationException when the database does not hash by this algorithm
   */
  Field<String> hash(HashAlgorithm algorithm, Field<String> text);

  /** The parts one after the other; null when any of them is. */
  default Field<String> concat(List<Field<String>> parts) {
    return DSL.concat(parts.toArray(Field<?>[]::new));
  }

  /** The texts of a group, without nulls, with {@code |} between them; null without any. */
  default Field<String> join(Field<String> text, List<? extends OrderField<?>> order) {
    return DSL.field(
        "string_agg({0}, '|' order by {1})",
        SQLDataType.VARCHAR, text, DSL.list(new ArrayList<QueryPart>(order)));
  }

  /** What a column is ordered by, so that texts are in the order of their UTF-8 bytes. */
  default Field<?> ordered(Field<?> column) {
    return column;
  }

  /** A comparable form of any column, by which rows of one instant are told apart. */
  default Field<?> comparable(Field<?> column) {
    return ordered(column);
  }

  /** An instant out of a column that may hold the UTC wall clock without time zone. */
  default Field<?> instant(Field<?> column, LiveColumn live) {
    return live.isLocalTimestamp() ? atUtc(column) : column;
  }

  /** An instant as a column holds it: the other way round. */
  default Field<?> stored(Field<?> instant, LiveColumn live) {
    return live.isLocalTimestamp() ? atUtc(instant) : instant;
  }

  /** A wall clock becomes an instant by this, and an instant a wall clock. */
  private static Field<?> atUtc(Field<?> field) {
    return DSL.field("({0} at time zone 'UTC')", field.getDataType(), field);
  }

  /** The type of a date or a time without zone that keeps microseconds. */
  default String localType(Class<?> type) {
    return type == LocalDate.class ? "date" : type == LocalTime.class ? "time" : "timestamp";
  }

  /** Null in the place of a column in a union. */
  default Field<?> nullOf(LiveColumn live) {
    return DSL.inline((Object) null);
  }

  /** Whether a condition holds, as a column; a null condition does not hold. */
  default Field<Boolean> holds(Condition condition) {
    return DSL.coalesce(DSL.field(condition), DSL.inline(false));
  }

  /** Keeps the database from computing what a subquery selects more than once. */
  default <R extends Record> Select<R> fenced(SelectLimitStep<R> select) {
    return select;
  }

  /** How the latest row of each id is found. */
  Deduplication deduplication();

  /** Whether a common table expression is computed once for all that select from it. */
  default boolean sharesSubqueries() {
    return true;
  }

  /** Whether ids, none of them null, are among those of a subquery. */
  default Condition in(List<Field<?>> ids, Select<?> among) {
    return DSL.row(ids).in(among);
  }

  /** Whether samples are resolved in the JVM unless the caller names an engine. */
  boolean mergesByDefault(DSLContext dsl);

  /**
   * Whether the database joins what the JVM then hashes, because it joins well and sends each row
   * dearly.
   */
  default boolean joinsForMerge() {
    return false;
  }

  /** Why {@link #mergesByDefault} says what it says, for the reader. */
  String defaultReason(boolean merges);

  /** Whether the least and the most value of a column are known without a scan. */
  default boolean knowsExtremes() {
    return false;
  }

  /** Whether by-field columns are read as JSON and parsed in the JVM, because that is cheaper. */
  default boolean readsJson() {
    return false;
  }

  /** The UTF-8 bytes of a text column of a result; null for null. */
  default byte @Nullable [] utf8(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Whether {@link #instant(ResultSet, int)} reads the columns of tables, because jOOQ's binding
   * reads some of their instants wrong.
   */
  default boolean readsInstants() {
    return false;
  }

  /** An instant as it is sent to the JVM, for {@link #instant(ResultSet, int)}. */
  default Field<?> sent(Field<?> instant) {
    return instant;
  }

  /** An instant of a result that was {@link #sent}; null for null. */
  default @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /**
   * An instant of a result that was {@link #sent}, in a form that equals that of the same instant
   * in another row.
   */
  default @Nullable Object moment(ResultSet row, int column) throws SQLException {
    return instant(row, column);
  }

  /** A by-field value made of one text per struct key. */
  Field<Map<String, String>> byField(List<String> structKeys, List<Field<String>> texts);

  /**
   * Whether rows come faster when they are ordered, because all cores sort and one hands out what
   * is not.
   */
  default boolean ordersForSpeed() {
    return false;
  }

  /**
   * Runs a statement and reads its rows by a way of the database's own; null where there is none,
   * or none for these fields.
   */
  default @Nullable RowReader rows(
      Connection connection, Supplier<String> sql, List<Field<?>> fields) throws SQLException {
    return null;
  }

  /**
   * Runs a statement whose columns are texts and reads its rows by a way of the database's own;
   * null where there is none.
   */
  default @Nullable TextReader texts(Connection connection, Supplier<String> sql, int columns)
      throws SQLException {
    return null;
  }

  /** Whether results are sent piece by piece in transactions only. */
  default boolean streamsInTransactions() {
    return false;
  }

  /** Whether a transaction can be nested in another by a savepoint. */
  default boolean savepoints() {
    return true;
  }

  /** Refreshes what the planner knows of a table where its plans depend on it. */
  default void analyze(DSLContext dsl, Table<?> table) {}

  /** How rows get into a table. */
  RowAppender appender();

  /**
   * Rows that are given by value, as a table with an alias.
   *
   * @param columns the columns, by name and type
   * @param values for each column, its values in all rows
   */
  Table<?> rows(List<? extends Field<?>> columns, List<? extends List<?>> values);

  /** Whether two keys are equal, or both null, in a form by which the database joins by hash. */
  default Condition same(Field<?> left, Field<?> right) {
    return left.coerce(Object.class).isNotDistinctFrom(right.coerce(Object.class));
  }

  /**
   * The join of sides on keys, as a table with an alias: the inner join of the required sides, with
   * the others where they have a row; where no side is required, the full join. A row has nulls in
   * the columns of the sides that lack its key.
   *
   * @param keys the key columns, which every side has
   * @param sides the sides; no two share a column other than the keys
   * @param alias the name of the table
   */
  default Table<?> join(List<? extends Field<?>> keys, List<JoinSide> sides, String alias) {
    return new Joins(this::same, keys).join(sides, alias);
  }
}
