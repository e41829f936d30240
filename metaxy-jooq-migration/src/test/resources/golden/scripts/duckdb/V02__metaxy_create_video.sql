-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
-- video: create table video
-- SAFE create-table: Nothing uses a new table yet.

create table "${metaxyTablePrefix}video" (
  "video_id" varchar not null,
  "path" varchar not null,
  "seconds" float,
  "metaxy_provenance_by_field" struct("audio" varchar, "frames" varchar) not null,
  "metaxy_provenance" varchar not null,
  "metaxy_data_version_by_field" struct("audio" varchar, "frames" varchar) not null,
  "metaxy_data_version" varchar not null,
  "metaxy_feature_version" varchar not null,
  "metaxy_project_version" varchar not null,
  "metaxy_created_at" timestamp with time zone not null,
  "metaxy_updated_at" timestamp with time zone not null,
  "metaxy_deleted_at" timestamp with time zone,
  "metaxy_materialization_id" varchar
);

comment on table "${metaxyTablePrefix}video" is 'Feature video: What was recorded; it''s raw';
