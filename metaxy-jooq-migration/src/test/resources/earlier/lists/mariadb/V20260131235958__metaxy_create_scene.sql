-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
-- scene: create table scene
-- SAFE create-table: Nothing uses a new table yet.

create table `scene` (
  `scene_id` varchar(255) not null,
  `scores` json not null,
  `words` json not null,
  `box` json not null,
  `boxes` json not null,
  `tally` json not null,
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
  comment = 'Feature scene';
