package io.metaxy.jooq.dialect;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** How results are read where JDBC or jOOQ is slow or incorrect. */
public interface ResultReading {

  /** The UTF-8 bytes of a text column of a result; null for null. */
  default byte @Nullable [] utf8(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  /** An instant in the form sent to the JVM, for {@link #instant(ResultSet, int)}. */
  default Field<?> sent(Field<?> instant) {
    return instant;
  }

  /** An instant of a result that was {@link #sent}; null for null. */
  default @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** The same as {@link #instant}, with its offset if the database stores it. */
  default @Nullable OffsetDateTime offset(ResultSet row, int column) throws SQLException {
    Instant instant = instant(row, column);
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  /**
   * A date or a time without zone; null for null.
   *
   * @param type the class of {@code java.time}
   */
  default <T> @Nullable T local(ResultSet row, int column, Class<T> type) throws SQLException {
    return row.getObject(column, type);
  }

  /** A document that the database holds in a form of its own, as JSON; null for any other value. */
  default @Nullable String document(ResultSet row, int column) throws SQLException {
    return null;
  }

  /** An instant of a result that was {@link #sent}, in a form that is equal for equal instants. */
  default @Nullable Object moment(ResultSet row, int column) throws SQLException {
    return instant(row, column);
  }

  /**
   * Runs a statement and reads its rows in a database-specific way; null if there is none, or none
   * for these fields.
   */
  default @Nullable RowReader rows(
      Connection connection, Supplier<String> sql, List<Field<?>> fields) throws SQLException {
    return null;
  }

  /**
   * Runs a statement whose columns are texts and reads its rows in a database-specific way; null if
   * there is none.
   */
  default @Nullable TextReader texts(Connection connection, Supplier<String> sql, int columns)
      throws SQLException {
    return null;
  }

  /**
   * Whether an SQL statement has begun a transaction on a connection that reports that auto-commit
   * is on. Not needed for databases whose connections then report that it is off.
   */
  default boolean isInTransaction(Connection connection) throws SQLException {
    return false;
  }

  /**
   * Whether a connection whose auto-commit is off is in a transaction that has changed something,
   * as far as the database knows.
   */
  default boolean hasChanges(Connection connection) throws SQLException {
    return false;
  }

  /** Whether statements that resolve depend on {@link #session}. */
  default boolean needsSession() {
    return false;
  }

  /**
   * Prepares the session of a connection so that results are complete and correct, regardless of
   * its settings.
   */
  default Session session(Connection connection) throws SQLException {
    return () -> {};
  }

  /** The rows of a result, one by one, faster than through JDBC. */
  interface RowReader extends AutoCloseable {

    /** Moves to the next row; false at the end. */
    boolean next();

    /**
     * The values of the row, in the types that the converters of its fields convert from; an
     * integer that its type does not have is a Long.
     */
    @Nullable Object[] row();

    @Override
    void close();
  }

  /** The rows of a result whose columns are texts, one by one, as bytes. */
  interface TextReader extends AutoCloseable {

    /** Moves to the next row; false at the end. */
    boolean next() throws SQLException;

    /**
     * The UTF-8 bytes of a text; null for null.
     *
     * @param column the position, from 0
     */
    byte @Nullable [] text(int column) throws SQLException;

    @Override
    void close() throws SQLException;
  }
}
