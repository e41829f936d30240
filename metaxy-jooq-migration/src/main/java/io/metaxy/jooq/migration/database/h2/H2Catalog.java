package io.metaxy.jooq.migration.database.h2;

import io.metaxy.jooq.migration.database.Catalog;
import java.util.Locale;

/** H2's information schema. */
final class H2Catalog extends Catalog {

  @Override
  protected String tables() {
    return """
        select table_name, remarks
        from INFORMATION_SCHEMA.tables
        where table_schema = current_schema and table_type = 'BASE TABLE'
        order by table_name""";
  }

  @Override
  protected String content() {
    return """
        select 'table ' || table_name from INFORMATION_SCHEMA.tables
        where table_schema = current_schema
        union all
        select 'sequence ' || sequence_name from INFORMATION_SCHEMA.sequences
        where sequence_schema = current_schema
        union all
        select 'routine ' || routine_name from INFORMATION_SCHEMA.routines
        where routine_schema = current_schema
        union all
        select 'domain ' || domain_name from INFORMATION_SCHEMA.domains
        where domain_schema = current_schema
        union all
        select 'constant ' || constant_name from INFORMATION_SCHEMA.constants
        where constant_schema = current_schema
        union all
        select 'synonym ' || synonym_name from INFORMATION_SCHEMA.synonyms
        where synonym_schema = current_schema""";
  }

  @Override
  protected String columns() {
    return String.format(
        Locale.ROOT,
        """
        select table_name, column_name,
          case data_type when 'ARRAY' then coalesce((
              select case e.data_type when 'ROW' then null when 'ARRAY' then (
                    select case when i.data_type in ('ARRAY', 'ROW') then null else %s end
                      || ' ARRAY[' || e.maximum_cardinality || ']'
                    from INFORMATION_SCHEMA.element_types i
                    where i.object_schema = c.table_schema and i.object_name = c.table_name
                      and i.object_type = 'TABLE'
                      and i.collection_type_identifier = e.dtd_identifier)
                  else %s end
                || ' ARRAY[' || c.maximum_cardinality || ']'
              from INFORMATION_SCHEMA.element_types e
              where e.object_schema = c.table_schema and e.object_name = c.table_name
                and e.object_type = 'TABLE' and e.collection_type_identifier = c.dtd_identifier),
            'type ARRAY') else %s end,
          is_nullable = 'YES', is_identity = 'YES', is_generated = 'ALWAYS', column_default, remarks
        from INFORMATION_SCHEMA.columns c
        where table_schema = current_schema
        order by table_name, ordinal_position""",
        type("i"),
        type("e"),
        type("c"));
  }

  /** The type name of a column or of an array's element, as scripts write it. */
  private static String type(String of) {
    return """
        case
          when $t.data_type in ('CHARACTER VARYING', 'CHARACTER', 'VARCHAR_IGNORECASE',
              'BINARY VARYING', 'BINARY')
            then $t.data_type || '(' || $t.character_maximum_length || ')'
          when $t.data_type = 'NUMERIC'
            then 'NUMERIC(' || $t.numeric_precision || ',' || $t.numeric_scale || ')'
          when $t.data_type = 'DECFLOAT' then 'DECFLOAT(' || $t.numeric_precision || ')'
          when $t.data_type like 'TIME%'
            then regexp_replace($t.data_type, '^(TIME(STAMP)?)', '$1(' || $t.datetime_precision || ')')
          when $t.data_type = 'INTERVAL' and $t.interval_type = 'SECOND'
            then 'INTERVAL SECOND(' || $t.interval_precision || ', ' || $t.datetime_precision || ')'
          when $t.data_type = 'INTERVAL'
            then 'INTERVAL '
              || regexp_replace($t.interval_type, '^([A-Z]+)', '$1(' || $t.interval_precision || ')')
              || case when $t.interval_type like '% TO SECOND'
                then '(' || $t.datetime_precision || ')' else '' end
          when $t.data_type = 'GEOMETRY' and $t.geometry_type is not null
            then 'GEOMETRY(' || $t.geometry_type || coalesce(', ' || $t.geometry_srid, '') || ')'
          when $t.data_type = 'ENUM'
            then 'ENUM(' || (
              select listagg('''' || replace(v.value_name, '''', '''''') || '''', ', ')
                within group (order by v.value_ordinal)
              from INFORMATION_SCHEMA.enum_values v
              where v.object_schema = c.table_schema and v.object_name = c.table_name
                and v.object_type = 'TABLE' and v.enum_identifier = $t.dtd_identifier) || ')'
          when $t.data_type = 'ROW' then 'type ROW'
          else $t.data_type
        end"""
        .replace("$t.", of + ".");
  }

