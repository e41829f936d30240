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
        select table_name, index_name, index_name = 'PRIMARY', column_name, non_unique = 0
        from information_schema.statistics
        where table_schema = database()
        order by table_name, index_name, seq_in_index""";
  }

  /** Views, triggers and routines are stored as text, so changes break them. */
  @Override
  protected String usedBy() {
    return """
        select 'view' as kind, table_name as name, null as used, null as used_column,
          view_definition as definition,
          'drop-column rename-column rename-table drop-table' as prevents
        from information_schema.views where table_schema = database()
        union all
        select 'trigger', trigger_name, event_object_table, null, action_statement,
          'drop-column rename-column'
        from information_schema.triggers where event_object_schema = database()
        union all
        select 'trigger', trigger_name, null, null, action_statement,
          'drop-column rename-column rename-table drop-table'
        from information_schema.triggers where event_object_schema = database()
        union all
        select lower(routine_type), routine_name, null, null, routine_definition,
          'drop-column rename-column rename-table drop-table'
        from information_schema.routines
        where routine_schema = database() and routine_definition is not null
        union all
        select 'generated column', column_name, table_name, null, generation_expression,
          'drop-column'
        from information_schema.columns
        where table_schema = database() and is_generated = 'ALWAYS'
        union all
        select 'check', constraint_name, table_name, null, check_clause, 'drop-column'
        from information_schema.check_constraints
        where constraint_schema = database() and level = 'Table'
          and length(check_clause) - length(replace(check_clause, '`', '')) > 2
        union all
        select 'unique key', s.index_name, s.table_name, s.column_name, null, 'drop-column'
        from information_schema.statistics s
        where s.table_schema = database() and s.non_unique = 0 and s.index_name <> 'PRIMARY'
          and 1 < (
            select count(*) from information_schema.statistics o
            where o.table_schema = s.table_schema and o.table_name = s.table_name
              and o.index_name = s.index_name)
        union all
        select 'foreign key', constraint_name, table_name, column_name, null,
          'drop-column change-type'
        from information_schema.key_column_usage
        where table_schema = database() and referenced_table_name is not null
        union all
        select 'foreign key', concat(constraint_name, ' of table ', table_name),
          referenced_table_name, referenced_column_name, null, 'drop-column change-type'
        from information_schema.key_column_usage
        where referenced_table_schema = database()
        union all
        select 'foreign key', concat(k.constraint_name, ' of table ', k.table_name),
          k.referenced_table_name, null, null,
          concat('drop-table',
            if(exists (
              select 1 from information_schema.statistics s
              where s.table_schema = database() and s.table_name = k.referenced_table_name
                and s.seq_in_index = 1 and s.column_name = k.referenced_column_name
                and s.index_name <> 'PRIMARY'), '', ' drop-primary-key'))
        from information_schema.key_column_usage k
        where k.referenced_table_schema = database() and k.ordinal_position = 1""";
  }

  @Override
  protected boolean tellsForms() {
    return true;
  }

  /** Columns keep their own attributes. */
  @Override
  protected String extras() {
    return """
        select table_name as used, 'check' as kind, constraint_name as name
        from information_schema.check_constraints
        where constraint_schema = database() and level = 'Table'
        union all
        select table_name, 'foreign key', constraint_name
        from information_schema.referential_constraints
        where constraint_schema = database()
        union all
        select distinct table_name, if(non_unique = 0, 'unique key', 'index'), index_name
        from information_schema.statistics
        where table_schema = database() and index_name <> 'PRIMARY'
        union all
        select event_object_table, 'trigger', trigger_name
        from information_schema.triggers
        where event_object_schema = database()
        order by 1, 2, 3""";
  }

  @Override
  protected boolean namesPrimaryKeys() {
    return false;
  }
}
