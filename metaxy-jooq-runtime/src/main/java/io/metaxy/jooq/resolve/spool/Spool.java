package io.metaxy.jooq.resolve.spool;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.resolve.ResolvedRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one resolve, all read before the first is computed, so that neither the result nor
 * its connection stays open meanwhile: a few in memory, more in a temporary file. All are added
 * first, and then returned once, in the same order. Not thread-safe.
 */
public final class Spool implements AutoCloseable {

  /** The number of bytes that stay in memory. */
  private static final int IN_MEMORY = 4 << 20;

  private final SampleBytes samples;
  private final SpillBuffer bytes;
  private boolean reading;

  /**
   * A spool without samples.
   *
   * @param ids the fields of the samples' ids
   */
  public Spool(FeaturePlan plan, List<Field<?>> ids) {
    this(plan, ids, directory(), IN_MEMORY);
  }

  Spool(FeaturePlan plan, List<Field<?>> ids, Path directory, int inMemory) {
    this.samples = new SampleBytes(plan, ids);
    this.bytes = new SpillBuffer(directory, inMemory);
  }

  /** The directory of the temporary files. */
  public static Path directory() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /**
   * Adds a sample.
   *
   * @throws SpoolException if the temporary file cannot be written
   */
  public void add(ResolvedRow sample) {
    try {
      bytes.add(to -> samples.write(to, sample));
    } catch (IOException e) {
      throw new SpoolException(e);
    }
  }

  /**
   * The next sample; null after the last.
   *
   * @throws SpoolException if the temporary file cannot be read
   */
  public @Nullable ResolvedRow next() {
    try {
      if (!reading) {
        reading = true;
        bytes.rewind();
      }
      ByteBuffer next = bytes.next();
      return next == null ? null : samples.read(next);
    } catch (IOException e) {
      throw new SpoolException(e);
    }
  }

  /** Deletes the temporary file. */
  @Override
  public void close() {
    try {
      bytes.close();
    } catch (IOException e) {
      throw new SpoolException(e);
    }
  }
}
