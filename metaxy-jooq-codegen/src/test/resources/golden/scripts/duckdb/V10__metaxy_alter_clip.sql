-- Written by metaxy-jooq from the feature specs; once a database has run it, change it no more.
-- clip: change the comment on column codec of clip
-- clip: drop column file of clip
-- SAFE comment: Only the description is changed.
-- DESTRUCTIVE drop-column: The values of all versions are lost.

comment on column "${metaxyTablePrefix}clip"."codec" is null;

create table "${metaxyTablePrefix}clip__metaxy_new" (
  "video_id" varchar not null,
  "seconds" double,
  "metaxy_provenance_by_field" struct("audio" varchar, "frames" varchar, "audio_french" varchar) not null,
  "metaxy_provenance" varchar not null,
  "metaxy_data_version_by_field" struct("audio" varchar, "frames" varchar, "audio_french" varchar) not null,
  "metaxy_data_version" varchar not null,
  "metaxy_feature_version" varchar not null,
  "metaxy_project_version" varchar not null,
  "metaxy_created_at" timestamp with time zone not null,
  "metaxy_updated_at" timestamp with time zone not null,
  "metaxy_deleted_at" timestamp with time zone,
  "metaxy_materialization_id" varchar,
  "codec" varchar,
  constraint "${metaxyTablePrefix}clip_metaxy_pk" primary key ("metaxy_feature_version", "video_id", "metaxy_updated_at")
);

insert into "${metaxyTablePrefix}clip__metaxy_new" ("video_id", "seconds", "metaxy_provenance_by_field", "metaxy_provenance", "metaxy_data_version_by_field", "metaxy_data_version", "metaxy_feature_version", "metaxy_project_version", "metaxy_created_at", "metaxy_updated_at", "metaxy_deleted_at", "metaxy_materialization_id", "codec")
  select "video_id", "seconds", "metaxy_provenance_by_field", "metaxy_provenance", "metaxy_data_version_by_field", "metaxy_data_version", "metaxy_feature_version", "metaxy_project_version", "metaxy_created_at", "metaxy_updated_at", "metaxy_deleted_at", "metaxy_materialization_id", "codec"
  from "${metaxyTablePrefix}clip";

drop table "${metaxyTablePrefix}clip";

alter table "${metaxyTablePrefix}clip__metaxy_new" rename to "${metaxyTablePrefix}clip";

comment on table "${metaxyTablePrefix}clip" is 'Feature clip: What was recorded';
