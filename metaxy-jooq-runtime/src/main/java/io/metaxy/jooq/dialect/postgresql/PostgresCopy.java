package io.metaxy.jooq.dialect.postgresql;

import io.metaxy.jooq.dialect.Append;
import io.metaxy.jooq.dialect.AppendColumn;
import io.metaxy.jooq.dialect.ByFieldHasher;
import io.metaxy.jooq.dialect.ByFieldText;
import io.metaxy.jooq.dialect.list.ListElements;
import io.metaxy.jooq.value.TimeText;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Copies rows to PostgreSQL as text, a line for each row; not thread-safe. {@code \N} is null:
 *
 * <pre>{@code
 * copy "metaxy_stage_1" from stdin
 * 17\ta.mp4\t{"audio":"5f2e","frames":"91c0"}\tb9359b89
 * 18\t\N\t{"audio":"07aa","frames":"d13b"}\t4be1c02f
 *
 * copy "video" ("video_id", "embedding", "metaxy_feature_version") from stdin
 * 17\t{0.25,-1.5}\t8a1f0c3e
 * }</pre>
 *
 * <p>Between the columns, where {@code \t} is shown, is a tab.
 */
final class PostgresCopy {

  private static final int BYTES = 1 << 16;

  private final CopyText text = new CopyText(BYTES + 1024);
  private final ByFieldText byField;
  private final List<ByFieldHasher> hashers;

  /** The position in a row of what is copied for each column, hashes after the row's values. */
  private final List<Integer> positions = new ArrayList<>();

  /** The constants of the columns that have no position. */
  private final List<@Nullable Object> constants = new ArrayList<>();

  private PostgresCopy(Append append) {
    byField = new ByFieldText(append.structKeys(), CopyText::escaped);
    hashers = append.hashed().stream().map(each -> new ByFieldHasher(append, each)).toList();
  }

  /** A copy of the values that differ from row to row, followed by the hashes. */
  static PostgresCopy staged(Append append) {
    PostgresCopy copy = new PostgresCopy(append);
    int copied = append.perRow().size() + append.hashed().size();
    for (int i = 0; i < copied; i++) {
      copy.add(i, null);
    }
    return copy;
  }

  /** A copy of the values of all columns. */
  static PostgresCopy complete(Append append) {
    PostgresCopy copy = new PostgresCopy(append);
    int values = append.perRow().size();
    List<AppendColumn.PerRow> hashed =
        append.hashed().stream().map(AppendColumn.Hashed::byField).toList();
    for (AppendColumn column : append.columns()) {
      column.accept(
          new AppendColumn.Visitor<Boolean>() {
            @Override
            public Boolean perRow(AppendColumn.PerRow column) {
              return copy.add(column.index(), null);
            }

            @Override
            public Boolean same(AppendColumn.Same column) {
              return copy.add(column.other().index(), null);
            }

            @Override
            public Boolean hashed(AppendColumn.Hashed column) {
              return copy.add(values + hashed.indexOf(column.byField()), null);
            }

            @Override
            public Boolean constant(AppendColumn.Constant column) {
              return copy.add(-1, column.value());
            }
          });
    }
    return copy;
  }

  private boolean add(int position, @Nullable Object constant) {
    positions.add(position);
    return constants.add(constant);
  }

  /**
   * Copies rows.
   *
   * @param table the table, with its columns unless all of them are copied
   */
  void copy(PGConnection connection, String table, Iterable<@Nullable Object[]> rows)
      throws SQLException {
    CopyIn copy = connection.getCopyAPI().copyIn("copy " + table + " from stdin");
    try {
      for (Object[] row : rows) {
        add(row);
        if (text.size() >= BYTES) {
          send(copy);
        }
      }
      send(copy);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private void send(CopyIn copy) throws SQLException {
    copy.writeToCopy(text.bytes(), 0, text.size());
    text.clear();
  }

  private void add(@Nullable Object[] row) {
    byte[][] hashes = new byte[hashers.size()][];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = hashers.get(i).hash(row);
    }
    for (int i = 0; i < positions.size(); i++) {
      if (i > 0) {
        text.add('\t');
      }
      int position = positions.get(i);
      if (position >= row.length) {
        text.add(hashes[position - row.length]);
      } else {
        add(position < 0 ? constants.get(i) : row[position]);
      }
    }
    text.add('\n');
  }

  private void add(@Nullable Object value) {
    if (value == null) {
      text.add("\\N");
    } else if (value instanceof String string) {
      text.escape(string);
    } else if (value instanceof Map<?, ?> map) {
      byField.write(map, text::add);
    } else if (value instanceof byte[] bytes) {
      text.add("\\\\x");
      text.add(HexFormat.of().formatHex(bytes));
    } else if (value instanceof Temporal time) {
      text.add(TimeText.withEra(time));
    } else if (ListElements.isList(value)) {
      text.list(value);
    } else {
      text.add(value.toString());
    }
  }
}
