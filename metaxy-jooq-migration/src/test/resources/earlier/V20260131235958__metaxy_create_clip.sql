-- Written by metaxy-jooq from the feature specs; once a database has run it, change it no more.
-- clip: create table clip
-- SAFE create-table: Nothing uses a table that is new.

create table "clip" (
  "clip_id" varchar not null,
  "path" varchar not null,
  "metaxy_provenance_by_field" json not null,
  "metaxy_provenance" varchar not null,
  "metaxy_data_version_by_field" json not null,
  "metaxy_data_version" varchar not null,
  "metaxy_feature_version" varchar not null,
  "metaxy_project_version" varchar not null,
  "metaxy_created_at" timestamp(6) with time zone not null,
  "metaxy_updated_at" timestamp(6) with time zone not null,
  "metaxy_deleted_at" timestamp(6) with time zone,
  "metaxy_materialization_id" varchar
);

comment on table "clip" is 'Feature clip';
