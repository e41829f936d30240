package io.metaxy.jooq.dialect.postgresql;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.dialect.Sql;
import io.metaxy.jooq.dialect.TableReading;
import io.metaxy.jooq.value.ColumnLimit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** The bits 2 and 4 of a trigger are before and insert. */
  private static final String DEFAULTS =
      """
      select a.attname,
        a.atthasdef or a.attidentity <> '' or t.typdefault is not null or exists (
          select 1 from pg_trigger g
          where g.tgrelid = c.oid and not g.tgisinternal and (g.tgtype & 6) = 6),
        exists (
          select 1 from pg_index i
          where i.indrelid = c.oid and i.indisunique and a.attnum = any (i.indkey) and not exists (
            select 1 from pg_attribute u
            where u.attrelid = c.oid and u.attnum = any (i.indkey)
              and u.attname = 'metaxy_updated_at'))
      from pg_attribute a
      join pg_type t on t.oid = a.atttypid
      join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = coalesce(?, current_schema()) and c.relname = ? and a.attnum > 0
        and not a.attisdropped
      """;

  /**
   * The columns that are arrays, with the length or the digits of their elements. The session may
   * quote all names; of PostgreSQL's own types, only {@code "char"} needs quotes.
   */
  private static final String ARRAYS =
      """
      select a.attname,
        case when t.typnamespace = 'pg_catalog'::regnamespace and t.typname <> '_char'
          then replace(format_type(a.atttypid, a.atttypmod), '"', '')
          else format_type(a.atttypid, a.atttypmod) end
      from pg_attribute a
      join pg_type t on t.oid = a.atttypid
      join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ? and c.relname = ? and a.attnum > 0 and t.typcategory = 'A'
        and t.typtype = 'b'
      """;

  /** The columns with all that {@link #table} reads of them; types and collations by number. */
  private static final String SIGNATURE =
      """
      select a.attname, a.attnum, a.atttypid, a.atttypmod, a.attnotnull, a.atthasdef, a.attidentity,
        a.attgenerated, a.attcollation, t.typname, t.typtype, t.typnotnull,
        t.typdefault is not null, t.typbasetype, t.typtypmod
      from pg_attribute a
      join pg_type t on t.oid = a.atttypid
      join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = coalesce(?, current_schema()) and c.relname = ? and a.attnum > 0
        and not a.attisdropped
      order by a.attnum
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

  private static final String ACCESS =
      """
      select has_schema_privilege(oid, 'usage') and has_schema_privilege(oid, 'create')
      from pg_namespace
      where nspname = ?
      """;

  /** The server sends floating-point numbers as text. */
  private static void refuseRounding(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select current_setting('extra_float_digits')")) {
      row.next();
      int digits = row.getInt(1);
      if (digits < 1) {
        throw new UnsupportedOperationException(
            "Cannot use a session whose extra_float_digits is "
                + digits
                + ", because numbers would be rounded; reset extra_float_digits");
      }
    }
  }

  /**
   * Refuses a session in which a null in a list would be read as a text.
   *
   * @throws UnsupportedOperationException if it is such a session
   */
  static void refuseNoNulls(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select current_setting('array_nulls')")) {
      row.next();
      if (row.getString(1).equals("off")) {
        throw new UnsupportedOperationException(
            "Cannot use a session whose array_nulls is off, because nulls in lists would be stored"
                + " as the text NULL; reset array_nulls");
      }
    }
  }

  @Override
  public LiveTable table(
      DatabaseTypes types, Connection connection, @Nullable String schema, String table)
      throws SQLException {
    refuseRounding(connection);
    LiveTable reported = TableReading.super.table(types, connection, schema, table);
    Map<String, LiveColumn> columns = new LinkedHashMap<>(reported.columns());
    try (PreparedStatement domains = connection.prepareStatement(DOMAINS)) {
      domains.setString(1, schema == null ? connection.getSchema() : schema);
      domains.setString(2, table);
      try (ResultSet rows = domains.executeQuery()) {
        while (rows.next()) {
          String name = rows.getString(1);
          String type = rows.getString(2);
          ColumnLimit fraction = fraction(type, rows.getInt(3));
          columns.computeIfPresent(
              name,
              (n, live) ->
                  types
                      .column(n, type, live.nullable())
                      .limitedTo(fraction == null ? live.limit() : fraction));
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
    if (columns.values().stream().anyMatch(live -> live.element() != null)) {
      refuseNoNulls(connection);
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

  @Override
  public List<String> signature(Connection connection, @Nullable String schema, String table)
      throws SQLException {
    return LiveTable.texts(connection, SIGNATURE, schema, table);
  }

  @Override
  public LiveTable.Defaults defaults(Connection connection, @Nullable String schema, String table)
      throws SQLException {
    return LiveTable.defaults(connection, DEFAULTS, schema, table);
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

  /** As for a column without domain; see {@link DatabaseTypes#fraction}. */
  private static @Nullable ColumnLimit fraction(String type, int digits) {
    return type.startsWith("time") && digits >= 0 ? DatabaseTypes.fraction(digits) : null;
  }

  @Override
  public String defaultSchema() {
    return "public";
  }

  /** A schema that the user may not use is not searched, and the next one would get the tables. */
  @Override
  public SchemaAccess access(Connection connection, String schema) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ACCESS)) {
      statement.setString(1, schema);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return SchemaAccess.MISSING;
        }
        return row.getBoolean(1) ? SchemaAccess.GRANTED : SchemaAccess.DENIED;
      }
    }
  }
}
