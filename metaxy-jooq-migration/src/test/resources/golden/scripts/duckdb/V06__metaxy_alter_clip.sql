-- Written by metaxy-jooq from the feature specs; once a database has run it, change it no more.
-- clip: rename table video to clip
-- clip: change the comment of clip
-- ONLINE rebuild-index: DuckDB changes no table that has an index, so the index is dropped before and made again after.
-- SAFE rename-table: No row is touched; programs of before do not find the table any more, and the feature recomputes when its key changes.
-- SAFE comment: Only the description is changed.

drop index "${metaxyTablePrefix}video_metaxy_idx";

select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop that before, let Flyway migrate, and make it again after') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video';

alter table "${metaxyTablePrefix}video" rename to "${metaxyTablePrefix}clip";

comment on table "${metaxyTablePrefix}clip" is 'Feature clip: What was recorded';

create index "${metaxyTablePrefix}clip_metaxy_idx" on "${metaxyTablePrefix}clip" ("metaxy_feature_version", "video_id", "metaxy_updated_at");
