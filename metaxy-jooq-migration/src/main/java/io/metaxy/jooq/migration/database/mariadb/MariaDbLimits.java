package io.metaxy.jooq.migration.database.mariadb;

import io.metaxy.jooq.migration.database.TableLimits;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType.Decimal;
import io.metaxy.jooq.spec.LogicalType.Digits;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds comments, keys and rows that are too long for MariaDB. */
final class MariaDbLimits extends TableLimits {

  private static final int TABLE_COMMENT = 2048;
  private static final int COLUMN_COMMENT = 1024;
  private static final int KEY_BYTES = 3072;
  private static final int ROW_BYTES = 65_535;

  /** The bytes of an unlimited text or value in a row, which only points to it. */
  private static final int POINTER_BYTES = 12;

  private static final int CHARACTER_BYTES = 4;
  private static final int KEY_COLUMNS = 32;
  private static final int KEYS = 64;
  private static final String MARIADB = "MariaDB";
  private static final String PRIMARY = "primary";

  MariaDbLimits(TableState table) {
    super(table);
  }

  /** Checks comments, keys and the row. */
  MariaDbLimits all() {
    comments();
    keyColumns("MariaDB", KEY_COLUMNS);
    indexes();
    keys();
    row();
    return this;
  }

  private void comments() {
    comment("", name(), table.comment(), TABLE_COMMENT, "shorten the feature's description");
    for (ColumnState column : table.columns()) {
      String name = "column " + column.name();
      comment(name, name + " of " + name(), column.comment(), COLUMN_COMMENT, "shorten it");
    }
  }

  private void comment(
      String place, String owner, @Nullable String comment, int most, String remedy) {
    if (comment == null) {
      return;
    }
    int length = comment.length();
    if (hasSupplementary(comment)) {
      add(
          place,
          "comment on " + owner + " on MariaDB",
          "its comments cannot hold characters of four bytes, such as emoji",
          "remove them");
    } else if (length > most) {
      add(
          place,
          "comment on " + owner + " on MariaDB",
          "its comment has " + length + " characters, more than " + most,
          remedy);
    }
  }

  /** Their names, and how many there are. */
  private void indexes() {
    int count = table.indexes().size() + (table.primaryKey() == null ? 0 : 1);
    if (count > KEYS) {
      addIndex(
          "",
          "create the indexes of " + name() + " on MariaDB",
          "its " + count + " indexes exceed the maximum of " + KEYS + ", with the primary key",
          "declare fewer indexes");
    }
    for (KeyState index : table.indexes()) {
      String name = Names.plain(index.name());
      if (index.name().equalsIgnoreCase(PRIMARY)) {
        addName(index, MARIADB, "this name is reserved for primary keys");
      } else if (name.endsWith(" ")) {
        addName(index, MARIADB, "index names cannot end with a space");
      } else if (hasSupplementary(name)) {
        addName(index, MARIADB, "index names cannot hold characters of four bytes, such as emoji");
      }
    }
  }

  private static boolean hasSupplementary(String text) {
    return text.codePoints().anyMatch(Character::isSupplementaryCodePoint);
  }

  private void keys() {
    Optional.ofNullable(table.primaryKey()).ifPresent(key -> key(key, "the primary key"));
    table.indexes().forEach(index -> key(index, "index " + Names.plain(index.name())));
  }

  private void key(KeyState key, String what) {
    int bytes = 0;
    for (String name : key.columns()) {
      ColumnState column = table.column(name).orElse(null);
      StoredType type = column == null ? Scalar.of(ColumnType.INT8) : column.type();
      if (type.equals(Scalar.of(ColumnType.STRING))
          && column != null
          && !column.constants().isEmpty()) {
        add(
            "column " + name,
            "use column " + name + " in " + what + " of " + name() + " on MariaDB",
            "its keys cannot hold enums, which are stored as text without a length",
            "replace the enum by a text column with a length, or omit the key");
        return;
      }
      if (type.equals(Scalar.of(ColumnType.STRING))) {
        add(
            "column " + name,
            "use column " + name + " in " + what + " of " + name() + " on MariaDB",
            "its keys cannot hold text columns without a length",
            "declare a length for the column, or omit the key");
        return;
      }
      if (type.equals(Scalar.of(ColumnType.BINARY))) {
        add(
            "column " + name,
            "use column " + name + " in " + what + " of " + name() + " on MariaDB",
            "its keys cannot hold bytes without a length",
            "add a text column, with a length, for a hash of the bytes, or omit the key");
        return;
      }
      Integer length = type instanceof Scalar scalar ? scalar.length() : null;
      bytes += length == null ? bytes(type) : length * CHARACTER_BYTES;
    }
    if (bytes > KEY_BYTES) {
      add(
          "",
          "create " + what + " of " + name() + " on MariaDB",
          "it takes " + bytes + " bytes, more than " + KEY_BYTES + ", with four per character",
          "shorten the text columns of the key, or omit the key");
    }
  }

  private void row() {
    long nulls = table.columns().stream().filter(ColumnState::nullable).count();
    long bytes =
        (nulls + 7) / 8 + table.columns().stream().mapToLong(column -> bytes(column.type())).sum();
    if (bytes > ROW_BYTES) {
      add(
          "",
          "create " + name() + " on MariaDB",
          "a row takes " + bytes + " bytes, more than " + ROW_BYTES + ", with four per character",
          "declare shorter text columns, or text columns without a length, which are stored"
              + " outside the row");
    }
  }

  private static int bytes(StoredType type) {
    if (!(type instanceof Scalar scalar)) {
      return POINTER_BYTES;
    }
    return switch (scalar.kind()) {
      case STRING, ENUM -> text(scalar);
      case BOOLEAN, INT8 -> 1;
      case INT16 -> 2;
      case INT32, FLOAT32 -> 4;
      case INT64, FLOAT64, INSTANT, OFFSET_DATE_TIME, LOCAL_DATE_TIME, DURATION -> 8;
      case DECIMAL -> decimal(scalar);
      case UUID -> 16;
      case LOCAL_DATE -> 3;
      case LOCAL_TIME -> 6;
      case BINARY, JSON, LIST -> POINTER_BYTES;
    };
  }

  private static int text(Scalar type) {
    if (type.length() == null) {
      return POINTER_BYTES;
    }
    int bytes = type.length() * CHARACTER_BYTES;
    return bytes + (bytes > 255 ? 2 : 1);
  }

  /** Four bytes per nine digits, on each side of the point. */
  private static int decimal(Scalar type) {
    Digits digits = ((Decimal) type.type()).stored();
    return Stream.of(digits.precision() - digits.scale(), digits.scale())
        .mapToInt(side -> (side + 8) / 9 * 4)
        .sum();
  }
}
