package io.metaxy.jooq.sql;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.ParentField;
import io.metaxy.jooq.graph.TextHasher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Resolves in the JVM, in constant memory, what a {@link MergeStatement} returns. The rows of one
 * input come together: of each side the latest first, so that the first is taken and the others are
 * passed over; the feature's own rows first of all. The hashes are computed on bytes.
 *
 * <p>Rows of one id and one instant are told apart by the database ({@link FeatureRows}): the first
 * time that two are met, the statement is run again with every side ranked, from the input at which
 * the two stand on; when inputs are counted, from the first on, so that they are of one state.
 */
final class MergeCursor implements ResolvedCursor<ResolvedRow> {

  private final DSLContext dsl;
  private final FeatureDialect dialect;
  private final MergeStatement statement;
  private final ResolveRequest request;
  private final Set<Status> statuses;
  private final boolean carried;
  private final FeaturePlan plan;

  private final List<Field<?>> keyFields;
  private final List<ColumnReader> keyReaders = new ArrayList<>();
  private final List<ColumnReader> childReaders = new ArrayList<>();
  private final int[] childPositions;
  private final Side[] sides;
  private final Side current;
  private final SampleHasher hasher;
  private final byte[] @Nullable [][] versions;
  private final int flagsPosition;
  private final int keysPosition;
  private final int momentPosition;
  private final int[] textPositions;
  private final int jsonPosition;

  private OpenResult result;
  private ResultSet rows;
  private boolean ranked;
  private boolean counting;
  private boolean more;
  private int flags;
  private @Nullable Object[] key;
  private @Nullable Object[] nextKey;
  private final List<Record> orphans = new ArrayList<>();
  private boolean currentThere;
  private boolean currentDiffers;
  private byte @Nullable [] currentHash;
  private boolean declaredStale;
  private @Nullable String missing;
  private boolean decided;
  private @Nullable Status status;

  /** What is known of one side at one input. */
  private static final class Side {
    final int number;
    final boolean aggregated;
    final boolean optional;
    final List<ParentField> needed;
    final byte[] @Nullable [] versions;
    final TextHasher[] groups;
    final boolean[] any;
    final @Nullable JsonVersions json;
    final Map<String, Field<?>> columns;
    @Nullable RecordReader reader;
    final List<Record> records = new ArrayList<>();
    boolean there;
    boolean seen;
    @Nullable Object[] child = new @Nullable Object[0];
    @Nullable Object moment;
    int deleted;

    Side(MergeStatement statement, int number, FeatureDialect dialect) {
      ResolveRequest request = statement.request();
      this.number = number;
      this.aggregated = statement.isAggregated(number);
      boolean own = number == MergeStatement.CURRENT;
      this.optional = !own && request.plan().deps().get(number).dep().optional();
      this.needed = own ? List.of() : statement.prepare().needed(number);
      this.versions = new byte[needed.size()][];
      this.any = new boolean[needed.size()];
      this.groups = new TextHasher[aggregated ? needed.size() : 0];
      Arrays.setAll(groups, i -> request.algorithm().hasher(request.hashLength()));
      this.json =
          own || !dialect.policy().readsJson().taken()
              ? null
              : new JsonVersions(needed.stream().map(p -> p.field().structKey()).toList());
      this.columns = own ? Map.of() : statement.prepare().columns(number);
    }

    void clear() {
      there = false;
      seen = false;
      Arrays.fill(versions, null);
      Arrays.fill(any, false);
      for (TextHasher group : groups) {
        group.clear();
      }
      records.clear();
    }
  }

  /**
   * @param statuses which rows are returned
   * @param carried whether they have their upstreams' columns
   */
  MergeCursor(
      DSLContext dsl,
      FeatureDialect dialect,
      MergeStatement statement,
      Set<Status> statuses,
      boolean carried) {
    this.dsl = dsl;
    this.dialect = dialect;
    this.statement = statement;
    this.request = statement.request();
    this.statuses = Set.copyOf(statuses);
    this.carried = carried;
    this.plan = request.plan();
    this.keyFields = statement.prepare().keys();
    keyFields.forEach(field -> keyReaders.add(ColumnReader.of(field, dialect)));
    List<String> childIds = statement.childIds();
    this.childPositions = childIds.stream().mapToInt(id -> statement.position("c_" + id)).toArray();
    childIds.forEach(id -> childReaders.add(ColumnReader.of(request.target().column(id), dialect)));
    this.sides = new Side[plan.deps().size()];
    Arrays.setAll(sides, number -> new Side(statement, number, dialect));
    this.current = new Side(statement, MergeStatement.CURRENT, dialect);
    this.hasher = new SampleHasher(request, statement.prepare());
    this.versions = new byte[sides.length][][];
    Arrays.setAll(versions, number -> sides[number].versions);
    this.flagsPosition = statement.flags();
    this.keysPosition = statement.keys();
    this.momentPosition = statement.moment();
    this.textPositions = statement.texts();
    this.jsonPosition = dialect.policy().readsJson().taken() ? statement.json() : 0;
    this.key = new @Nullable Object[keyFields.size()];
    this.nextKey = new @Nullable Object[keyFields.size()];
    this.result = OpenResult.of(dsl, dialect, statement.query(null, false));
    try {
      this.rows = result.rows();
      start();
    } catch (RuntimeException e) {
      result.close();
      throw e;
    }
  }

