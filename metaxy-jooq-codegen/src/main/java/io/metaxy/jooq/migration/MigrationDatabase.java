package io.metaxy.jooq.migration;

import io.metaxy.jooq.migration.StoredType.Form;
import java.util.Locale;
import org.jooq.SQLDialect;

/** A database that migrations are written for. */
public enum MigrationDatabase {
  H2(SQLDialect.H2, Form.JSON),
  POSTGRESQL(SQLDialect.POSTGRES, Form.JSONB),
  DUCKDB(SQLDialect.DUCKDB, Form.STRUCT),
  MARIADB(SQLDialect.MARIADB, Form.JSON);

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

  /** What by-field columns are in a table that we make ({@code semantics.md} 4). */
  Form byField() {
    return byField;
  }
}
