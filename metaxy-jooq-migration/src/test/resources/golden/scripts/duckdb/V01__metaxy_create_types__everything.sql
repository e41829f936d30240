-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
-- types/everything: create table types__everything
-- SAFE create-table: Nothing uses a new table yet.

create table "${metaxyTablePrefix}types__everything" (
  "take" bigint not null,
  "title" varchar not null,
  "good" boolean not null,
  "tiny" tinyint not null,
  "small" smallint not null,
  "whole" integer not null,
  "real" float not null,
  "exact" double not null,
  "amount" decimal(38, 18),
  "price" decimal(10, 2),
  "token" uuid not null,
  "bytes" blob not null,
  "at" timestamp with time zone not null,
  "zoned" timestamp with time zone not null,
  "day" date not null,
  "clock" timestamp not null,
  "hour" time not null,
  "mood" varchar not null,
  "doc" json,
  "words" varchar[] not null,
  "vector" float[512],
  "metaxy_provenance_by_field" struct("default" varchar) not null,
  "metaxy_provenance" varchar not null,
  "metaxy_data_version_by_field" struct("default" varchar) not null,
  "metaxy_data_version" varchar not null,
  "metaxy_feature_version" varchar not null,
  "metaxy_project_version" varchar not null,
  "metaxy_created_at" timestamp with time zone not null,
  "metaxy_updated_at" timestamp with time zone not null,
  "metaxy_deleted_at" timestamp with time zone,
  "metaxy_materialization_id" varchar
);

comment on table "${metaxyTablePrefix}types__everything" is 'Feature types/everything';

comment on column "${metaxyTablePrefix}types__everything"."title" is 'As "shown"';
