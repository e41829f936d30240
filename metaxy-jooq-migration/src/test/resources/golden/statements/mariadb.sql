-- create table video
create table `${metaxyTablePrefix}video` (
  `video_id` varchar(255) not null,
  `title` varchar(80) not null comment 'it''s "odd" `n` \\ {0} ? :a',
  `frames` integer,
  `token` longtext not null,
  `vector` json,
  `boxes` json,
  `metaxy_provenance_by_field` json not null,
  `metaxy_provenance` varchar(255) not null,
  `metaxy_data_version_by_field` json not null,
  `metaxy_data_version` varchar(255) not null,
  `metaxy_feature_version` varchar(64) not null,
  `metaxy_project_version` varchar(255) not null,
  `metaxy_created_at` datetime(6) not null,
  `metaxy_updated_at` datetime(6) not null,
  `metaxy_deleted_at` datetime(6),
  `metaxy_materialization_id` varchar(255),
  primary key (`metaxy_feature_version`, `video_id`, `metaxy_updated_at`)
) default character set utf8mb4 collate utf8mb4_nopad_bin
  comment = 'Feature video: it''s "odd" `n` \\ {0} ? :a';
create index `${metaxyTablePrefix}video_metaxy_idx` on `${metaxyTablePrefix}video` (`metaxy_feature_version`, `video_id`, `metaxy_updated_at`);

-- create table video
create table `${metaxyTablePrefix}video` (
  `video_id` varchar(255),
  `title` varchar(80),
  `frames` integer,
  `token` longtext,
  `vector` json,
  `boxes` json,
  `metaxy_provenance_by_field` json,
  `metaxy_provenance` varchar(255),
  `metaxy_data_version_by_field` json,
  `metaxy_data_version` varchar(255),
  `metaxy_feature_version` varchar(64),
  `metaxy_project_version` varchar(255),
  `metaxy_created_at` datetime(6),
  `metaxy_updated_at` datetime(6),
  `metaxy_deleted_at` datetime(6),
  `metaxy_materialization_id` varchar(255)
) default character set utf8mb4 collate utf8mb4_nopad_bin;

-- drop table video
drop table `${metaxyTablePrefix}video`;

-- rename table video to it's "odd" `n` \ {0} ? :a
alter table `${metaxyTablePrefix}video` rename to `${metaxyTablePrefix}it's "odd" ``n`` \ {0} ? :a`;

-- rename table video to video
alter table `${metaxyTablePrefix}video` rename to `metaxy_renamed`;
alter table `metaxy_renamed` rename to `video`;

-- add column it's "odd" `n` \ {0} ? :a to video
alter table `${metaxyTablePrefix}video` add column `it's "odd" ``n`` \ {0} ? :a` varchar(80) not null comment 'it''s "odd" `n` \\ {0} ? :a';

-- add column takes to video
alter table `${metaxyTablePrefix}video` add column `takes` integer;

-- drop column title from video
alter table `${metaxyTablePrefix}video` drop column `title`;

-- drop column frames from video
alter table `${metaxyTablePrefix}video` drop column `frames`;

-- rename column frames of video to it's "odd" `n` \ {0} ? :a
alter table `${metaxyTablePrefix}video` rename column `frames` to `it's "odd" ``n`` \ {0} ? :a`;

-- rename column title of video to it's "odd" `n` \ {0} ? :a
alter table `${metaxyTablePrefix}video` rename column `title` to `it's "odd" ``n`` \ {0} ? :a`;

-- change the type of column frames of video from int32 to int64
alter table `${metaxyTablePrefix}video` modify column `frames` bigint;

-- change the type of column token of video from string to uuid
alter table `${metaxyTablePrefix}video` modify column `token` uuid not null;

-- change the type of column video_id of video from string(255) to int64
alter table `${metaxyTablePrefix}video` modify column `video_id` bigint not null;

-- add column embedding to video
alter table `${metaxyTablePrefix}video` add column `embedding` json;

-- rename column vector of video to it's "odd" `n` \ {0} ? :a
alter table `${metaxyTablePrefix}video` rename column `vector` to `it's "odd" ``n`` \ {0} ? :a`;

-- change the type of column vector of video from json to json
alter table `${metaxyTablePrefix}video` modify column `vector` json;

-- change the type of column vector of video from json to json
alter table `${metaxyTablePrefix}video` modify column `vector` json;

-- allow nulls in column title of video
alter table `${metaxyTablePrefix}video` modify column `title` varchar(80) comment 'it''s "odd" `n` \\ {0} ? :a';

-- forbid nulls in column frames of video
alter table `${metaxyTablePrefix}video` modify column `frames` integer not null;

