package io.metaxy.jooq.dialect.mariadb;

import io.metaxy.jooq.dialect.EnginePolicy;
import io.metaxy.jooq.dialect.EnginePolicy.Hint;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;

/** Choices for speed on MariaDB. */
final class MariaDbEnginePolicy implements EnginePolicy {

  /**
   * At every size that was measured, from 10,000 to 100,000 rows, the statement takes four to seven
   * times as long as the merge, so no statistics are needed.
   */
  @Override
  public Hint mergesByDefault(DSLContext dsl) {
    return Hint.yes("MariaDB has no full join, and joins derived tables with nested loops");
  }

  @Override
  public Hint joinsForMerge() {
    return Hint.no("MariaDB joins derived tables with nested loops");
  }

  @Override
  public Hint readsJson() {
    return Hint.yes("MariaDB reads each entry of JSON with a separate function call");
  }

  /** By the server's estimate of the number of rows, which InnoDB samples. */
  @Override
  public Hint countsUnordered(DSLContext dsl, List<Table<?>> tables, long most) {
    long rows = tables.stream().mapToLong(table -> rows(dsl, table)).sum();
    return rows < most
        ? Hint.yes("MariaDB takes twice as long to sort rows as to send them")
        : Hint.no("the tables have about " + rows + " rows, which may not fit in the JVM");
  }

  private static long rows(DSLContext dsl, Table<?> table) {
    Name schema = table.getQualifiedName().qualifier();
    Record known =
        dsl.fetchOne(
            "select table_rows from information_schema.tables"
                + " where table_schema = coalesce(?, database()) and table_name = ?",
            schema == null ? null : schema.last(),
            table.getName());
    Long rows = known == null ? null : known.get(0, Long.class);
    return rows == null ? 0 : rows;
  }

  @Override
  public Hint ordersForSpeed() {
    return Hint.no("MariaDB sorts on one core");
  }
}
