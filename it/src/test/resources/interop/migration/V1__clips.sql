-- The features of the interop tests. The placeholders are the types of by-field columns, by field, and of
-- instants: each test sets them to types that both sides support.

create table clip (
  clip_id varchar not null,
  speaker_id varchar not null,
  path varchar not null,
  metaxy_provenance_by_field ${audio_frames} not null,
  metaxy_provenance varchar not null,
  metaxy_data_version_by_field ${audio_frames} not null,
  metaxy_data_version varchar not null,
  metaxy_feature_version varchar not null,
  metaxy_project_version varchar not null,
  metaxy_created_at ${instant} not null,
  metaxy_updated_at ${instant} not null,
  metaxy_deleted_at ${instant},
  metaxy_materialization_id varchar
);

create table note (
  note_of varchar not null,
  remark varchar not null,
  metaxy_provenance_by_field ${text} not null,
  metaxy_provenance varchar not null,
  metaxy_data_version_by_field ${text} not null,
  metaxy_data_version varchar not null,
  metaxy_feature_version varchar not null,
  metaxy_project_version varchar not null,
  metaxy_created_at ${instant} not null,
  metaxy_updated_at ${instant} not null,
  metaxy_deleted_at ${instant},
  metaxy_materialization_id varchar
);

create table clip__embedding (
  clip_id varchar not null,
  dims bigint not null,
  metaxy_provenance_by_field ${vector} not null,
  metaxy_provenance varchar not null,
  metaxy_data_version_by_field ${vector} not null,
  metaxy_data_version varchar not null,
  metaxy_feature_version varchar not null,
  metaxy_project_version varchar not null,
  metaxy_created_at ${instant} not null,
  metaxy_updated_at ${instant} not null,
  metaxy_deleted_at ${instant},
  metaxy_materialization_id varchar
);

create table speaker__summary (
  speaker_id varchar not null,
  clips bigint not null,
  metaxy_provenance_by_field ${audio_everything} not null,
  metaxy_provenance varchar not null,
  metaxy_data_version_by_field ${audio_everything} not null,
  metaxy_data_version varchar not null,
  metaxy_feature_version varchar not null,
  metaxy_project_version varchar not null,
  metaxy_created_at ${instant} not null,
  metaxy_updated_at ${instant} not null,
  metaxy_deleted_at ${instant},
  metaxy_materialization_id varchar
);

create table clip__scene (
  clip_id varchar not null,
  scene bigint not null,
  title varchar not null,
  metaxy_provenance_by_field ${frames} not null,
  metaxy_provenance varchar not null,
  metaxy_data_version_by_field ${frames} not null,
  metaxy_data_version varchar not null,
  metaxy_feature_version varchar not null,
  metaxy_project_version varchar not null,
  metaxy_created_at ${instant} not null,
  metaxy_updated_at ${instant} not null,
  metaxy_deleted_at ${instant},
  metaxy_materialization_id varchar
);

create table clip__timeline (
  clip_id varchar not null,
  scenes bigint not null,
  metaxy_provenance_by_field ${default} not null,
  metaxy_provenance varchar not null,
  metaxy_data_version_by_field ${default} not null,
  metaxy_data_version varchar not null,
  metaxy_feature_version varchar not null,
  metaxy_project_version varchar not null,
  metaxy_created_at ${instant} not null,
  metaxy_updated_at ${instant} not null,
  metaxy_deleted_at ${instant},
  metaxy_materialization_id varchar
);

create table clip__merged (
  clip_id varchar not null,
  text varchar not null,
  metaxy_provenance_by_field ${all_text} not null,
  metaxy_provenance varchar not null,
  metaxy_data_version_by_field ${all_text} not null,
  metaxy_data_version varchar not null,
  metaxy_feature_version varchar not null,
  metaxy_project_version varchar not null,
  metaxy_created_at ${instant} not null,
  metaxy_updated_at ${instant} not null,
  metaxy_deleted_at ${instant},
  metaxy_materialization_id varchar
);
