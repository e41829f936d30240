-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
-- video: rename column path of video to file
-- video: add column codec to video
-- video: add audio_french to column metaxy_provenance_by_field of video
-- video: add audio_french to column metaxy_data_version_by_field of video
-- video: change the type of column seconds of video from float32 to float64
-- video: change the comment on table video
-- SAFE rename-column: No row changes; older programs no longer find the column.
-- SAFE add-column: Rows of older feature versions never get a value, so the column is nullable in the database; new writes require a value when the spec does.
-- SAFE add-struct-keys: Rows of older feature versions have no hash of a new field.
-- DATA_DEPENDENT rewrite-table: Every row is rewritten while nobody can use the table, which takes a long time and room for a copy if it is large.
-- SAFE comment: Only the description changes.

set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video'
);

alter table "${metaxyTablePrefix}video" rename column "path" to "file";

alter table "${metaxyTablePrefix}video" add column "codec" varchar;

comment on column "${metaxyTablePrefix}video"."codec" is 'Four letters';

alter table "${metaxyTablePrefix}video" add column "metaxy_provenance_by_field"."audio_french" varchar;

alter table "${metaxyTablePrefix}video" add column "metaxy_data_version_by_field"."audio_french" varchar;

alter table "${metaxyTablePrefix}video" alter column "seconds" set data type double;

comment on table "${metaxyTablePrefix}video" is 'Feature video: What was recorded';
