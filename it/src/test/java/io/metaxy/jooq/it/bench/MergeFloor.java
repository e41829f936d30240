package io.metaxy.jooq.it.bench;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.FieldPlan;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The floor for a database without a fast join: cursors over the flat tables, ordered by id, hashed
 * and merged in the JVM.
 */
final class MergeFloor {

  private static final int HASH = 8;
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** A part of the hashed text: a literal, or a column of a cursor's current row. */
  private interface Part {
    byte[] bytes();
  }

  private final List<Cursor> roots = new ArrayList<>();
  private final List<List<Part>> fields = new ArrayList<>();
  private final MessageDigest md5;
  private final byte[] text = new byte[4_096];
  private final byte[] digest = new byte[16];
  private int length;

  private MergeFloor(FloorStatement statement, FeaturePlan leaf) throws NoSuchAlgorithmException {
    this.md5 = MessageDigest.getInstance("MD5");
    leaf.structKeys().forEach(key -> fields.add(parts(statement, field(leaf, key))));
  }

  static Tally run(Connection connection, FloorStatement statement, FeaturePlan leaf, int roots)
      throws Exception {
    MergeFloor merge = new MergeFloor(statement, leaf);
    try (Cursor current = new Cursor(connection, BenchDatabase.FLAT_LEAF)) {
      for (int root = 0; root < roots; root++) {
        merge.roots.add(new Cursor(connection, BenchDatabase.flat(root)));
      }
      return merge.merge(current);
    } finally {
      for (Cursor root : merge.roots) {
        root.close();
      }
    }
  }

  private static FieldPlan field(FeaturePlan leaf, String key) {
    return leaf.fields().stream()
        .filter(field -> field.key().structKey().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private List<Part> parts(FloorStatement statement, FieldPlan field) {
    List<Part> parts = new ArrayList<>();
    for (String each : statement.parts(field)) {
      if (parts.size() % 2 == 0) {
        byte[] literal = each.getBytes(StandardCharsets.UTF_8);
        parts.add(() -> literal);
      } else {
        int dot = each.indexOf('.');
        int root = Integer.parseInt(each.substring(1, dot));
        int column = Integer.parseInt(each.substring(dot + 2));
        parts.add(() -> roots.get(root).versions[column].getBytes(StandardCharsets.UTF_8));
      }
    }
    return parts;
  }

  private Tally merge(Cursor current) throws SQLException, DigestException {
    long[] counts = new long[3];
    Cursor first = roots.get(0);
    while (first.live) {
      boolean joined = true;
      for (Cursor root : roots.subList(1, roots.size())) {
        root.skipTo(first.id);
        joined &= root.live && root.id == first.id;
      }
      if (joined) {
        counts[2] += current.skipTo(first.id);
        String expected = hash();
        if (!current.live || current.id != first.id) {
          counts[0]++;
        } else {
          current.met = true;
          if (!expected.equals(current.versions[0])) {
            counts[1]++;
          }
        }
      }
      first.next();
    }
    counts[2] += current.skipTo(Long.MAX_VALUE);
    return new Tally(counts[0], counts[1], counts[2]);
  }

  /** Returns the hash of the cursors' current rows. */
  private String hash() throws DigestException {
    byte[][] hashes = new byte[fields.size()][];
    for (int field = 0; field < hashes.length; field++) {
      for (Part part : fields.get(field)) {
        put(part.bytes());
      }
      hashes[field] = digested();
    }
    for (int field = 0; field < hashes.length; field++) {
      if (field > 0) {
        text[length++] = '|';
      }
      put(hashes[field]);
    }
    return new String(digested(), StandardCharsets.US_ASCII);
  }

  private void put(byte[] bytes) {
    System.arraycopy(bytes, 0, text, length, bytes.length);
    length += bytes.length;
  }

  private byte[] digested() throws DigestException {
    md5.update(text, 0, length);
    md5.digest(digest, 0, digest.length);
    length = 0;
    byte[] hex = new byte[HASH];
    for (int i = 0; i < HASH; i++) {
      hex[i] = DIGITS[digest[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15];
    }
    return hex;
  }

  /** A flat table ordered by id. */
  private static final class Cursor implements AutoCloseable {

    private final PreparedStatement statement;
    private final ResultSet rows;
    private final String[] versions;
    private boolean live = true;
    private boolean met = true;
    private long id = Long.MIN_VALUE;

    Cursor(Connection connection, String table) throws SQLException {
      statement = connection.prepareStatement("select * from " + table + " order by id");
      rows = statement.executeQuery();
      versions = new String[rows.getMetaData().getColumnCount() - 1];
      next();
    }

    private void next() throws SQLException {
      live = rows.next();
      if (live) {
        id = rows.getLong(1);
        for (int i = 0; i < versions.length; i++) {
          versions[i] = rows.getString(2 + i);
        }
        met = false;
      }
    }

    /**
     * Moves to the first row with at least the given id; returns the number of skipped rows without
     * a match.
     */
    private long skipTo(long other) throws SQLException {
      long alone = 0;
      while (live && id < other) {
        alone += met ? 0 : 1;
        next();
      }
      return alone;
    }

    @Override
    public void close() throws SQLException {
      rows.close();
      statement.close();
    }

    @Override
    public String toString() {
      return id + Arrays.toString(versions);
    }
  }
}
