-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
-- clip: change the comment on column codec of clip
-- clip: drop column file from clip
-- SAFE comment: Only the description changes.
-- DESTRUCTIVE drop-column: The values of all versions are lost.

comment on column "${metaxyTablePrefix}clip"."codec" is '';

set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot copy table ${metaxyTablePrefix}clip, because the copy would not have ' || string_agg(what, ', ' order by what) || '; drop it first, let Flyway migrate, then create it again') end
  from (
    select 'the index ' || index_name as what from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}clip'
    union all select 'the default of column ' || column_name from duckdb_columns() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}clip' and column_default is not null
    union all select 'the comment on column ' || column_name from duckdb_columns() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}clip' and comment <> '' and column_name not in ('video_id', 'file', 'seconds', 'metaxy_provenance_by_field', 'metaxy_provenance', 'metaxy_data_version_by_field', 'metaxy_data_version', 'metaxy_feature_version', 'metaxy_project_version', 'metaxy_created_at', 'metaxy_updated_at', 'metaxy_deleted_at', 'metaxy_materialization_id', 'codec')
    union all select 'not null of column ' || column_name from duckdb_columns() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}clip' and not is_nullable and column_name not in ('video_id', 'file', 'metaxy_provenance_by_field', 'metaxy_provenance', 'metaxy_data_version_by_field', 'metaxy_data_version', 'metaxy_feature_version', 'metaxy_project_version', 'metaxy_created_at', 'metaxy_updated_at')
    union all select 'the constraint ' || constraint_text from duckdb_constraints() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}clip' and constraint_type not in ('PRIMARY KEY', 'NOT NULL')
  )
);

create table "${metaxyTablePrefix}clip__metaxy_new" as
  select * exclude ("file")
  from "${metaxyTablePrefix}clip";

alter table "${metaxyTablePrefix}clip__metaxy_new" alter column "video_id" set not null;

alter table "${metaxyTablePrefix}clip__metaxy_new" alter column "metaxy_provenance_by_field" set not null;

alter table "${metaxyTablePrefix}clip__metaxy_new" alter column "metaxy_provenance" set not null;

alter table "${metaxyTablePrefix}clip__metaxy_new" alter column "metaxy_data_version_by_field" set not null;

alter table "${metaxyTablePrefix}clip__metaxy_new" alter column "metaxy_data_version" set not null;

alter table "${metaxyTablePrefix}clip__metaxy_new" alter column "metaxy_feature_version" set not null;

alter table "${metaxyTablePrefix}clip__metaxy_new" alter column "metaxy_project_version" set not null;

alter table "${metaxyTablePrefix}clip__metaxy_new" alter column "metaxy_created_at" set not null;

alter table "${metaxyTablePrefix}clip__metaxy_new" alter column "metaxy_updated_at" set not null;

alter table "${metaxyTablePrefix}clip__metaxy_new" add constraint "${metaxyTablePrefix}clip_metaxy_pk" primary key ("metaxy_feature_version", "video_id", "metaxy_updated_at");

drop table "${metaxyTablePrefix}clip";

alter table "${metaxyTablePrefix}clip__metaxy_new" rename to "${metaxyTablePrefix}clip";

comment on table "${metaxyTablePrefix}clip" is 'Feature clip: What was recorded';
