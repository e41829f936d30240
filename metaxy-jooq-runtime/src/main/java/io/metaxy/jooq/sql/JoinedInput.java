package io.metaxy.jooq.sql;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the row is that the texts of a {@link JoinedStatement} stand at. */
final class JoinedInput {

  private static final byte[][] NONE = new byte[0][];

  private final TextRows rows;
  private final SampleHasher hasher;
  private final byte[] @Nullable [][] versions;
  private byte[][] hashes = NONE;

  JoinedInput(ResolveRequest request, Prepare prepare, TextRows rows) {
    this.rows = rows;
    this.hasher = new SampleHasher(request, prepare);
    this.versions = new byte[request.plan().deps().size()][][];
    Arrays.setAll(versions, dep -> new byte[prepare.needed(dep).size()][]);
  }

  /** Its status, null when there is nothing to do for it. */
  @Nullable Status status() {
    hashes = NONE;
    byte[] expected = rows.text(JoinedStatement.EXPECTED);
    if (expected == null) {
      return Status.ORPHANED;
    }
    if (expected.length == 0 || !isComplete()) {
      return Status.BROKEN;
    }
    hashes = hasher.hash(versions);
    byte[] current = rows.text(JoinedStatement.CURRENT);
    if (current == null) {
      return Status.NEW;
    }
    return Arrays.equals(current, hashes[hashes.length - 1]) ? null : Status.STALE;
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

  /** The hash of each field, then that of the sample; of what is expected and not broken. */
  byte[][] hashes() {
    return hashes;
  }
}
