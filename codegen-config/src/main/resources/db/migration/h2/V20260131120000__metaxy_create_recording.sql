-- Written by metaxy-jooq from the feature specs; once a database has run it, change it no more.
-- recording: create table recording
-- SAFE create-table: Nothing uses a table that is new.

create table "recording" (
  "recording_id" varchar not null,
  "path" varchar not null,
  "seconds" double precision not null,
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

create index "recording_metaxy_idx" on "recording" ("metaxy_feature_version", "recording_id", "metaxy_updated_at");

comment on table "recording" is 'Feature recording';
