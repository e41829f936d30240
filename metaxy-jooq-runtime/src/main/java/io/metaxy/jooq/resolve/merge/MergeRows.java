package io.metaxy.jooq.resolve.merge;

import io.metaxy.jooq.dialect.ResultReading;
import io.metaxy.jooq.resolve.ResolveRequest;
import io.metaxy.jooq.resolve.merge.MergeStatement.Role;
import io.metaxy.jooq.sql.ColumnReader;
import io.metaxy.jooq.sql.OpenResult;
import io.metaxy.jooq.sql.RecordReader;
import io.metaxy.jooq.sql.UnreadableRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a {@link MergeStatement}, one by one. The statement can be run again with every side
 * ranked by the database.
 */
final class MergeRows implements RowTexts, AutoCloseable {

  private final DSLContext dsl;
  private final MergeStatement statement;
  private final ResultReading reading;
  private final List<Field<?>> keyFields;
  private final ColumnReader[] keyReaders;
  private final ColumnReader[] childReaders;
  private final int firstKey;
  private final int[] children;
  private final int flags;
  private final int moment;
  private final int[] texts;
  private final int json;

  private OpenResult result;
  private ResultSet rows;
  private boolean ranked;
  private boolean more;
  private @Nullable Object[] key;

  MergeRows(DSLContext dsl, MergeStatement statement) throws SQLException {
    this.dsl = dsl;
    this.statement = statement;
    ResolveRequest request = statement.request();
    this.reading = request.dialect().reading();
    this.keyFields = request.keys();
    this.keyReaders = readers(request, keyFields);
    List<Field<?>> childFields = new ArrayList<>();
    request.current().childIds().forEach(id -> childFields.add(request.target().column(id)));
    this.childReaders = readers(request, childFields);
    this.firstKey = statement.position(Role.KEY);
    this.children = statement.positions(Role.CHILD);
    this.flags = statement.position(Role.FLAGS);
    this.moment = statement.position(Role.MOMENT);
    this.texts = statement.positions(Role.TEXT);
    this.json = statement.isJson() ? statement.position(Role.JSON) : 0;
    this.key = new @Nullable Object[keyReaders.length];
    this.result = OpenResult.of(dsl, request.dialect(), statement.query(null, false));
    try {
      this.rows = result.rows();
      advance();
    } catch (RuntimeException | SQLException e) {
      result.close();
      throw e;
    }
  }

  private static ColumnReader[] readers(ResolveRequest request, List<Field<?>> fields) {
    return fields.stream()
        .map(field -> ColumnReader.of(field, request.dialect()))
        .toArray(ColumnReader[]::new);
  }

  /**
   * Runs the statement again, ranked.
   *
   * @param from the input to continue at, or null for the first
   */
  void rank(@Nullable List<@Nullable Object> from) throws SQLException {
    result.close();
    ranked = true;
    result = OpenResult.of(dsl, statement.request().dialect(), statement.query(from, true));
    rows = result.rows();
    advance();
  }

  /** Whether the database has ranked the rows of every side. */
  boolean isRanked() {
    return ranked;
  }

  /** Whether there is a current row. */
  boolean more() {
    return more;
  }

  /** Moves to the next row and reads its key. */
  void advance() throws SQLException {
    more = rows.next();
    if (more) {
      for (int i = 0; i < key.length; i++) {
        key[i] = keyReaders[i].read(rows, firstKey + i);
      }
    }
  }

  /** The key of this row; the given array receives the keys of the following rows. */
  @Nullable Object[] takeKey(@Nullable Object[] other) {
    @Nullable Object[] taken = key;
    key = other;
    return taken;
  }

  /** The key of this row; overwritten by the next row. */
  @Nullable Object[] key() {
    return key;
  }

  /** A key as values in the types that records have. */
  List<@Nullable Object> ids(@Nullable Object[] taken) {
    List<@Nullable Object> ids = new ArrayList<>(taken.length);
    for (int i = 0; i < taken.length; i++) {
      try {
        ids.add(ColumnReader.value(keyFields.get(i), taken[i], statement.request().dialect()));
      } catch (RuntimeException e) {
        List<String> names = statement.request().plan().inputIdColumns();
        throw UnreadableRow.at(names, taken, names, i, e);
      }
    }
    return ids;
  }

  int flags() throws SQLException {
    return rows.getInt(flags);
  }

  /** The ids that distinguish the current rows of one input. */
  @Nullable Object[] child() throws SQLException {
    @Nullable Object[] child = new @Nullable Object[children.length];
    for (int i = 0; i < child.length; i++) {
      child[i] = childReaders[i].read(rows, children[i]);
    }
    return child;
  }

  /** Whether several current rows can belong to one input. */
  boolean hasChildren() {
    return children.length > 0;
  }

  @Nullable Object moment() throws SQLException {
    return reading.moment(rows, moment);
  }

  @Override
  public byte @Nullable [] text(int number) throws SQLException {
    return reading.utf8(rows, texts[number]);
  }

  @Override
  public byte @Nullable [] json() throws SQLException {
    return rows.getBytes(json);
  }

  /** A reader for the feature's own columns of the current row; valid until the rows are ranked. */
  RecordReader reader(List<Field<?>> fields, int[] positions) {
    return new RecordReader(
        result.dsl(), rows, fields, positions, statement.request().plan().idColumns());
  }

  /** The same for the columns of an upstream; errors name them, and the ids of the input. */
  RecordReader inputReader(List<Field<?>> fields, int[] positions) {
    List<String> ids = statement.request().plan().inputIdColumns();
    List<Field<?>> named = new ArrayList<>();
    int[] all = Arrays.copyOf(positions, positions.length + ids.size());
    for (int i = 0; i < positions.length; i++) {
      String name = statement.request().columnName(fields.get(i).getName());
      named.add(DSL.field(DSL.name(name), fields.get(i).getDataType()));
    }
    for (int i = 0; i < ids.size(); i++) {
      named.add(DSL.field(DSL.name(ids.get(i)), keyFields.get(i).getDataType()));
      all[positions.length + i] = firstKey + i;
    }
    return new RecordReader(result.dsl(), rows, fields, positions, named, all, ids);
  }

  @Override
  public void close() {
    result.close();
  }
}
