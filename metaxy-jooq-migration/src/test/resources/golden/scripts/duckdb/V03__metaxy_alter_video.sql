-- Written by metaxy-jooq from the feature specs; once a database has run it, change it no more.
-- video: rename column path to file of video
-- video: add column codec of video
-- video: add audio_french to column metaxy_provenance_by_field of video
-- video: add audio_french to column metaxy_data_version_by_field of video
-- video: change the type of column seconds of video from float32 to float64
-- video: change the comment of video
-- SAFE rename-column: No row is touched; programs of before do not find the column any more.
-- SAFE add-column: Rows of older feature versions never get a value, so the column may be null in the database; from this version on writes require it when the spec does.
-- SAFE add-struct-keys: Rows of older feature versions have no hash of a field that is new.
-- DATA_DEPENDENT rewrite-table: Every row is written anew while nobody can use the table, which takes long, and room for a copy, when it is large.
-- SAFE comment: Only the description is changed.

select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop that before, let Flyway migrate, and make it again after') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video';

alter table "${metaxyTablePrefix}video" rename column "path" to "file";

alter table "${metaxyTablePrefix}video" add column "codec" varchar;

comment on column "${metaxyTablePrefix}video"."codec" is 'Four letters';

alter table "${metaxyTablePrefix}video" add column "metaxy_provenance_by_field"."audio_french" varchar;

alter table "${metaxyTablePrefix}video" add column "metaxy_data_version_by_field"."audio_french" varchar;

alter table "${metaxyTablePrefix}video" alter column "seconds" set data type double;

comment on table "${metaxyTablePrefix}video" is 'Feature video: What was recorded';
