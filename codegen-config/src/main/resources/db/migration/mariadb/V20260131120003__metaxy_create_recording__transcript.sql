-- Written by metaxy-jooq from the feature specs; once a database has run it, change it no more.
-- recording/transcript: create table recording__transcript
-- SAFE create-table: Nothing uses a table that is new.

create table `recording__transcript` (
  `recording_id` varchar(255) not null,
  `text` longtext not null,
  `metaxy_provenance_by_field` json not null,
  `metaxy_provenance` varchar(255) not null,
  `metaxy_data_version_by_field` json not null,
  `metaxy_data_version` varchar(255) not null,
  `metaxy_feature_version` varchar(64) not null,
  `metaxy_project_version` varchar(255) not null,
  `metaxy_created_at` datetime(6) not null,
  `metaxy_updated_at` datetime(6) not null,
  `metaxy_deleted_at` datetime(6),
  `metaxy_materialization_id` varchar(255)
) default character set utf8mb4 collate utf8mb4_nopad_bin
  comment = 'Feature recording/transcript';

create index `recording__transcript_metaxy_idx` on `recording__transcript` (`metaxy_feature_version`, `recording_id`, `metaxy_updated_at`);
