-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
-- types/everything: create table types__everything
-- SAFE create-table: Nothing uses a new table yet.

create table `${metaxyTablePrefix}types__everything` (
  `take` bigint not null,
  `title` varchar(80) not null comment 'As "shown"',
  `good` boolean not null,
  `tiny` tinyint not null,
  `small` smallint not null,
  `whole` integer not null,
  `real` float not null,
  `exact` double not null,
  `amount` decimal(38, 18),
  `price` decimal(10, 2),
  `token` uuid not null,
  `bytes` longblob not null,
  `at` datetime(6) not null,
  `zoned` datetime(6) not null,
  `day` date not null,
  `clock` datetime(6) not null,
  `hour` time(6) not null,
  `mood` longtext not null,
  `doc` json,
  `words` json not null,
  `vector` json,
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
  comment = 'Feature types/everything';
