-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
-- types/everything: add the primary key to types__everything
-- ONLINE rebuild-index: DuckDB cannot alter a table that has an index, so the index is dropped before and created again after.
-- DATA_DEPENDENT add-primary-key: It fails when two rows have the same key, or when a part of a key is null.

drop index "${metaxyTablePrefix}types__everything_metaxy_idx";

set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}types__everything while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}types__everything'
);

alter table "${metaxyTablePrefix}types__everything" add constraint "${metaxyTablePrefix}types__everything_metaxy_pk" primary key ("metaxy_feature_version", "take", "metaxy_updated_at");

create index "${metaxyTablePrefix}types__everything_metaxy_idx" on "${metaxyTablePrefix}types__everything" ("metaxy_feature_version", "take", "metaxy_updated_at");
