package io.metaxy.jooq.migration;

/** H2's information schema. */
final class H2Catalog extends Catalog {

  @Override
  String tables() {
    return """
        select table_name, remarks
        from information_schema.tables
        where table_schema = current_schema and table_type = 'BASE TABLE'
        order by table_name""";
  }

  @Override
  String content() {
    return """
        select 'table ' || table_name from information_schema.tables
        where table_schema = current_schema
        union all
        select 'sequence ' || sequence_name from information_schema.sequences
        where sequence_schema = current_schema
        union all
        select 'routine ' || routine_name from information_schema.routines
        where routine_schema = current_schema
        union all
        select 'domain ' || domain_name from information_schema.domains
        where domain_schema = current_schema
        union all
        select 'constant ' || constant_name from information_schema.constants
        where constant_schema = current_schema
        union all
        select 'synonym ' || synonym_name from information_schema.synonyms
        where synonym_schema = current_schema""";
  }

  @Override
  String columns() {
    return """
        select table_name, column_name,
          case
            when data_type in ('CHARACTER VARYING', 'CHARACTER', 'BINARY VARYING', 'BINARY')
              then data_type || '(' || character_maximum_length || ')'
            when data_type = 'NUMERIC'
              then 'NUMERIC(' || numeric_precision || ',' || numeric_scale || ')'
            when data_type like 'TIME%'
              then regexp_replace(data_type, '^(TIME(STAMP)?)', '$1(' || datetime_precision || ')')
            else data_type
          end,
          is_nullable = 'YES', is_identity = 'YES', is_generated = 'ALWAYS', column_default, remarks
        from information_schema.columns
        where table_schema = current_schema
        order by table_name, ordinal_position""";
  }

  @Override
  String keys() {
    return """
        select i.table_name, coalesce(c.constraint_name, i.index_name),
          i.index_type_name = 'PRIMARY KEY', k.column_name
        from information_schema.indexes i
        join information_schema.index_columns k
          on k.index_schema = i.index_schema and k.index_name = i.index_name
        left join information_schema.table_constraints c
          on c.index_schema = i.index_schema and c.index_name = i.index_name
            and c.constraint_type = 'PRIMARY KEY'
        where i.table_schema = current_schema and i.index_type_name in ('PRIMARY KEY', 'INDEX')
        order by i.table_name, i.index_name, k.ordinal_position""";
  }

  @Override
  boolean namesPrimaryKeys() {
    return true;
  }
}
