package io.metaxy.jooq.resolve.merge;

import io.metaxy.jooq.dialect.EnginePolicy.Hint;
import io.metaxy.jooq.resolve.HashForm;
import io.metaxy.jooq.resolve.ResolveRequest;
import io.metaxy.jooq.resolve.ResolvedCounts;
import io.metaxy.jooq.resolve.Status;
import io.metaxy.jooq.sql.FeatureRows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * Counts inputs whose rows arrive in no order. The JVM keeps the latest row of each side of each
 * input, within a share of its memory. For features without N:1 and 1:N lineages.
 *
 * <p>The database sends one side after the other, the feature's own first. With the row of the last
 * side, which need not be kept, an input is decided while the database finds the next row.
 */
final class UnorderedCount {

  /** The rows take at most this share of the heap, and at most this number of bytes. */
  private static final int SHARE = 8;

  private static final long MOST_BYTES = 64L << 20;

  /** The approximate size of an input without its rows, of an id, and of a row. */
  private static final int INPUT_BYTES = 72;

  private static final int ID_BYTES = 24;
  private static final int ROW_BYTES = 32;

  private static final int FIRST_CAPACITY = 1_024;

  /** An input that no row of the last side has decided. */
  private static final byte OPEN = -1;

  /** An input whose latest row cannot be read. */
  private static final byte UNREADABLE = -2;

  /** An input that has nothing to do. */
  private static final byte DONE = 64;

  /** Added to the status of an input that is expected. */
  private static final byte EXPECTED = 32;

  private final MergeStatement statement;
  private final MergeGroup group;
  private final int sides;
  private final long most;
  private final Map<@Nullable Object, Integer> numbers = new HashMap<>();
  private final KeptRows kept = new KeptRows();

  /** For each input and side, the position of the latest row, plus 1; 0 for none. */
  private int[] latest;

  private byte[] decided = new byte[FIRST_CAPACITY];
  private long ids;

  private UnorderedCount(MergeStatement statement) {
    this.statement = statement;
    this.group = new MergeGroup(statement);
    this.sides = statement.request().upstreams().size() + 1;
    this.most = most();
    this.latest = new int[FIRST_CAPACITY * sides];
  }

