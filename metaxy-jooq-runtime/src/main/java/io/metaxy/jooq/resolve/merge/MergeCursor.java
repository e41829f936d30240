package io.metaxy.jooq.resolve.merge;

import io.metaxy.jooq.resolve.HashForm;
import io.metaxy.jooq.resolve.InputRow;
import io.metaxy.jooq.resolve.ResolveRequest;
import io.metaxy.jooq.resolve.Status;
import io.metaxy.jooq.resolve.merge.MergeStatement.Role;
import io.metaxy.jooq.sql.FeatureRows;
import io.metaxy.jooq.sql.RowCursor;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Resolves in the JVM, in constant memory, what a {@link MergeStatement} returns. The rows of one
 * input arrive together, the feature's own rows first and the latest row of each side first, so
 * that it is taken and the others are skipped. The hashes are computed on bytes.
 *
 * <p>Rows of the same id and instant are distinguished by the database ({@link FeatureRows}): when
 * two are first found, the statement is run again with every side ranked, starting at their input;
 * if inputs are counted, starting at the first one, so that all are of one state.
 */
final class MergeCursor implements RowCursor<HashedRow> {

  private final MergeStatement statement;
  private final Set<Status> statuses;
  private final boolean carried;
  private final MergeRows rows;
  private final MergeGroup group;
  private boolean counting;

  /**
   * @param statuses the statuses of the returned rows
   * @param carried whether they have their upstreams' columns
   */
  MergeCursor(DSLContext dsl, MergeStatement statement, Set<Status> statuses, boolean carried) {
    this.statement = statement;
    this.statuses = Set.copyOf(statuses);
    this.carried = carried;
    this.group = new MergeGroup(statement);
    try {
      this.rows = new MergeRows(dsl, statement);
    } catch (SQLException e) {
      throw failed(e);
    }
    try {
      bindReaders();
    } catch (RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  private void bindReaders() {
    ResolveRequest request = statement.request();
    for (MergeSide.Input input : group.inputs()) {
      input.readBy(
          carried ? rows.inputReader(input.fields(), statement.carried(input.upstream)) : null);
    }
    if (statuses.contains(Status.ORPHANED)) {
      group
          .current()
          .readBy(rows.reader(request.current().rows().columns(), statement.positions(Role.OWN)));
    }
  }

  static DataAccessException failed(SQLException e) {
    return new DataAccessException("Cannot read the rows of a merge", e);
  }

  @Override
  public @Nullable HashedRow next() {
    try {
      while (rows.more()) {
        Status status = nextStatus();
        if (status != null && statuses.contains(status)) {
          return row(status);
        }
      }
      return null;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * Counts the remaining inputs: the number per status by {@link Status#code}, then that of
   * expected ones.
   *
   * @param stale gets the hashes of the stale inputs' rows
   */
  long[] count(HashForm stale) {
    long[] counts = new long[Status.values().length + 1];
    counting = true;
    try {
      while (rows.more()) {
        boolean before = rows.isRanked();
        Status status = nextStatus();
        if (rows.isRanked() != before) {
          Arrays.fill(counts, 0);
        }
        if (status != null) {
          counts[status.code()]++;
        }
        if (status == Status.STALE) {
          stale.add(group.current().hash());
        }
        if (group.isExpected()) {
          counts[counts.length - 1]++;
        }
      }
    } catch (SQLException e) {
      throw failed(e);
    }
    return counts;
  }

  /**
   * Takes the rows of the next input; returns its status, or null if there is nothing to do for it.
   */
  private @Nullable Status nextStatus() throws SQLException {
    while (!take()) {
      rows.rank(counting ? null : rows.ids(group.key()));
      bindReaders();
    }
    return group.status();
  }

  /**
   * Takes the rows of one input; false if two have the same instant, so that they must be taken
   * again.
   */
  private boolean take() throws SQLException {
    @Nullable Object[] key = rows.takeKey(group.key());
    group.begin(key);
    boolean first = true;
    while (rows.more() && (first || Arrays.equals(key, rows.key()))) {
      first = false;
      int flags = rows.flags();
      MergeSide side = group.side(flags / MergeStatement.SIDES - 1);
      if (side.isRanked() || rows.isRanked() || side.isLatest(rows, flags)) {
        if ((flags & (MergeStatement.DELETED | MergeStatement.DROPPED)) == 0) {
          side.take(rows, flags);
          group.keep(side, statuses);
        }
      } else if (side.isTie(rows, flags)) {
        return false;
      }
      rows.advance();
    }
    return true;
  }

  private HashedRow row(Status status) {
    List<List<InputRow>> inputs = new ArrayList<>();
    for (MergeSide.Input input : group.inputs()) {
      inputs.add(input.rows());
    }
    return new HashedRow(
        status,
        rows.ids(group.key()),
        Arrays.asList(group.hashes()),
        inputs,
        group.current().records(),
        group.missing());
  }

  @Override
  public void close() {
    rows.close();
  }
}
