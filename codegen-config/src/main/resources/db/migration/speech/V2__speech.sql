create table "utterance" (
  "utterance_id" varchar not null,
  "speaker_id" varchar not null,
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

create table "correction" (
  "utterance_id" varchar not null,
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

create table "utterance__text" (
  "utterance_id" varchar not null,
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

create table "speaker__voice" (
  "speaker_id" varchar not null,
  "utterances" integer not null,
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

create table "utterance__word" (
  "utterance_id" varchar not null,
  "position" integer not null,
  "word" varchar not null,
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
