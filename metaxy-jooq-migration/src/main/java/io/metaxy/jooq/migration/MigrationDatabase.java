package io.metaxy.jooq.migration;

import io.metaxy.jooq.migration.database.mariadb.MariaDbLengths;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.Form;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnType;
import java.util.Locale;
import org.jooq.SQLDialect;

/** A database that migrations are written for. */
public enum MigrationDatabase {
  H2(SQLDialect.H2, Form.JSON),
  POSTGRESQL(SQLDialect.POSTGRES, Form.JSONB),
  DUCKDB(SQLDialect.DUCKDB, Form.STRUCT),
  MARIADB(SQLDialect.MARIADB, Form.JSON);

  /** The longest text with a limit: a row of MariaDB has 65,535 bytes, a character up to four. */
  private static final int MARIADB_LENGTH = 4_000;

  /** A text of more characters is one without a limit, as databases report such. */
  private static final int NO_LENGTH = 1_000_000;

  private final SQLDialect dialect;
  private final Form byField;

  MigrationDatabase(SQLDialect dialect, Form byField) {
    this.dialect = dialect;
    this.byField = byField;
  }

  /** The name of the folder with its scripts, such as {@code postgresql}. */
  public String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What jOOQ calls it. */
  public SQLDialect dialect() {
    return dialect;
  }

  /**
   * What the database can tell apart of a type; desired and found types are both compared in this
   * form: DuckDB keeps no lengths, PostgreSQL has no 8-bit integers, MariaDB has one type for
   * instants and wall clocks, and no long texts with a limit; none has a limit of a million.
   */
  public StoredType canonical(StoredType type) {
    if (!(type instanceof StoredType.Scalar scalar)) {
      return type;
    }
    Integer length = scalar.length();
    return switch (scalar.type()) {
      case STRING ->
          length != null
                  && (this == DUCKDB
                      || length >= NO_LENGTH
                      || (this == MARIADB && length > MARIADB_LENGTH))
              ? StoredType.Scalar.of(ColumnType.STRING)
              : scalar;
      case INT8 -> this == POSTGRESQL ? StoredType.Scalar.of(ColumnType.INT16) : scalar;
      case LOCAL_DATE_TIME -> this == MARIADB ? StoredType.Scalar.of(ColumnType.INSTANT) : scalar;
      default -> scalar;
    };
  }

  /** A table in the form in which it is compared, with the lengths that keys of MariaDB need. */
  public TableState canonical(TableState table) {
    TableState compared =
        table.withColumns(table.columns().stream().map(c -> c.typed(canonical(c.type()))).toList());
    return this == MARIADB ? MariaDbLengths.limited(compared) : compared;
  }

  /** What by-field columns are in a table that we make ({@code semantics.md} 4). */
  public Form byField() {
    return byField;
  }
}