  private void start() {
    for (Side side : sides) {
      side.reader = carried ? reader(side.columns) : null;
    }
    if (statuses.contains(Status.ORPHANED)) {
      List<Field<?>> fields = statement.prepare().currentRows().columns();
      int[] positions =
          fields.stream().mapToInt(f -> statement.position("r_" + f.getName())).toArray();
      current.reader = new RecordReader(result.dsl(), rows, fields, positions);
    }
    try {
      advance();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private RecordReader reader(Map<String, Field<?>> columns) {
    List<Field<?>> fields = List.copyOf(columns.values());
    int[] positions = fields.stream().mapToInt(f -> statement.position(f.getName())).toArray();
    return new RecordReader(result.dsl(), rows, fields, positions);
  }

  private static DataAccessException failed(SQLException e) {
    return new DataAccessException("Cannot read the rows of a merge", e);
  }

  /** Moves to the next row and reads its key. */
  private void advance() throws SQLException {
    more = rows.next();
    if (more) {
      for (int i = 0; i < nextKey.length; i++) {
        nextKey[i] = keyReaders.get(i).read(rows, keysPosition + i);
      }
    }
  }

  @Override
  public @Nullable ResolvedRow next() {
    try {
      while (more) {
        Status status = group();
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
   * Counts what is left: the number of inputs of each status by {@link Status#code}, then of those
   * that are expected.
   */
  long[] count() {
    long[] counts = new long[Status.values().length + 1];
    counting = true;
    try {
      while (more) {
        boolean before = ranked;
        Status status = group();
        if (ranked != before) {
          Arrays.fill(counts, 0);
        }
        if (status != null) {
          counts[status.code()]++;
        }
        if (expected()) {
          counts[counts.length - 1]++;
        }
      }
    } catch (SQLException e) {
      throw failed(e);
    }
    return counts;
  }

  /** Takes the rows of the next input; its status, null when there is nothing to do for it. */
  private @Nullable Status group() throws SQLException {
    boolean tie = false;
    do {
      tie = !take();
    } while (tie);
    return decided ? status : status();
  }

  /** Takes the rows of one input; false when two of one instant were met, to be taken again. */
  private boolean take() throws SQLException {
    @Nullable Object[] same = key;
    key = nextKey;
    nextKey = same;
    for (Side side : sides) {
      side.clear();
    }
    current.clear();
    orphans.clear();
    currentThere = false;
    currentDiffers = false;
    currentHash = null;
    declaredStale = false;
    decided = false;
    boolean first = true;
    while (more && (first || Arrays.equals(key, nextKey))) {
      first = false;
      flags = rows.getInt(flagsPosition);
      int number = flags / MergeStatement.SIDES - 1;
      Side side = number == MergeStatement.CURRENT ? current : sides[number];
      if (side.aggregated || ranked || isLatest(side)) {
        keep(side);
      } else if (isTie(side)) {
        rankAgain();
        return false;
      }
      advance();
    }
    return true;
  }

  /** Whether a row is the first of its id. */
  private boolean isLatest(Side side) throws SQLException {
    boolean latest = !side.seen;
    if (side == current && childPositions.length > 0) {
      @Nullable Object[] child = new @Nullable Object[childPositions.length];
      for (int i = 0; i < child.length; i++) {
        child[i] = childReaders.get(i).read(rows, childPositions[i]);
      }
      latest |= !Arrays.equals(child, side.child);
      side.child = child;
    }
    if (latest) {
      side.seen = true;
      side.moment = moment();
      side.deleted = flags & MergeStatement.DELETED;
    }
    return latest;
  }

  private @Nullable Object moment() throws SQLException {
    return dialect.reading().moment(rows, momentPosition);
  }

  private boolean isTie(Side side) throws SQLException {
    return side.deleted == (flags & MergeStatement.DELETED)
        && Objects.equals(side.moment, moment());
  }

  private void rankAgain() throws SQLException {
    result.close();
    ranked = true;
    result = OpenResult.of(dsl, dialect, statement.query(counting ? null : ids(), true));
    rows = result.rows();
    start();
  }

  /** Takes a latest row, unless it is deleted or filtered out. */
  private void keep(Side side) throws SQLException {
    if ((flags & (MergeStatement.DELETED | MergeStatement.DROPPED)) != 0) {
      return;
    }
    if (side == current) {
      byte[] hash = text(0);
      currentDiffers |= currentThere && !Arrays.equals(hash, currentHash);
      currentThere = true;
      currentHash = hash;
      declaredStale |= (flags & MergeStatement.STALE) != 0;
      if (side.reader != null) {
        orphans.add(side.reader.read());
      }
      return;
    }
    side.there = true;
    if (side.json == null) {
      for (int i = 0; i < side.versions.length; i++) {
        side.versions[i] = text(i);
      }
    } else {
      side.json.read(rows.getBytes(jsonPosition), side.versions);
    }
    for (int i = 0; i < side.groups.length; i++) {
      byte[] version = side.versions[i];
      if (version != null) {
        if (side.any[i]) {
          side.groups[i].add('|');
        }
        side.groups[i].add(version);
        side.any[i] = true;
      }
    }
    if (side.reader != null && (side.aggregated || !isDecided(side))) {
      side.records.add(side.reader.read());
    }
  }

  private byte @Nullable [] text(int number) throws SQLException {
    return dialect.reading().utf8(rows, textPositions[number]);
  }

  /** Whether it is known that the input is none of the rows that are asked for. */
  private boolean isDecided(Side side) {
    if (side.number != sides.length - 1) {
      return false;
    }
    for (Side other : sides) {
      if (other.aggregated) {
        return false;
      }
    }
    status = status();
    decided = true;
    return status == null || !statuses.contains(status);
  }

  private boolean expected() {
    boolean any = false;
    for (Side side : sides) {
      if (!side.there && !side.optional) {
        return false;
      }
      any |= side.there;
    }
    return any;
  }

  private byte[][] hashes = new byte[1][];

  private @Nullable Status status() {
    if (!expected()) {
      return currentThere ? Status.ORPHANED : null;
    }
    if (!hash()) {
      return Status.BROKEN;
    }
    if (!request.compare() || !currentThere) {
      return Status.NEW;
    }
    boolean stale =
        currentDiffers
            || currentHash == null
            || declaredStale
            || !Arrays.equals(currentHash, hashes[hashes.length - 1]);
    return stale ? Status.STALE : null;
  }

  /** Computes the hashes; false when something is missing. */
  private boolean hash() {
    for (int i = 0; i < key.length; i++) {
      if (key[i] == null) {
        missing = plan.inputIdColumns().get(i);
        return false;
      }
    }
    for (Side side : sides) {
      for (int i = 0; side.there && i < side.groups.length; i++) {
        side.versions[i] = side.any[i] ? side.groups[i].finishBytes() : null;
        side.any[i] = false;
      }
      for (int i = 0; i < side.versions.length; i++) {
        if (side.there && side.versions[i] == null) {
          missing = side.needed.get(i).toString();
          return false;
        }
      }
    }
    hashes = hasher.hash(versions);
    return true;
  }

  private List<@Nullable Object> ids() {
    List<@Nullable Object> ids = new ArrayList<>();
    for (int i = 0; i < key.length; i++) {
      ids.add(ColumnReader.value(keyFields.get(i), key[i]));
    }
    return ids;
  }

  private ResolvedRow row(Status status) {
    List<List<InputRow>> inputs = new ArrayList<>();
    for (Side side : sides) {
      List<InputRow> ofSide = new ArrayList<>();
      for (Record record : side.records) {
        ofSide.add(
            column -> {
              Field<?> field = side.columns.get(column);
              return field == null ? null : record.get(field);
            });
      }
      inputs.add(ofSide);
    }
    return new HashedRow(
        status, ids(), Arrays.asList(hashes), inputs, List.copyOf(orphans), missing);
  }

  @Override
  public void close() {
    result.close();
  }
}
