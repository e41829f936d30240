package io.metaxy.jooq.resolve.merge;

import io.metaxy.jooq.resolve.ResolveRequest;
import io.metaxy.jooq.resolve.Status;
import io.metaxy.jooq.sql.TextRows;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The input at the current row of a {@link JoinedStatement}'s texts. */
final class JoinedInput {

  private static final byte[][] NONE = new byte[0][];
  private static final byte[] ORPHANED =
      JoinedStatement.ORPHANED.getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NO_ID = JoinedStatement.NO_ID.getBytes(StandardCharsets.US_ASCII);

  private final TextRows rows;
  private final SampleHasher hasher;
  private final byte[] @Nullable [][] versions;
  private byte[][] hashes = NONE;

  JoinedInput(ResolveRequest request, TextRows rows) {
    this.rows = rows;
    this.hasher = new SampleHasher(request);
    this.versions = new byte[request.upstreams().size()][][];
    Arrays.setAll(versions, dep -> new byte[request.upstreams().get(dep).needed().size()][]);
  }

  /** Its status, or null if there is nothing to do for it. */
  @Nullable Status status() {
    hashes = NONE;
    byte[] current = rows.text(JoinedStatement.CURRENT);
    if (Arrays.equals(current, ORPHANED)) {
      return Status.ORPHANED;
    }
    if (Arrays.equals(current, NO_ID) || !isComplete()) {
      return Status.BROKEN;
    }
    hashes = hasher.hash(versions);
    if (current == null) {
      return Status.NEW;
    }
    return Arrays.equals(current, hashes[hashes.length - 1]) ? null : Status.STALE;
  }

  /** The hash of its row; null if it has none. */
  byte @Nullable [] current() {
    return rows.text(JoinedStatement.CURRENT);
  }

  private boolean isComplete() {
    int column = JoinedStatement.VERSIONS;
    for (byte[] @Nullable [] ofDep : versions) {
      for (int i = 0; i < ofDep.length; i++) {
        byte[] version = rows.text(column++);
        if (version == null) {
          return false;
        }
        ofDep[i] = version;
      }
    }
    return true;
  }

  /** The hash of each field, then that of the sample; only if it is expected and not broken. */
  byte[][] hashes() {
    return hashes;
  }
}
