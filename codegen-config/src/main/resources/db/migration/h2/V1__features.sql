create table "video" (
  "video_id" varchar not null,
  "path" varchar not null,
  "duration" double precision not null,
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

create index "video_metaxy_idx" on "video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");

comment on table "video" is 'Feature video';

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

create table "recording__crop" (
  "recording_id" varchar not null,
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

create index "recording__crop_metaxy_idx" on "recording__crop" ("metaxy_feature_version", "recording_id", "metaxy_updated_at");

comment on table "recording__crop" is 'Feature recording/crop';

create table "recording__faces" (
  "recording_id" varchar not null,
  "faces" bigint not null,
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

create index "recording__faces_metaxy_idx" on "recording__faces" ("metaxy_feature_version", "recording_id", "metaxy_updated_at");

comment on table "recording__faces" is 'Feature recording/faces';

create table "recording__transcript" (
  "recording_id" varchar not null,
  "text" varchar not null,
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

create index "recording__transcript_metaxy_idx" on "recording__transcript" ("metaxy_feature_version", "recording_id", "metaxy_updated_at");

comment on table "recording__transcript" is 'Feature recording/transcript';
