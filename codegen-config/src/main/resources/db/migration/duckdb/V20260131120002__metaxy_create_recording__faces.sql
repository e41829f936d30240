-- Written by metaxy-jooq from the feature specs; once a database has run it, change it no more.
-- recording/faces: create table recording__faces
-- SAFE create-table: Nothing uses a table that is new.

create table "recording__faces" (
  "recording_id" varchar not null,
  "faces" bigint not null,
  "metaxy_provenance_by_field" struct("faces" varchar) not null,
  "metaxy_provenance" varchar not null,
  "metaxy_data_version_by_field" struct("faces" varchar) not null,
  "metaxy_data_version" varchar not null,
  "metaxy_feature_version" varchar not null,
  "metaxy_project_version" varchar not null,
  "metaxy_created_at" timestamp with time zone not null,
  "metaxy_updated_at" timestamp with time zone not null,
  "metaxy_deleted_at" timestamp with time zone,
  "metaxy_materialization_id" varchar
);

create index "recording__faces_metaxy_idx" on "recording__faces" ("metaxy_feature_version", "recording_id", "metaxy_updated_at");

comment on table "recording__faces" is 'Feature recording/faces';
