package io.metaxy.jooq.dialect.postgresql;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.dialect.Sql;
import io.metaxy.jooq.dialect.TableReading;
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

  /** The columns that are arrays, with the length or the digits of their elements. */
  private static final String ARRAYS =
      """
      select a.attname, format_type(a.atttypid, a.atttypmod)
      from pg_attribute a
      join pg_type t on t.oid = a.atttypid
      join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ? and c.relname = ? and a.attnum > 0 and t.typcategory = 'A'
        and t.typtype = 'b'
      """;

  private static final String FOLDS = "folds";

  /**
   * The columns with a nondeterministic collation, and those whose type is composite or a range,
   * which do not keep a text unchanged.
   */
  private static final String ODD =
      """
      select a.attname,
        case when t.typtype = 'c' then ', a composite type'
             when t.typtype in ('r', 'm') then ', a range type'
             else 'folds' end
      from pg_attribute a
      join pg_type t on t.oid = a.atttypid
      join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace
      left join pg_collation l on l.oid = a.attcollation
      where n.nspname = ? and c.relname = ? and a.attnum > 0
        and (t.typtype in ('c', 'r', 'm') or not l.collisdeterministic)
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
          String type = typeName(rows.getString(2), rows.getInt(3));
          columns.computeIfPresent(
              name, (n, live) -> types.column(n, type, live.nullable()).limitedTo(live.limit()));
        }
      }
    }
    try (PreparedStatement arrays = connection.prepareStatement(ARRAYS)) {
      arrays.setString(1, schema == null ? connection.getSchema() : schema);
      arrays.setString(2, table);
      try (ResultSet rows = arrays.executeQuery()) {
        while (rows.next()) {
          String type = rows.getString(2);
          columns.computeIfPresent(
              rows.getString(1), (name, live) -> types.column(name, type, live.nullable()));
        }
      }
    }
    columns.replaceAll((name, live) -> quoted(types, live));
    try (PreparedStatement texts = connection.prepareStatement(ODD)) {
      texts.setString(1, schema == null ? connection.getSchema() : schema);
      texts.setString(2, table);
      try (ResultSet rows = texts.executeQuery()) {
        while (rows.next()) {
          String kind = rows.getString(2);
          columns.computeIfPresent(
              rows.getString(1), (name, live) -> odd(types, live, String.valueOf(kind)));
        }
      }
    }
    return new LiveTable(columns, reported.primaryKey(), reported.generated())
        .generating(connection, GENERATED, schema, table);
  }

  /** The driver reports a type that is found without its schema as is. */
  private static LiveColumn quoted(DatabaseTypes types, LiveColumn live) {
    String type = live.typeName();
    return live.isOwnType() && type.matches("[^\"]*[^a-z0-9_ ,\"].*")
        ? types.column(live.name(), Sql.quoted('"', type), live.nullable())
        : live;
  }

  private static LiveColumn odd(DatabaseTypes types, LiveColumn live, String kind) {
    return kind.equals(FOLDS)
        ? live.folding()
        : types.column(live.name(), live.typeName() + kind, live.nullable());
  }

  /** As for a column without domain; see {@link DatabaseTypes#coarse}. */
  private static String typeName(String type, int digits) {
    boolean coarse = type.startsWith("time") && digits >= 0 && digits < DatabaseTypes.MICROSECONDS;
    return coarse ? DatabaseTypes.coarse(type, digits) : type;
  }
}
