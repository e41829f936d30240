package io.metaxy.jooq.migration.database.duckdb;

import io.metaxy.jooq.migration.database.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Record;

/** DuckDB's table functions. Only the statement that created an index shows its columns. */
final class DuckDbCatalog extends Catalog {

  private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\"(),.]+)";
  private static final Pattern COLUMN = Pattern.compile(NAME);
  private static final Pattern INDEX =
      Pattern.compile(
          "CREATE (?:UNIQUE )?INDEX "
              + NAME
              + " ON (?:"
              + NAME
              + "\\.)*"
              + NAME
              + "\\s*\\(("
              + NAME
              + "(?:, "
              + NAME
              + ")*)\\);?");

  @Override
  protected String tables() {
    return """
        select table_name, comment
        from duckdb_tables()
        where schema_name = current_schema() and database_name = current_database()
        order by table_name""";
  }

  @Override
  protected String content() {
    return """
        select 'table ' || table_name from duckdb_tables()
        where database_name = current_database() and not internal
        union all
        select 'view ' || view_name from duckdb_views()
        where database_name = current_database() and not internal
        union all
        select 'sequence ' || sequence_name from duckdb_sequences()
        where database_name = current_database()
        union all
        select 'function ' || function_name from duckdb_functions()
        where database_name = current_database() and not internal
        union all
        select 'type ' || type_name from duckdb_types()
        where database_name = current_database() and not internal
        union all
        select 'schema ' || schema_name from duckdb_schemas()
        where database_name = current_database() and not internal
          and schema_name not in ('main', 'pg_catalog', 'information_schema')""";
  }

  @Override
  protected String columns() {
    return """
        select table_name, column_name, data_type, is_nullable, false,
          (table_name, column_name) in (
            select (g.table_name, g.column_name) from information_schema.columns g
            where g.table_schema = current_schema() and g.table_catalog = current_database()
              and g.is_generated = 'ALWAYS'),
          column_default, comment
        from duckdb_columns()
        where schema_name = current_schema() and database_name = current_database()
        order by table_name, column_index""";
  }

  @Override
  protected String keys() {
    return """
        select table_name, constraint_name, true, unnest(constraint_column_names), true
        from duckdb_constraints()
        where schema_name = current_schema() and database_name = current_database()
          and constraint_type = 'PRIMARY KEY'""";
  }

  @Override
  protected List<Key> keys(DSLContext dsl) {
    List<Key> keys = new ArrayList<>(super.keys(dsl));
    for (Record row :
        dsl.fetch(
            """
            select table_name, index_name, sql, is_unique
            from duckdb_indexes()
            where schema_name = current_schema() and database_name = current_database()
            order by table_name, index_name""")) {
      Matcher index = INDEX.matcher(text(row, 2));
      if (index.matches()) {
        keys.add(new Key(text(row, 0), text(row, 1), false, flag(row, 3), names(index.group(1))));
      }
    }
    return keys;
  }

  private static List<String> names(String text) {
    return COLUMN
        .matcher(text)
        .results()
        .map(name -> name.group())
        .map(n -> n.startsWith("\"") ? n.substring(1, n.length() - 1).replace("\"\"", "\"") : n)
        .toList();
  }

  /**
   * Views and macros are stored as text, so changes break them. A table that a foreign key
   * references, or that has an index, can hardly be altered at all.
   */
  @Override
  protected String usedBy() {
    return """
        select 'view', view_name, null, null, sql,
          'drop-column rename-column rename-table drop-table'
        from duckdb_views()
        where database_name = current_database() and not internal
        union all
        select 'macro', function_name, null, null, macro_definition,
          'drop-column rename-column rename-table drop-table'
        from duckdb_functions()
        where database_name = current_database() and not internal and macro_definition is not null
        union all
        select 'generated column', column_name, table_name, null, generation_expression,
          'drop-column change-type copy'
        from information_schema.columns
        where table_schema = current_schema() and table_catalog = current_database()
          and is_generated = 'ALWAYS'
        union all
        select lower(constraint_type), constraint_text, table_name, unnest(constraint_column_names),
          null,
          'drop-column change-type copy'
            || case constraint_type when 'FOREIGN KEY' then ' rename-column' else '' end
        from duckdb_constraints()
        where schema_name = current_schema() and database_name = current_database()
          and constraint_type in ('CHECK', 'UNIQUE', 'FOREIGN KEY')
        union all
        select 'foreign key', constraint_name || ' of table ' || table_name, referenced_table, null,
          null, 'drop-table ' || %1$s
        from duckdb_constraints()
        where schema_name = current_schema() and database_name = current_database()
          and constraint_type = 'FOREIGN KEY'
        union all
        select 'index', index_name, table_name, null, null, %1$s
        from duckdb_indexes()
        where schema_name = current_schema() and database_name = current_database()"""
        .formatted(
            "'drop-column rename-column change-type change-nullability add-struct-keys rename-table"
                + " add-primary-key drop-primary-key copy'");
  }

  @Override
  protected String extras() {
    return """
        select table_name,
          case is_generated when 'ALWAYS' then 'the expression of column'
            else 'the default of column' end,
          column_name
        from information_schema.columns
        where table_schema = current_schema() and table_catalog = current_database()
          and column_default is not null
        union all
        select table_name, lower(constraint_type), constraint_text
        from duckdb_constraints()
        where schema_name = current_schema() and database_name = current_database()
          and constraint_type in ('CHECK', 'UNIQUE', 'FOREIGN KEY')
        union all
        select table_name, 'index', index_name
        from duckdb_indexes()
        where schema_name = current_schema() and database_name = current_database()
        order by 1, 2, 3""";
  }

  @Override
  protected boolean namesPrimaryKeys() {
    return false;
  }
}
