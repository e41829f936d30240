package io.metaxy.jooq.migration.database.mariadb;

import io.metaxy.jooq.migration.database.Catalog;

/** MariaDB's information schema, in which JSON is a text with a check. */
final class MariaDbCatalog extends Catalog {

  @Override
  protected String tables() {
    return """
        select table_name, table_comment
        from information_schema.tables
        where table_schema = database() and table_type = 'BASE TABLE'
        order by table_name""";
  }

  @Override
  protected String content() {
    return """
        select concat(replace(lower(table_type), 'base ', ''), ' ', table_name)
        from information_schema.tables
        where table_schema = database()
        union all
        select concat(lower(routine_type), ' ', routine_name) from information_schema.routines
        where routine_schema = database()
        union all
        select concat('event ', event_name) from information_schema.events
        where event_schema = database()""";
  }

  @Override
  protected String columns() {
    return """
        select c.table_name, c.column_name,
          if(k.check_clause is null, c.column_type, 'json'),
          c.is_nullable = 'YES', c.extra like '%auto_increment%', c.is_generated = 'ALWAYS',
          nullif(c.column_default, 'NULL'), c.column_comment,
          concat(
            if(k.check_clause is null and c.collation_name <> t.table_collation,
              concat(' collate ', c.collation_name), ''),
            if(c.is_generated = 'ALWAYS',
              concat(' as (', c.generation_expression, ')',
                if(c.extra like '%STORED%', ' stored', ' virtual')), ''),
            coalesce(concat(' default ', nullif(c.column_default, 'NULL')), ''),
            if(c.extra like '%on update%',
              concat(' ', regexp_substr(c.extra, 'on update [^ ,]+')), ''),
            if(c.extra like '%auto_increment%', ' auto_increment', ''),
            if(c.extra like '%invisible%', ' invisible', '')),
          coalesce(u.check_clause, '')
        from information_schema.columns c
        join information_schema.tables t
          on t.table_schema = c.table_schema and t.table_name = c.table_name
        left join (
            select distinct table_name, check_clause
            from information_schema.check_constraints
            where constraint_schema = database()) k
          on k.table_name = c.table_name and k.check_clause = concat('json_valid(`', replace(c.column_name, '`', '``'), '`)')
          and c.data_type = 'longtext'
        left join information_schema.check_constraints u
          on u.constraint_schema = database() and u.table_name = c.table_name
            and u.level = 'Column' and u.constraint_name = c.column_name
            and k.check_clause is null
        where c.table_schema = database()
        order by c.table_name, c.ordinal_position""";
  }

  @Override
  protected String keys() {
    return """
        select table_name, index_name, index_name = 'PRIMARY', column_name
        from information_schema.statistics
        where table_schema = database() and (index_name = 'PRIMARY' or non_unique = 1)
        order by table_name, index_name, seq_in_index""";
  }

  @Override
  protected boolean tellsForms() {
    return true;
  }

  @Override
  protected boolean namesPrimaryKeys() {
    return false;
  }
}
