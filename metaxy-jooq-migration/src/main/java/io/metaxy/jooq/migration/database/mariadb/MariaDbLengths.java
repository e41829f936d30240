package io.metaxy.jooq.migration.database.mariadb;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnType;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The limits of texts that have none on other databases, because MariaDB's keys cannot hold
 * unlimited texts. A feature version, at most a SHA-256, has 64 characters, other system texts have
 * 255. So do id columns and other columns of a primary key, or fewer when a key of several would
 * exceed its 3,072 bytes. Other columns keep their type: an index on an unlimited text is an error.
 */
final class MariaDbLengths {

  private static final int TEXT = 255;
  private static final int VERSION = 64;

  /**
   * The length of a UUID; when a key has less room for a text, the text stays unlimited and cannot
   * be in the key.
   */
  private static final int LEAST = 36;

  private static final int KEY_BYTES = 3072;
  private static final int CHARACTER_BYTES = 4;

  /** The bytes of any column other than a text in a key, even of a decimal with 65 digits. */
  private static final int VALUE_BYTES = 32;

  private MariaDbLengths() {}

  /** The table with a limit to each text that needs one. */
  public static TableState limited(TableState table) {
    Set<String> keys = keyColumns(table);
    TableState known =
        table.withColumns(
            table.columns().stream()
                .map(c -> isVersion(c) ? limited(c, VERSION) : c)
                .map(c -> !keys.contains(c.name()) && isSystem(c) ? limited(c, TEXT) : c)
                .toList());
    int length = keyLength(known, keys);
    if (length < LEAST) {
      return known;
    }
    return known.withColumns(
        known.columns().stream()
            .map(c -> keys.contains(c.name()) ? limited(c, length) : c)
            .toList());
  }

  private static boolean isVersion(ColumnState column) {
    return column.name().equals(SystemColumns.FEATURE_VERSION);
  }

  private static boolean isSystem(ColumnState column) {
    return SystemColumns.ALL.contains(column.name());
  }

  private static ColumnState limited(ColumnState column, int length) {
    return isUnlimitedText(column) ? column.typed(Scalar.text(length)) : column;
  }

  private static boolean isUnlimitedText(ColumnState column) {
    return column.type().equals(Scalar.of(ColumnType.STRING));
  }

  /** All columns that a key can contain; a primary key may be enabled later. */
  private static Set<String> keyColumns(TableState table) {
    Set<String> columns = new LinkedHashSet<>(table.idColumns());
    columns.add(SystemColumns.FEATURE_VERSION);
    columns.add(SystemColumns.UPDATED_AT);
    KeyState key = table.primaryKey();
    if (key != null) {
      columns.addAll(key.columns());
    }
    return columns;
  }

  private static int keyLength(TableState table, Set<String> keys) {
    int taken = 0;
    int texts = 0;
    for (ColumnState column : table.columns()) {
      if (!keys.contains(column.name())) {
        continue;
      }
      Integer length = column.type() instanceof Scalar scalar ? scalar.length() : null;
      if (isUnlimitedText(column)) {
        texts++;
      } else {
        taken += length == null ? VALUE_BYTES : length * CHARACTER_BYTES;
      }
    }
    int most = (KEY_BYTES - taken) / CHARACTER_BYTES / Math.max(texts, 1);
    return Math.min(TEXT, most);
  }
}
