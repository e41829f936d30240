package io.metaxy.jooq.resolve.merge;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.ParentField;
import io.metaxy.jooq.graph.TextHasher;
import io.metaxy.jooq.resolve.InputRow;
import io.metaxy.jooq.resolve.Upstream;
import io.metaxy.jooq.sql.RecordReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The state of one side of a merge at one input: which of its rows is the latest. */
abstract class MergeSide {

  private boolean seen;
  private @Nullable Object moment;
  private int deleted;

  /** Discards the preceding rows: the next is the first of its id. */
  void clear() {
    seen = false;
  }

  /** Whether a row is the first, and so the latest, of its id. */
  boolean isLatest(MergeRows rows, int flags) throws SQLException {
    boolean latest = !seen;
    if (latest) {
      seen = true;
      moment = rows.moment();
      deleted = flags & MergeStatement.DELETED;
    }
    return latest;
  }

  /** Whether a row that is not the first has the same instant as the first. */
  final boolean isTie(MergeRows rows, int flags) throws SQLException {
    return deleted == (flags & MergeStatement.DELETED) && Objects.equals(moment, rows.moment());
  }

  /** Takes a latest row, which is neither deleted nor filtered out. */
  abstract void take(RowTexts row, int flags) throws SQLException;

  /**
   * Whether the database always ranks the rows, because the rows of one id can belong to several
   * inputs.
   */
  boolean isRanked() {
    return false;
  }

  /** Whether columns are passed downstream with the rows taken. */
  boolean carries() {
    return false;
  }

  /** Keeps the columns passed downstream of the row taken. */
  void keep() {}

  /** The feature's own rows. */
  static final class Current extends MergeSide {
    private final boolean ranked;
    private @Nullable RecordReader reader;
    private final List<Record> records = new ArrayList<>();
    private @Nullable Object[] child = new @Nullable Object[0];
    private boolean there;
    private boolean differs;
    private boolean declaredStale;
    private byte @Nullable [] hash;

    Current(FeaturePlan plan) {
      this.ranked = plan.movesBetweenInputs();
    }

    @Override
    boolean isRanked() {
      return ranked;
    }

    @Override
    void clear() {
      super.clear();
      there = false;
      differs = false;
      declaredStale = false;
      hash = null;
      records.clear();
    }

    /** Reads complete rows from now on. */
    void readBy(@Nullable RecordReader other) {
      reader = other;
    }

    @Override
    boolean isLatest(MergeRows rows, int flags) throws SQLException {
      if (rows.hasChildren()) {
        @Nullable Object[] next = rows.child();
        if (!Arrays.equals(next, child)) {
          super.clear();
        }
        child = next;
      }
      return super.isLatest(rows, flags);
    }

    @Override
    void take(RowTexts row, int flags) throws SQLException {
      byte[] next = row.text(0);
      differs |= there && !Arrays.equals(next, hash);
      there = true;
      hash = next;
      declaredStale |= (flags & MergeStatement.STALE) != 0;
      if (reader != null) {
        records.add(reader.read());
      }
    }

    boolean isThere() {
      return there;
    }

    /** Whether not all rows have this provenance, or any is declared stale. */
    boolean isStale(byte[] expected) {
      return differs || hash == null || declaredStale || !Arrays.equals(hash, expected);
    }

    /** The hash of the last row taken; null if it has none. */
    byte @Nullable [] hash() {
      return hash;
    }

    List<Record> records() {
      return List.copyOf(records);
    }
  }

  /** The rows of an upstream. */
  static final class Input extends MergeSide {
    final Upstream upstream;
    private final boolean aggregated;
    private final List<ParentField> needed;
    private final byte[] @Nullable [] versions;
    private final TextHasher[] groups;
    private final boolean[] any;
    private final @Nullable JsonVersions json;
    private final Map<String, Field<?>> columns;
    private @Nullable RecordReader reader;
    private final List<Record> records = new ArrayList<>();
    private boolean there;

    Input(Upstream upstream, boolean isJson) {
      this.upstream = upstream;
      this.aggregated = upstream.isAggregation();
      this.needed = upstream.needed();
      this.versions = new byte[needed.size()][];
      this.any = new boolean[needed.size()];
      this.groups = new TextHasher[aggregated ? needed.size() : 0];
      Arrays.setAll(groups, i -> upstream.hash().hasher());
      this.json =
          isJson
              ? new JsonVersions(needed.stream().map(p -> p.field().structKey()).toList())
              : null;
      this.columns = upstream.columns();
    }

    @Override
    void clear() {
      super.clear();
      there = false;
      Arrays.fill(versions, null);
      Arrays.fill(any, false);
      for (TextHasher group : groups) {
        group.clear();
      }
      records.clear();
    }

    /** Reads the columns passed downstream from now on. */
    void readBy(@Nullable RecordReader other) {
      reader = other;
    }

    List<Field<?>> fields() {
      return List.copyOf(columns.values());
    }

    @Override
    void take(RowTexts row, int flags) throws SQLException {
      there = true;
      if (json == null) {
        for (int i = 0; i < versions.length; i++) {
          versions[i] = row.text(i);
        }
      } else {
        json.read(row.json(), versions);
      }
      for (int i = 0; i < groups.length; i++) {
        byte[] version = versions[i];
        if (version != null) {
          if (any[i]) {
            groups[i].add('|');
          }
          groups[i].add(version);
          any[i] = true;
        }
      }
    }

    @Override
    boolean isRanked() {
      return aggregated;
    }

    @Override
    boolean carries() {
      return reader != null;
    }

    @Override
    void keep() {
      if (reader != null) {
        records.add(reader.read());
      }
    }

    boolean isThere() {
      return there;
    }

    boolean isOptional() {
      return upstream.dep().optional();
    }

    /** The version of each needed field, after all rows were taken; null if missing. */
    byte[] @Nullable [] versions() {
      for (int i = 0; there && i < groups.length; i++) {
        versions[i] = any[i] ? groups[i].finishBytes() : null;
        any[i] = false;
      }
      return versions;
    }

    /** The first needed field without a version; null if none is missing. */
    @Nullable ParentField missing() {
      for (int i = 0; there && i < versions.length; i++) {
        if (versions[i] == null) {
          return needed.get(i);
        }
      }
      return null;
    }

    List<InputRow> rows() {
      List<InputRow> rows = new ArrayList<>();
      for (Record record : records) {
        rows.add(
            column -> {
              Field<?> field = columns.get(column);
              return field == null ? null : record.get(field);
            });
      }
      return rows;
    }
  }
}