  @Override
  protected String keys() {
    return """
        select i.table_name, coalesce(c.constraint_name, i.index_name),
          i.index_type_name = 'PRIMARY KEY', k.column_name, i.index_type_name <> 'INDEX'
        from INFORMATION_SCHEMA.indexes i
        join INFORMATION_SCHEMA.index_columns k
          on k.index_schema = i.index_schema and k.index_name = i.index_name
        left join INFORMATION_SCHEMA.table_constraints c
          on c.index_schema = i.index_schema and c.index_name = i.index_name
            and c.constraint_type = 'PRIMARY KEY'
        where i.table_schema = current_schema
          and i.index_type_name in ('PRIMARY KEY', 'INDEX', 'UNIQUE INDEX')
          and not exists (
            select 1 from INFORMATION_SCHEMA.table_constraints u
            where u.index_schema = i.index_schema and u.index_name = i.index_name
              and u.constraint_type = 'UNIQUE')
        order by i.table_name, i.index_name, k.ordinal_position""";
  }

  /** H2 renames what views use, which breaks them. */
  @Override
  protected String usedBy() {
    return """
        select 'view', v.table_name, cast(null as varchar), cast(null as varchar),
          v.view_definition, 'drop-column rename-column rename-table drop-table'
        from INFORMATION_SCHEMA.views v
        where v.view_definition is not null
        union all
        select 'generated column', column_name, table_name, null, generation_expression,
          'drop-column'
        from INFORMATION_SCHEMA.columns
        where table_schema = current_schema and is_generated = 'ALWAYS'
        union all
        select lower(c.constraint_type), c.constraint_name, c.table_name, u.column_name, null,
          'drop-column'
        from INFORMATION_SCHEMA.table_constraints c
        join INFORMATION_SCHEMA.constraint_column_usage u
          on u.constraint_schema = c.constraint_schema and u.constraint_name = c.constraint_name
            and u.table_name = c.table_name
        where c.table_schema = current_schema and c.constraint_type in ('CHECK', 'UNIQUE')
          and 1 < (
            select count(*) from INFORMATION_SCHEMA.constraint_column_usage o
            where o.constraint_schema = c.constraint_schema
              and o.constraint_name = c.constraint_name and o.table_name = c.table_name)
        union all
        select 'index', i.index_name, i.table_name, k.column_name, null, 'drop-column'
        from INFORMATION_SCHEMA.indexes i
        join INFORMATION_SCHEMA.index_columns k
          on k.index_schema = i.index_schema and k.index_name = i.index_name
        where i.table_schema = current_schema
          and 1 < (
            select count(*) from INFORMATION_SCHEMA.index_columns o
            where o.index_schema = i.index_schema and o.index_name = i.index_name)
          and not exists (
            select 1 from INFORMATION_SCHEMA.table_constraints c
            where c.index_schema = i.index_schema and c.index_name = i.index_name)
        union all
        select 'foreign key', f.constraint_name || ' of table ' || f.table_name, t.table_name, null,
          null,
          'drop-table' || case t.constraint_type when 'PRIMARY KEY' then ' drop-primary-key' else '' end
        from INFORMATION_SCHEMA.referential_constraints r
        join INFORMATION_SCHEMA.table_constraints f
          on f.constraint_schema = r.constraint_schema and f.constraint_name = r.constraint_name
        join INFORMATION_SCHEMA.table_constraints t
          on t.constraint_schema = r.unique_constraint_schema
            and t.constraint_name = r.unique_constraint_name
        where t.table_schema = current_schema and f.table_name <> t.table_name""";
  }

  @Override
  protected String extras() {
    return """
        select table_name,
          case when is_generated = 'ALWAYS' then 'the expression of column'
            when is_identity = 'YES' then 'the identity of column' else 'the default of column' end,
          column_name
        from INFORMATION_SCHEMA.columns
        where table_schema = current_schema
          and (is_generated = 'ALWAYS' or is_identity = 'YES' or column_default is not null)
        union all
        select table_name,
          case constraint_type when 'CHECK' then 'check' when 'UNIQUE' then 'unique key'
            else 'foreign key' end,
          constraint_name
        from INFORMATION_SCHEMA.table_constraints
        where table_schema = current_schema and constraint_type <> 'PRIMARY KEY'
        union all
        select i.table_name, 'index', i.index_name
        from INFORMATION_SCHEMA.indexes i
        where i.table_schema = current_schema
          and not exists (
            select 1 from INFORMATION_SCHEMA.table_constraints c
            where c.index_schema = i.index_schema and c.index_name = i.index_name)
        union all
        select event_object_table, 'trigger', trigger_name
        from INFORMATION_SCHEMA.triggers
        where event_object_schema = current_schema
        order by 1, 2, 3""";
  }

  @Override
  protected boolean namesPrimaryKeys() {
    return true;
  }
}
