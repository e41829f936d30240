package io.metaxy.jooq.resolve.merge;

import io.metaxy.jooq.resolve.InputRow;
import io.metaxy.jooq.resolve.ResolvedRow;
import io.metaxy.jooq.resolve.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * A sample that the JVM resolved.
 *
 * @param hashes the hash of each field, then that of the sample
 * @param inputRows for each dependency, the upstream rows that the sample depends on
 * @param current the feature's own rows, if it is orphaned
 * @param missing the first field or id that a broken sample lacks, if known
 */
record HashedRow(
    Status status,
    List<@Nullable Object> ids,
    List<byte[]> hashes,
    List<List<InputRow>> inputRows,
    List<Record> current,
    @Nullable String missing)
    implements ResolvedRow {

  @Override
  public String fieldHash(int field) {
    return new String(hashes.get(field), StandardCharsets.US_ASCII);
  }

  @Override
  public String sampleHash() {
    return fieldHash(hashes.size() - 1);
  }

  @Override
  public List<InputRow> inputs(int dep) {
    return inputRows.get(dep);
  }
}
