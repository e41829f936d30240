-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
-- scene: create table scene
-- SAFE create-table: Nothing uses a new table yet.

create table "scene" (
  "scene_id" varchar not null,
  "scores" json not null,
  "words" json not null,
  "box" json not null,
  "boxes" json not null,
  "tally" json not null,
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

comment on table "scene" is 'Feature scene';
