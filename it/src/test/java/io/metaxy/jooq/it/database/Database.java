package io.metaxy.jooq.it.database;

import java.util.List;
import org.jooq.SQLDialect;

/** The databases that everything is proven on; each test opens a fresh one. */
public enum Database {
  H2_MEMORY(SQLDialect.H2),
  H2_FILE(SQLDialect.H2),
  /** Collates by bytes. */
  POSTGRESQL(SQLDialect.POSTGRES),
  /** Collates as American English is read: {@code a} before {@code B}. */
  POSTGRESQL_ICU(SQLDialect.POSTGRES),
  DUCKDB_MEMORY(SQLDialect.DUCKDB),
  DUCKDB_FILE(SQLDialect.DUCKDB);

  private final SQLDialect dialect;

  Database(SQLDialect dialect) {
    this.dialect = dialect;
  }

  public SQLDialect dialect() {
    return dialect;
  }

  /** The forms of by-field columns that a store works with here, the default first. */
  public List<ByFieldForm> byFieldForms() {
    return switch (this) {
      case H2_MEMORY, H2_FILE -> List.of(ByFieldForm.JSON);
      case POSTGRESQL, POSTGRESQL_ICU ->
          List.of(ByFieldForm.JSONB, ByFieldForm.JSON, ByFieldForm.TEXT);
      case DUCKDB_MEMORY, DUCKDB_FILE -> List.of(ByFieldForm.STRUCT, ByFieldForm.MAP);
    };
  }

  /** The form of the tables that our migrations make. */
  public TableForm form() {
    return TableForm.of(byFieldForms().get(0));
  }

  public TestDatabase open() throws Exception {
    return new TestDatabase(this, place());
  }

  public DatabasePlace place() throws Exception {
    return switch (this) {
      case H2_MEMORY -> DatabasePlace.h2InMemory();
      case H2_FILE -> DatabasePlace.h2File();
      case POSTGRESQL -> PostgresServer.schema("postgres");
      case POSTGRESQL_ICU -> PostgresServer.schema(PostgresServer.ICU);
      case DUCKDB_MEMORY -> DatabasePlace.duckDbInMemory();
      case DUCKDB_FILE -> DatabasePlace.duckDbFile();
    };
  }
}
