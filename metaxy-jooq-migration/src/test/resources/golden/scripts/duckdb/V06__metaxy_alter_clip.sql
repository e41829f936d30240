-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
-- clip: rename table video to clip
-- clip: change the comment on table clip
-- ONLINE rebuild-index: DuckDB cannot alter a table that has an index, so the index is dropped before and created again after.
-- SAFE rename-table: No row changes; older programs no longer find the table, and the feature is recomputed when its key changes.
-- SAFE comment: Only the description changes.

drop index "${metaxyTablePrefix}video_metaxy_idx";

set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video'
);

alter table "${metaxyTablePrefix}video" rename to "${metaxyTablePrefix}clip";

comment on table "${metaxyTablePrefix}clip" is 'Feature clip: What was recorded';

create index "${metaxyTablePrefix}clip_metaxy_idx" on "${metaxyTablePrefix}clip" ("metaxy_feature_version", "video_id", "metaxy_updated_at");