-- require a value in column frames of video
-- Cannot require a value in new rows of column frames on this database

-- no longer require a value in column frames of video
-- Cannot require a value in new rows of column frames on this database

-- add b, it's "odd" `n` \ {0} ? :a to column metaxy_provenance_by_field of video
-- Cannot add keys to column metaxy_provenance_by_field: only DuckDB has structs

-- change the comment on table video
alter table `${metaxyTablePrefix}video` comment = 'Feature video: it''s "odd" `n` \\ {0} ? :a';

-- change the comment on table video
alter table `${metaxyTablePrefix}video` comment = '';

-- change the comment on column title of video
alter table `${metaxyTablePrefix}video` modify column `title` varchar(80) not null comment 'line
break';

-- change the comment on column title of video
alter table `${metaxyTablePrefix}video` modify column `title` varchar(80) not null;

-- add the primary key to video
alter table `${metaxyTablePrefix}video` add primary key (`metaxy_feature_version`, `video_id`, `metaxy_updated_at`);

-- drop the primary key of video
drop index if exists `PRIMARY` on `${metaxyTablePrefix}video`;

-- rename the primary key of video

-- rename the primary key of video

-- create index it's "odd" `n` \ {0} ? :a on video
create index `${metaxyTablePrefix}it's "odd" ``n`` \ {0} ? :a` on `${metaxyTablePrefix}video` (`title`, `frames`);

-- drop index video_metaxy_idx of video
drop index if exists `${metaxyTablePrefix}video_metaxy_idx` on `${metaxyTablePrefix}video`;

-- rename index video_metaxy_idx of video
alter table `${metaxyTablePrefix}video` rename index `${metaxyTablePrefix}video_metaxy_idx` to `${metaxyTablePrefix}it's "odd" ``n`` \ {0} ? :a`;

-- rename index video_metaxy_idx of video
alter table `${metaxyTablePrefix}video` rename index `${metaxyTablePrefix}video_metaxy_idx` to `metaxy_renamed`;
alter table `${metaxyTablePrefix}video` rename index `metaxy_renamed` to `video_metaxy_idx`;

-- create table video where it is missing
create table if not exists `${metaxyTablePrefix}video` (
  `video_id` varchar(255) not null,
  `title` varchar(80) not null comment 'it''s "odd" `n` \\ {0} ? :a',
  `frames` integer,
  `token` longtext not null,
  `vector` json,
  `boxes` json,
  `metaxy_provenance_by_field` json not null,
  `metaxy_provenance` varchar(255) not null,
  `metaxy_data_version_by_field` json not null,
  `metaxy_data_version` varchar(255) not null,
  `metaxy_feature_version` varchar(64) not null,
  `metaxy_project_version` varchar(255) not null,
  `metaxy_created_at` datetime(6) not null,
  `metaxy_updated_at` datetime(6) not null,
  `metaxy_deleted_at` datetime(6),
  `metaxy_materialization_id` varchar(255),
  primary key (`metaxy_feature_version`, `video_id`, `metaxy_updated_at`)
) default character set utf8mb4 collate utf8mb4_nopad_bin
  comment = 'Feature video: it''s "odd" `n` \\ {0} ? :a';
create index if not exists `${metaxyTablePrefix}video_metaxy_idx` on `${metaxyTablePrefix}video` (`metaxy_feature_version`, `video_id`, `metaxy_updated_at`);

-- create table video as a whole
create table `${metaxyTablePrefix}video` (
  `video_id` varchar(255) not null,
  `title` varchar(80) not null comment 'it''s "odd" `n` \\ {0} ? :a',
  `frames` integer,
  `token` longtext not null,
  `vector` json,
  `boxes` json,
  `metaxy_provenance_by_field` json not null,
  `metaxy_provenance` varchar(255) not null,
  `metaxy_data_version_by_field` json not null,
  `metaxy_data_version` varchar(255) not null,
  `metaxy_feature_version` varchar(64) not null,
  `metaxy_project_version` varchar(255) not null,
  `metaxy_created_at` datetime(6) not null,
  `metaxy_updated_at` datetime(6) not null,
  `metaxy_deleted_at` datetime(6),
  `metaxy_materialization_id` varchar(255),
  primary key (`metaxy_feature_version`, `video_id`, `metaxy_updated_at`),
  index `${metaxyTablePrefix}video_metaxy_idx` (`metaxy_feature_version`, `video_id`, `metaxy_updated_at`)
) default character set utf8mb4 collate utf8mb4_nopad_bin
  comment = 'Feature video: it''s "odd" `n` \\ {0} ? :a';
