package io.metaxy.jooq.migration.database.postgresql;

import io.metaxy.jooq.migration.database.Catalog;

/** PostgreSQL's system catalogs. */
final class PostgresCatalog extends Catalog {

  @Override
  protected String tables() {
    return """
        select t.relname, obj_description(t.oid, 'pg_class')
        from pg_class t
        where t.relkind in ('r', 'p') and t.relnamespace = current_schema()::regnamespace
        order by t.relname""";
  }

  /** Leaves out what belongs to an extension. */
  @Override
  protected String content() {
    return """
        select kind || ' ' || name
        from (
          select oid, 'table' as kind, relname as name from pg_class
          where relnamespace = current_schema()::regnamespace
            and relkind in ('r', 'p', 'v', 'm', 'f')
          union all
          select oid, 'sequence', relname from pg_class
          where relnamespace = current_schema()::regnamespace and relkind = 'S'
          union all
          select oid, 'routine', proname from pg_proc
          where pronamespace = current_schema()::regnamespace
          union all
          select oid, 'type', typname from pg_type
          where typnamespace = current_schema()::regnamespace) as o
        where not exists (
          select 1 from pg_depend d where d.objid = o.oid and d.deptype = 'e')""";
  }

  @Override
  protected String columns() {
    return """
        select t.relname, c.attname,
          case when y.typnamespace = 'pg_catalog'::regnamespace then ''
            when y.typtype = 'e' then 'enum ' else 'type ' end
            || format_type(c.atttypid, c.atttypmod)
            || coalesce((
              select ' (' || string_agg(quote_literal(l.enumlabel), ', ' order by l.enumsortorder)
                || ')'
              from pg_enum l
              where l.enumtypid = y.oid), ''),
          not c.attnotnull,
          c.attidentity <> '', c.attgenerated <> '', pg_get_expr(d.adbin, d.adrelid),
          col_description(t.oid, c.attnum)
        from pg_class t
        join pg_attribute c on c.attrelid = t.oid and c.attnum > 0 and not c.attisdropped
        join pg_type y on y.oid = c.atttypid
        left join pg_attrdef d on d.adrelid = t.oid and d.adnum = c.attnum
        where t.relkind in ('r', 'p') and t.relnamespace = current_schema()::regnamespace
        order by t.relname, c.attnum""";
  }

  @Override
  protected String checks() {
    return """
        select t.relname, c.conname
        from pg_constraint c
        join pg_class t on t.oid = c.conrelid
        where c.contype = 'c' and t.relnamespace = current_schema()::regnamespace""";
  }

  /** Leaves out invalid indexes, whose concurrent build failed. */
  @Override
  protected String keys() {
    return """
        select t.relname, x.relname, i.indisprimary, c.attname
        from pg_index i
        join pg_class t on t.oid = i.indrelid
        join pg_class x on x.oid = i.indexrelid
        cross join lateral unnest(i.indkey::int2[]) with ordinality as k(attnum, place)
        join pg_attribute c on c.attrelid = t.oid and c.attnum = k.attnum
        where t.relnamespace = current_schema()::regnamespace and i.indisvalid
          and i.indexprs is null and i.indpred is null and (i.indisprimary or not i.indisunique)
        order by t.relname, x.relname, k.place""";
  }

  @Override
  protected boolean namesPrimaryKeys() {
    return true;
  }
}
