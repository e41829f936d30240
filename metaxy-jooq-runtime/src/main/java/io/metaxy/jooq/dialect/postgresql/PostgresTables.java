package io.metaxy.jooq.dialect.postgresql;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.dialect.TableReading;
import io.metaxy.jooq.graph.SystemColumns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Inspects tables of PostgreSQL: a column whose type is a domain counts as one of the domain's base
 * type. The driver reports only the domain's name.
 */
final class PostgresTables implements TableReading {

  /** The columns with a domain, each with its base type and the precision of that; -1 for none. */
  private static final String DOMAINS =
      """
      with recursive base (name, type, modifier) as (
        select a.attname, t.typbasetype, t.typtypmod
        from pg_attribute a
        join pg_type t on t.oid = a.atttypid
        join pg_class c on c.oid = a.attrelid
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = ? and c.relname = ? and a.attnum > 0 and t.typtype = 'd'
        union all
        select b.name, t.typbasetype, t.typtypmod
        from base b join pg_type t on t.oid = b.type
        where t.typtype = 'd')
      select b.name, t.typname, b.modifier
      from base b join pg_type t on t.oid = b.type
      where t.typtype <> 'd'
      """;

  /** The columns that are computed, or identities that no statement may write. */
  private static final String GENERATED =
      """
      select a.attname
      from pg_attribute a
      join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = coalesce(?, current_schema()) and c.relname = ? and a.attnum > 0
        and (a.attgenerated <> '' or a.attidentity = 'a')
      """;

  @Override
  public LiveTable table(
      DatabaseTypes types, Connection connection, @Nullable String schema, String table)
      throws SQLException {
    LiveTable reported = TableReading.super.table(types, connection, schema, table);
    Map<String, LiveColumn> columns = new LinkedHashMap<>(reported.columns());
    try (PreparedStatement domains = connection.prepareStatement(DOMAINS)) {
      domains.setString(1, schema == null ? connection.getSchema() : schema);
      domains.setString(2, table);
      try (ResultSet rows = domains.executeQuery()) {
        while (rows.next()) {
          String name = rows.getString(1);
          String type = typeName(name, rows.getString(2), rows.getInt(3));
          columns.computeIfPresent(
              name, (n, live) -> types.column(n, type, live.nullable()).limitedTo(live.limit()));
        }
      }
    }
    return new LiveTable(columns, reported.primaryKey(), reported.generated())
        .generating(connection, GENERATED, schema, table);
  }

  /** As for a column without domain; see {@link DatabaseTypes#coarse}. */
  private static String typeName(String column, String type, int digits) {
    boolean coarse =
        SystemColumns.isInstant(column)
            && type.startsWith("timestamp")
            && digits >= 0
            && digits < DatabaseTypes.MICROSECONDS;
    return coarse ? DatabaseTypes.coarse(type, digits) : type;
  }
}