  private static long most() {
    return Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE);
  }

  private static long limit() {
    return most() / (INPUT_BYTES + ID_BYTES + ROW_BYTES);
  }

  /** Whether inputs are counted in no order. */
  static Hint hint(DSLContext dsl, ResolveRequest request) {
    if (request.aggregates() || !request.current().childIds().isEmpty()) {
      return Hint.no("an input can have several rows of a side");
    }
    if (request.plan().movesBetweenInputs()) {
      return Hint.no("an id can move to another input");
    }
    List<Table<?>> tables = new ArrayList<>();
    if (request.compare()) {
      tables.add(request.target().qualified());
    }
    request.upstreams().forEach(upstream -> tables.add(upstream.source().qualified()));
    return request.dialect().policy().countsUnordered(dsl, tables, limit());
  }

  /**
   * The counts; null if reading in order is faster, if the rows need too much memory, if one cannot
   * be read, or if the database must distinguish rows of the same id and instant ({@link
   * FeatureRows}).
   *
   * @param stale gets the hashes of the stale inputs' rows
   */
  static @Nullable ResolvedCounts of(DSLContext dsl, ResolveRequest request, HashForm stale) {
    if (!hint(dsl, request).taken()) {
      return null;
    }
    long limit = limit();
    MergeStatement statement = MergeStatement.unordered(request, limit);
    UnorderedCount count = new UnorderedCount(statement);
    try (MergeRows rows = new MergeRows(dsl, statement)) {
      for (long read = 0; rows.more(); rows.advance()) {
        read++;
        if (read == limit || !count.add(rows)) {
          return null;
        }
      }
      return count.counts(stale);
    } catch (SQLException e) {
      throw MergeCursor.failed(e);
    }
  }

  /** Adds a row; false if the inputs cannot be counted. */
  private boolean add(MergeRows rows) throws SQLException {
    int all = rows.flags();
    int side = all / MergeStatement.SIDES;
    int flags = all % MergeStatement.SIDES;
    Object moment = rows.moment();
    int input = input(rows.key());
    int before = latest[input * sides + side] - 1;
    int order = before < 0 ? 1 : order(flags, moment, before);
    if (order == 0) {
      kept.tie(before);
    } else if (order > 0) {
      boolean last = side == sides - 1;
      if (!last && latest[input * sides + sides - 1] > 0) {
        // The row of the last side was not kept, so the input cannot be decided again.
        return false;
      }
      boolean json = statement.isJson() && side > 0;
      int texts = statement.texts(side - 1);
      latest[input * sides + side] =
          1 + kept.add(flags, moment, rows, last ? 0 : texts, json && !last);
      if (last) {
        decideNow(input, rows);
      }
    }
    return ids + (long) numbers.size() * INPUT_BYTES + kept.size() <= most;
  }

  /** Whether the row that is read is later (positive) or earlier than another of its side. */
  @SuppressWarnings("unchecked") // Instants of one database.
  private int order(int flags, @Nullable Object moment, int before) {
    Object other = kept.moment(before);
    if (moment == null || other == null) {
      return Boolean.compare(moment != null, other != null);
    }
    int order = ((Comparable<Object>) moment).compareTo(other);
    return order != 0
        ? order
        : (flags & MergeStatement.DELETED) - (kept.flags(before) & MergeStatement.DELETED);
  }

  /** The number of the input of a row. */
  private int input(@Nullable Object[] key) {
    Integer known = numbers.get(keyed(key));
    if (known != null) {
      return known;
    }
    int number = numbers.size();
    numbers.put(keyed(key.clone()), number);
    for (Object id : key) {
      ids += ID_BYTES + (id instanceof String text ? ID_BYTES + 2L * text.length() : 0);
    }
    if (number == decided.length) {
      decided = Arrays.copyOf(decided, 2 * number);
      latest = Arrays.copyOf(latest, 2 * number * sides);
    }
    decided[number] = OPEN;
    return number;
  }

  /** The ids in a form that can be compared. */
  private static @Nullable Object keyed(@Nullable Object[] key) {
    return key.length == 1 ? key[0] : Arrays.asList(key);
  }

  @SuppressWarnings("unchecked") // Made by keyed.
  private @Nullable Object[] ids(@Nullable Object keyed) {
    return statement.request().keys().size() == 1
        ? new @Nullable Object[] {keyed}
        : ((List<@Nullable Object>) Objects.requireNonNull(keyed)).toArray();
  }

  /** An earlier row that cannot be read does not matter. */
  private void decideNow(int input, MergeRows rows) throws SQLException {
    try {
      decide(input, rows.key(), rows);
    } catch (IllegalStateException e) {
      decided[input] = UNREADABLE;
    }
  }

  /**
   * Decides an input.
   *
   * @param last its row of the last side, if it has one
   */
  private void decide(int input, @Nullable Object[] key, @Nullable RowTexts last)
      throws SQLException {
    group.begin(key);
    for (int side = 0; side < sides; side++) {
      int position = latest[input * sides + side] - 1;
      int flags = position < 0 ? MergeStatement.DELETED : kept.flags(position);
      if ((flags & (MergeStatement.DELETED | MergeStatement.DROPPED)) == 0) {
        RowTexts row = side == sides - 1 && last != null ? last : kept.at(position);
        group.side(side - 1).take(row, flags);
      }
    }
    Status status = group.status();
    int code = status == null ? DONE : status.code();
    decided[input] = (byte) (group.isExpected() ? code | EXPECTED : code);
  }

  private @Nullable ResolvedCounts counts(HashForm stale) throws SQLException {
    long[] counts = new long[Status.values().length];
    long expected = 0;
    for (Map.Entry<@Nullable Object, Integer> each : numbers.entrySet()) {
      int input = each.getValue();
      if (decided[input] == OPEN) {
        decide(input, ids(each.getKey()), null);
      }
      if (decided[input] == UNREADABLE || isTied(input)) {
        return null;
      }
      expected += (decided[input] & EXPECTED) == 0 ? 0 : 1;
      if ((decided[input] & DONE) == 0) {
        Status status = Status.of(decided[input] & ~EXPECTED);
        counts[status.code()]++;
        if (status == Status.STALE) {
          stale.add(kept.at(latest[input * sides] - 1).text(0));
        }
      }
    }
    return ResolvedCounts.of(counts, expected);
  }

  private boolean isTied(int input) {
    for (int side = 0; side < sides; side++) {
      int position = latest[input * sides + side] - 1;
      if (position >= 0 && kept.isTied(position)) {
        return true;
      }
    }
    return false;
  }
}
