package io.metaxy.jooq.resolve.spool;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records of bytes that are written once and read once: in a buffer, and when it is full, in a
 * temporary file that only its owner can read. The operating system deletes the file: immediately
 * after opening, or on Windows with the last handle. So no other run finds it, and none is left
 * after a crash. A record is its length and its bytes.
 */
final class SpillBuffer implements AutoCloseable {

  private static final int FIRST = 1 << 14;
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private final Path directory;
  private final int inMemory;
  private ByteBuffer buffer = ByteBuffer.allocate(FIRST);
  private @Nullable FileChannel file;

  /**
   * An empty buffer.
   *
   * @param directory where the file is created
   * @param inMemory the number of bytes that it keeps in memory before it writes to the file
   */
  SpillBuffer(Path directory, int inMemory) {
    this.directory = directory;
    this.inMemory = inMemory;
  }

  /**
   * Adds a record.
   *
   * @param record writes its bytes; called again after a {@link BufferOverflowException}
   */
  void add(Consumer<ByteBuffer> record) throws IOException {
    int start = buffer.position();
    while (!fits(record, start)) {
      if (start > 0 && buffer.capacity() >= inMemory) {
        spill();
        start = 0;
      } else {
        grow(2L * buffer.capacity());
      }
    }
  }

  private boolean fits(Consumer<ByteBuffer> record, int start) {
    boolean whole = false;
    try {
      buffer.putInt(0);
      record.accept(buffer);
      buffer.putInt(start, buffer.position() - start - Integer.BYTES);
      whole = true;
    } catch (BufferOverflowException e) {
      if (buffer.capacity() == LARGEST) {
        throw e;
      }
    } finally {
      if (!whole) {
        buffer.position(start);
      }
    }
    return whole;
  }

  private void grow(long bytes) {
    ByteBuffer larger = ByteBuffer.allocate((int) Math.min(bytes, LARGEST));
    buffer.flip();
    buffer = larger.put(buffer);
  }

  private void spill() throws IOException {
    FileChannel to = file;
    if (to == null) {
      to = open();
      file = to;
    }
    buffer.flip();
    while (buffer.hasRemaining()) {
      to.write(buffer);
    }
    buffer.clear();
  }

  private FileChannel open() throws IOException {
    boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] owner =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return FileChannel.open(
        directory.resolve("metaxy-" + UUID.randomUUID() + ".tmp"),
        Set.of(CREATE_NEW, READ, WRITE, DELETE_ON_CLOSE),
        owner);
  }

  /** Continues at the first record; no more can be added. */
  void rewind() throws IOException {
    if (file != null) {
      spill();
      file.position(0);
    }
    buffer.flip();
  }

  /** The buffer at the bytes of the next record, which the caller reads; null after the last. */
  @Nullable ByteBuffer next() throws IOException {
    if (!holds(Integer.BYTES)) {
      return null;
    }
    if (!holds(Integer.BYTES + buffer.getInt(buffer.position()))) {
      throw new EOFException("a temporary file ended early");
    }
    buffer.getInt();
    return buffer;
  }

  private boolean holds(int bytes) throws IOException {
    while (buffer.remaining() < bytes) {
      if (file == null) {
        return false;
      }
      buffer.compact();
      if (buffer.capacity() < bytes) {
        grow(bytes);
      }
      int read = file.read(buffer);
      buffer.flip();
      if (read < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
