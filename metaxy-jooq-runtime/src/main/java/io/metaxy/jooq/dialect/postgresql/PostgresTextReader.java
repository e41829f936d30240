package io.metaxy.jooq.dialect.postgresql;

import io.metaxy.jooq.dialect.ResultReading.TextReader;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Reads texts by {@code copy (<statement>) to stdout (format binary)}: the server continues while
 * the rows are read, and streams them without a transaction. A message is a row: the number of
 * columns, then the length and bytes of each; the first begins with a header.
 */
final class PostgresTextReader implements TextReader {

  private static final int SIGNATURE_AND_FLAGS = 15;
  private static final short TRAILER = -1;
  private static final int NULL = -1;

  private final CopyOut copy;
  private final int[] starts;
  private final int[] lengths;
  private byte[] row = new byte[0];
  private boolean begun;

  private PostgresTextReader(CopyOut copy, int columns) {
    this.copy = copy;
    this.starts = new int[columns];
    this.lengths = new int[columns];
  }

  /** Runs a statement; null if the connection is not the driver's own. */
  static @Nullable TextReader open(Connection connection, Supplier<String> sql, int columns)
      throws SQLException {
    if (!connection.isWrapperFor(PGConnection.class)) {
      return null;
    }
    String copied = "copy (" + sql.get() + ") to stdout (format binary)";
    return new PostgresTextReader(
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copied), columns);
  }

  @Override
  public boolean next() throws SQLException {
    byte[] message = copy.readFromCopy();
    if (message == null) {
      return false;
    }
    row = message;
    ByteBuffer cells = ByteBuffer.wrap(message);
    if (!begun) {
      begun = true;
      cells.position(SIGNATURE_AND_FLAGS);
      int extension = cells.getInt();
      cells.position(cells.position() + extension);
      if (!cells.hasRemaining()) {
        return next();
      }
    }
    if (cells.getShort() == TRAILER) {
      return next();
    }
    for (int i = 0; i < starts.length; i++) {
      lengths[i] = cells.getInt();
      starts[i] = cells.position();
      if (lengths[i] != NULL) {
        cells.position(starts[i] + lengths[i]);
      }
    }
    return true;
  }

  @Override
  public byte @Nullable [] text(int column) {
    if (lengths[column] == NULL) {
      return null;
    }
    byte[] text = new byte[lengths[column]];
    System.arraycopy(row, starts[column], text, 0, text.length);
    return text;
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }
}
