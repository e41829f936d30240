package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.graph.HashAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Names of primary keys, indexes and checks: unique per table and at most 63 bytes (PostgreSQL's
 * limit).
 */
public final class KeyNames {

  private static final String INDEX = "_metaxy_idx";
  private static final int MAX_BYTES = 63;
  private static final int HASH_CHARS = 8;

  private KeyNames() {}

  /** Returns the name of a table's primary key. */
  public static String primaryKey(String table) {
    return fit(table, "_metaxy_pk");
  }

  /** Returns the name of a table's index. */
  public static String index(String table) {
    return fit(table, INDEX);
  }

  /** Returns the name of a table's index on some columns. */
  public static String index(String table, List<String> columns) {
    return fit(table + "_" + String.join("_", columns), INDEX);
  }

  /** Returns whether an index has a name that this class gives. */
  public static boolean isOfIndex(String name) {
    return name.endsWith(INDEX);
  }

  /** Returns the name of the temporary check of all values of a column. */
  public static String check(String column) {
    return fit(column, "_metaxy_ck");
  }

  /** Returns the name of the check that a column has a value in new rows. */
  public static String required(String column) {
    return fit(column, "_metaxy_required");
  }

  /** Returns the name of the check that a column's lists have a fixed number of elements. */
  public static String elements(String column) {
    return fit(column, "_metaxy_elements");
  }

  /** Truncates a name that is too long and adds a hash of the full name. */
  private static String fit(String table, String suffix) {
    if (bytes(table + suffix) <= MAX_BYTES) {
      return table + suffix;
    }
    String tail = "_" + hash(table) + suffix;
    String head = table;
    while (bytes(head + tail) > MAX_BYTES) {
      head = head.substring(0, head.offsetByCodePoints(head.length(), -1));
    }
    return head + tail;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String hash(String text) {
    return HashAlgorithm.SHA256.hasher(HASH_CHARS).add(text).finish();
  }
}
