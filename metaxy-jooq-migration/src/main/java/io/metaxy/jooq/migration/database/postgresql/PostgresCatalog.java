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
        with recursive base (id, modifier, type, typmod) as (
          select distinct atttypid, atttypmod, atttypid, atttypmod from pg_attribute
          where attnum > 0 and not attisdropped
          union all
          select b.id, b.modifier, d.typbasetype, d.typtypmod
          from base b join pg_type d on d.oid = b.type and d.typtype = 'd')
        select t.relname, c.attname,
          case when y.typname = 'citext' then 'text' when y.typnamespace = 'pg_catalog'::regnamespace then ''
            when y.typtype = 'e' then 'enum ' else 'type ' end
            || case when y.typname = 'citext' then '' else format_type(y.oid, b.typmod) end
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
        join base b on b.id = c.atttypid and b.modifier = c.atttypmod
        join pg_type y on y.oid = b.type and y.typtype <> 'd'
        left join pg_attrdef d on d.adrelid = t.oid and d.adnum = c.attnum
        where t.relkind in ('r', 'p') and t.relnamespace = current_schema()::regnamespace
        order by t.relname, c.attnum""";
  }

  @Override
  protected String checks() {
    return """
        select t.relname, c.conname, pg_get_expr(c.conbin, c.conrelid)
        from pg_constraint c
        join pg_class t on t.oid = c.conrelid
        where c.contype = 'c' and t.relnamespace = current_schema()::regnamespace""";
  }

  /**
   * Dependencies because of which PostgreSQL refuses changes, and names in the text of trigger
   * functions, which are not among its dependencies. The inputs of a generated column are
   * dependencies of its expression, or until version 14 of the column.
   */
  @Override
  protected String usedBy() {
    return """
        with used as (
          select d.classid, d.objid, d.refobjid, t.relname, a.attname
          from pg_depend d
          join pg_class t on t.oid = d.refobjid
          left join pg_attribute a
            on a.attrelid = t.oid and a.attnum = d.refobjsubid and d.refobjsubid > 0
          where d.refclassid = 'pg_class'::regclass and d.deptype = 'n'
            and t.relkind in ('r', 'p') and t.relnamespace = current_schema()::regnamespace)
        select
          case v.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'rule' end,
          case when v.oid = u.refobjid then r.rulename::text else v.oid::regclass::text end,
          u.relname, u.attname, null::text,
          'drop-column change-type' || case when v.oid = u.refobjid then '' else ' drop-table' end
        from used u
        join pg_rewrite r on u.classid = 'pg_rewrite'::regclass and r.oid = u.objid
        join pg_class v on v.oid = r.ev_class
        union all
        select 'function', u.objid::regprocedure::text, u.relname, u.attname, null,
          'drop-column change-type drop-table'
        from used u
        where u.classid = 'pg_proc'::regclass
        union all
        select 'trigger', g.tgname, u.relname, u.attname, null, 'drop-column change-type'
        from used u
        join pg_trigger g on u.classid = 'pg_trigger'::regclass and g.oid = u.objid
        union all
        select 'trigger', g.tgname, t.relname, null, p.prosrc, 'drop-column rename-column'
        from pg_trigger g
        join pg_class t on t.oid = g.tgrelid
        join pg_proc p on p.oid = g.tgfoid
        where not g.tgisinternal and t.relnamespace = current_schema()::regnamespace
        union all
        select 'policy', p.polname, u.relname, u.attname, null, 'drop-column change-type'
        from used u
        join pg_policy p on u.classid = 'pg_policy'::regclass and p.oid = u.objid
        union all
        select 'publication', p.pubname, u.relname, u.attname, null, 'drop-column change-type'
        from used u
        join pg_publication_rel r on u.classid = 'pg_publication_rel'::regclass and r.oid = u.objid
        join pg_publication p on p.oid = r.prpubid
        union all
        select 'publication', p.pubname, t.relname, null, null, 'drop-primary-key'
        from pg_publication_tables l
        join pg_publication p on p.pubname = l.pubname and (p.pubupdate or p.pubdelete)
        join pg_class t
          on t.relname = l.tablename and t.relnamespace = current_schema()::regnamespace
        where l.schemaname = current_schema() and t.relreplident = 'd'
        union all
        select 'generated column', g.attname, u.relname, u.attname, null, 'drop-column change-type'
        from used u
        join pg_attrdef f on u.classid = 'pg_attrdef'::regclass and f.oid = u.objid
        join pg_attribute g on g.attrelid = f.adrelid and g.attnum = f.adnum
        where g.attgenerated <> ''
        union all
        select 'generated column', g.attname, t.relname, a.attname, null, 'drop-column change-type'
        from pg_depend d
        join pg_class t on t.oid = d.refobjid and t.relnamespace = current_schema()::regnamespace
        join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
        join pg_attribute g on g.attrelid = t.oid and g.attnum = d.objsubid and g.attgenerated <> ''
        where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
          and d.objid = d.refobjid and d.objsubid <> d.refobjsubid and d.refobjsubid > 0
        union all
        select 'foreign key', c.conname || ' of table ' || c.conrelid::regclass, u.relname, u.attname,
          null, 'drop-column drop-table'
        from used u
        join pg_constraint c on u.classid = 'pg_constraint'::regclass and c.oid = u.objid
        where c.contype = 'f' and c.conrelid <> u.refobjid
        union all
        select 'foreign key', c.conname || ' of table ' || c.conrelid::regclass, t.relname, null,
          null, 'drop-primary-key'
        from pg_constraint c
        join pg_class t on t.oid = c.confrelid
        join pg_index i on i.indexrelid = c.conindid and i.indisprimary
        where c.contype = 'f' and t.relnamespace = current_schema()::regnamespace
        union all
        select 'view', r.ev_class::regclass::text, t.relname, null, null, 'drop-primary-key'
        from pg_depend d
        join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
        join pg_constraint c on d.refclassid = 'pg_constraint'::regclass and c.oid = d.refobjid
        join pg_class t on t.oid = c.conrelid
        where c.contype = 'p' and t.relnamespace = current_schema()::regnamespace
        union all
        select 'table', i.inhrelid::regclass::text, t.relname, null, null, 'drop-table'
        from pg_inherits i
        join pg_class t on t.oid = i.inhparent
        where t.relkind = 'r' and t.relnamespace = current_schema()::regnamespace
        union all
        select 'table', d.objid::regclass::text, t.relname, null, null, 'change-type drop-table'
        from pg_depend d
        join pg_class t on d.refclassid = 'pg_type'::regclass and t.reltype = d.refobjid
        where d.classid = 'pg_class'::regclass and d.deptype = 'n'
          and t.relnamespace = current_schema()::regnamespace""";
  }

  /** Leaves out invalid indexes, whose concurrent build failed. */
  @Override
  protected String keys() {
    return """
        select t.relname, x.relname, i.indisprimary, c.attname, i.indisunique
        from pg_index i
        join pg_class t on t.oid = i.indrelid
        join pg_class x on x.oid = i.indexrelid
        cross join lateral unnest(i.indkey::int2[]) with ordinality as k(attnum, place)
        join pg_attribute c on c.attrelid = t.oid and c.attnum = k.attnum
        where t.relnamespace = current_schema()::regnamespace and i.indisvalid
          and i.indexprs is null and i.indpred is null
          and not exists (
            select 1 from pg_constraint o where o.conindid = i.indexrelid and o.contype in ('u', 'x'))
        order by t.relname, x.relname, k.place""";
  }

  @Override
  protected String extras() {
    return """
        with t as (
          select oid, relname from pg_class
          where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace)
        select t.relname,
          case when a.attgenerated <> '' then 'the expression of column'
            when a.attidentity <> '' then 'the identity of column' else 'the default of column' end,
          a.attname
        from t
        join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        where a.atthasdef or a.attidentity <> ''
        union all
        select t.relname,
          case y.typtype when 'd' then 'the domain of column' else 'the type citext of column' end,
          a.attname
        from t
        join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        join pg_type y on y.oid = a.atttypid and (y.typtype = 'd' or y.typname = 'citext')
        union all
        select t.relname,
          case c.contype when 'c' then 'check' when 'f' then 'foreign key' when 'u' then 'unique key'
            else 'exclusion constraint' end,
          c.conname
        from t join pg_constraint c on c.conrelid = t.oid and c.contype in ('c', 'f', 'u', 'x')
        union all
        select t.relname, 'index', x.relname
        from t
        join pg_index i on i.indrelid = t.oid and not i.indisprimary
        join pg_class x on x.oid = i.indexrelid
        where not exists (select 1 from pg_constraint c where c.conindid = x.oid)
        union all
        select t.relname, 'trigger', g.tgname
        from t join pg_trigger g on g.tgrelid = t.oid and not g.tgisinternal
        union all
        select t.relname, 'policy', p.polname from t join pg_policy p on p.polrelid = t.oid
        union all
        select t.relname, 'rule', r.rulename from t join pg_rewrite r on r.ev_class = t.oid
        order by 1, 2, 3""";
  }

  @Override
  protected boolean namesPrimaryKeys() {
    return true;
  }
}
