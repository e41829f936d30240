-- create table video
create table "${metaxyTablePrefix}video" (
  "video_id" varchar not null,
  "title" varchar(80) not null,
  "frames" integer,
  "token" varchar not null,
  "vector" real array[2],
  "boxes" json,
  "metaxy_provenance_by_field" json not null,
  "metaxy_provenance" varchar not null,
  "metaxy_data_version_by_field" json not null,
  "metaxy_data_version" varchar not null,
  "metaxy_feature_version" varchar not null,
  "metaxy_project_version" varchar not null,
  "metaxy_created_at" timestamp(6) with time zone not null,
  "metaxy_updated_at" timestamp(6) with time zone not null,
  "metaxy_deleted_at" timestamp(6) with time zone,
  "metaxy_materialization_id" varchar,
  constraint "${metaxyTablePrefix}video_metaxy_pk" primary key ("metaxy_feature_version", "video_id", "metaxy_updated_at")
);
create index "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");
comment on table "${metaxyTablePrefix}video" is 'Feature video: it''s "odd" `n` \ {0} ? :a';
comment on column "${metaxyTablePrefix}video"."title" is 'it''s "odd" `n` \ {0} ? :a';

-- create table video
create table "${metaxyTablePrefix}video" (
  "video_id" varchar,
  "title" varchar(80),
  "frames" integer,
  "token" varchar,
  "vector" real array[2],
  "boxes" json,
  "metaxy_provenance_by_field" json,
  "metaxy_provenance" varchar,
  "metaxy_data_version_by_field" json,
  "metaxy_data_version" varchar,
  "metaxy_feature_version" varchar,
  "metaxy_project_version" varchar,
  "metaxy_created_at" timestamp(6) with time zone,
  "metaxy_updated_at" timestamp(6) with time zone,
  "metaxy_deleted_at" timestamp(6) with time zone,
  "metaxy_materialization_id" varchar
);

-- drop table video
drop table "${metaxyTablePrefix}video";

-- rename table video to it's "odd" `n` \ {0} ? :a
alter table "${metaxyTablePrefix}video" rename to "${metaxyTablePrefix}it's ""odd"" `n` \ {0} ? :a";

-- rename table video to video
alter table "${metaxyTablePrefix}video" rename to "metaxy_renamed";
alter table "metaxy_renamed" rename to "video";

-- add column it's "odd" `n` \ {0} ? :a to video
alter table "${metaxyTablePrefix}video" add column "it's ""odd"" `n` \ {0} ? :a" varchar(80) not null;
comment on column "${metaxyTablePrefix}video"."it's ""odd"" `n` \ {0} ? :a" is 'it''s "odd" `n` \ {0} ? :a';

-- add column takes to video
alter table "${metaxyTablePrefix}video" add column "takes" integer;

-- drop column title from video
alter table "${metaxyTablePrefix}video" drop column "title";

-- drop column frames from video
alter table "${metaxyTablePrefix}video" drop column "frames";

-- rename column frames of video to it's "odd" `n` \ {0} ? :a
alter table "${metaxyTablePrefix}video" alter column "frames" rename to "it's ""odd"" `n` \ {0} ? :a";

-- rename column title of video to it's "odd" `n` \ {0} ? :a
alter table "${metaxyTablePrefix}video" alter column "title" rename to "it's ""odd"" `n` \ {0} ? :a";

-- change the type of column frames of video from int32 to int64
alter table "${metaxyTablePrefix}video" alter column "frames" set data type bigint;

-- change the type of column token of video from string to uuid
alter table "${metaxyTablePrefix}video" alter column "token" set data type uuid;

-- change the type of column video_id of video from string to int64
alter table "${metaxyTablePrefix}video" alter column "video_id" set data type bigint;

-- add column embedding to video
alter table "${metaxyTablePrefix}video" add column "embedding" real array[2];

-- rename column vector of video to it's "odd" `n` \ {0} ? :a
alter table "${metaxyTablePrefix}video" alter column "vector" rename to "it's ""odd"" `n` \ {0} ? :a";

-- change the type of column vector of video from float32[2] to float64[3]
alter table "${metaxyTablePrefix}video" alter column "vector" set data type double precision array[3];

-- change the type of column vector of video from float32[2] to float32[]
alter table "${metaxyTablePrefix}video" alter column "vector" set data type real array;

-- allow nulls in column title of video
alter table "${metaxyTablePrefix}video" alter column "title" drop not null;

-- forbid nulls in column frames of video
alter table "${metaxyTablePrefix}video" alter column "frames" set not null;

-- require a value in column frames of video
-- Cannot require a value in new rows of column frames on this database

-- no longer require a value in column frames of video
-- Cannot require a value in new rows of column frames on this database

