package io.metaxy.jooq.sql;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.ResultReading.TextReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** The texts of the rows of a statement: in the database-specific way if there is one. */
public final class TextRows implements AutoCloseable {

  private final BorrowedConnection borrowed;
  private final TextReader reader;

  private TextRows(BorrowedConnection borrowed, TextReader reader) {
    this.borrowed = borrowed;
    this.reader = reader;
  }

  /**
   * Runs a statement.
   *
   * @param columns the number of its columns, all of them texts
   */
  public static TextRows open(
      DSLContext dsl, FeatureDialect dialect, ResultQuery<Record> query, int columns) {
    BorrowedConnection borrowed = new BorrowedConnection(dsl, dialect);
    try {
      TextReader reader =
          dialect.reading().texts(borrowed.connection(), () -> dsl.renderInlined(query), columns);
      return reader == null
          ? of(new OpenResult(borrowed, query), dialect)
          : new TextRows(borrowed, reader);
    } catch (SQLException e) {
      borrowed.close();
      throw failed(e);
    } catch (RuntimeException e) {
      borrowed.close();
      throw e;
    }
  }

  /** The first columns of a result. */
  public static TextRows of(OpenResult result, FeatureDialect dialect) {
    return new TextRows(result.borrowed(), new OfResult(result, result.rows(), dialect));
  }

  private static DataAccessException failed(SQLException e) {
    return new DataAccessException("Cannot read the rows of a join: " + e.getMessage(), e);
  }

  public boolean next() {
    try {
      return reader.next();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The UTF-8 bytes of a text, by its position from 0; null for null. */
  public byte @Nullable [] text(int column) {
    try {
      return reader.text(column);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    try (borrowed) {
      reader.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Texts of a JDBC result. */
  private record OfResult(OpenResult result, ResultSet rows, FeatureDialect dialect)
      implements TextReader {

    @Override
    public boolean next() throws SQLException {
      return rows.next();
    }

    @Override
    public byte @Nullable [] text(int column) throws SQLException {
      return dialect.reading().utf8(rows, column + 1);
    }

    @Override
    public void close() {
      result.close();
    }
  }
}