-- add b, it's "odd" `n` \ {0} ? :a to column metaxy_provenance_by_field of video
-- Cannot add keys to column metaxy_provenance_by_field: only DuckDB has structs

-- change the comment on table video
comment on table "${metaxyTablePrefix}video" is 'Feature video: it''s "odd" `n` \ {0} ? :a';

-- change the comment on table video
comment on table "${metaxyTablePrefix}video" is '';

-- change the comment on column title of video
comment on column "${metaxyTablePrefix}video"."title" is 'line
break';

-- change the comment on column title of video
comment on column "${metaxyTablePrefix}video"."title" is '';

-- add the primary key to video
alter table "${metaxyTablePrefix}video" alter column "metaxy_feature_version" set not null;
alter table "${metaxyTablePrefix}video" alter column "video_id" set not null;
alter table "${metaxyTablePrefix}video" alter column "metaxy_updated_at" set not null;
alter table "${metaxyTablePrefix}video" add constraint "${metaxyTablePrefix}video_metaxy_pk" primary key ("metaxy_feature_version", "video_id", "metaxy_updated_at");

-- drop the primary key of video
alter table "${metaxyTablePrefix}video" drop constraint if exists "${metaxyTablePrefix}video_metaxy_pk";

-- rename the primary key of video
alter table "${metaxyTablePrefix}video" rename constraint "${metaxyTablePrefix}video_metaxy_pk" to "${metaxyTablePrefix}it's ""odd"" `n` \ {0} ? :a";

-- rename the primary key of video
alter table "${metaxyTablePrefix}video" rename constraint "${metaxyTablePrefix}video_metaxy_pk" to "metaxy_renamed";
alter table "${metaxyTablePrefix}video" rename constraint "metaxy_renamed" to "video_metaxy_pk";

-- create index it's "odd" `n` \ {0} ? :a on video
create index "${metaxyTablePrefix}it's ""odd"" `n` \ {0} ? :a" on "${metaxyTablePrefix}video" ("title", "frames");

-- drop index video_metaxy_idx of video
drop index if exists "${metaxyTablePrefix}video_metaxy_idx";

-- rename index video_metaxy_idx of video
alter index "${metaxyTablePrefix}video_metaxy_idx" rename to "${metaxyTablePrefix}it's ""odd"" `n` \ {0} ? :a";

-- rename index video_metaxy_idx of video
alter index "${metaxyTablePrefix}video_metaxy_idx" rename to "metaxy_renamed";
alter index "metaxy_renamed" rename to "video_metaxy_idx";

-- create table video where it is missing
create table if not exists "${metaxyTablePrefix}video" (
  "video_id" varchar not null,
  "title" varchar(80) not null,
  "frames" integer,
  "token" varchar not null,
  "vector" real array[2],
  "boxes" json,
  "metaxy_provenance_by_field" json not null,
  "metaxy_provenance" varchar not null,
  "metaxy_data_version_by_field" json not null,
  "metaxy_data_version" varchar not null,
  "metaxy_feature_version" varchar not null,
  "metaxy_project_version" varchar not null,
  "metaxy_created_at" timestamp(6) with time zone not null,
  "metaxy_updated_at" timestamp(6) with time zone not null,
  "metaxy_deleted_at" timestamp(6) with time zone,
  "metaxy_materialization_id" varchar,
  constraint "${metaxyTablePrefix}video_metaxy_pk" primary key ("metaxy_feature_version", "video_id", "metaxy_updated_at")
);
create index if not exists "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");
comment on table "${metaxyTablePrefix}video" is 'Feature video: it''s "odd" `n` \ {0} ? :a';
comment on column "${metaxyTablePrefix}video"."title" is 'it''s "odd" `n` \ {0} ? :a';

-- create table video as a whole
create table "${metaxyTablePrefix}video" (
  "video_id" varchar not null,
  "title" varchar(80) not null,
  "frames" integer,
  "token" varchar not null,
  "vector" real array[2],
  "boxes" json,
  "metaxy_provenance_by_field" json not null,
  "metaxy_provenance" varchar not null,
  "metaxy_data_version_by_field" json not null,
  "metaxy_data_version" varchar not null,
  "metaxy_feature_version" varchar not null,
  "metaxy_project_version" varchar not null,
  "metaxy_created_at" timestamp(6) with time zone not null,
  "metaxy_updated_at" timestamp(6) with time zone not null,
  "metaxy_deleted_at" timestamp(6) with time zone,
  "metaxy_materialization_id" varchar,
  constraint "${metaxyTablePrefix}video_metaxy_pk" primary key ("metaxy_feature_version", "video_id", "metaxy_updated_at")
);
create index "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");
comment on table "${metaxyTablePrefix}video" is 'Feature video: it''s "odd" `n` \ {0} ? :a';
comment on column "${metaxyTablePrefix}video"."title" is 'it''s "odd" `n` \ {0} ? :a';
