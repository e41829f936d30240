-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
-- types/everything: create table types__everything
-- SAFE create-table: Nothing uses a new table yet.

create table "${metaxyTablePrefix}types__everything" (
  "take" bigint not null,
  "title" varchar(80) not null,
  "good" boolean not null,
  "tiny" smallint not null,
  "small" smallint not null,
  "whole" integer not null,
  "real" real not null,
  "exact" double precision not null,
  "amount" decimal(38, 18),
  "price" decimal(10, 2),
  "token" uuid not null,
  "bytes" bytea not null,
  "at" timestamp(6) with time zone not null,
  "zoned" timestamp(6) with time zone not null,
  "day" date not null,
  "clock" timestamp(6) not null,
  "hour" time(6) not null,
  "mood" varchar not null,
  "doc" jsonb,
  "words" varchar[] not null,
  "vector" real[] constraint "vector_metaxy_elements" check (cardinality("vector") = 512),
  "metaxy_provenance_by_field" jsonb not null,
  "metaxy_provenance" varchar not null,
  "metaxy_data_version_by_field" jsonb not null,
  "metaxy_data_version" varchar not null,
  "metaxy_feature_version" varchar not null,
  "metaxy_project_version" varchar not null,
  "metaxy_created_at" timestamp(6) with time zone not null,
  "metaxy_updated_at" timestamp(6) with time zone not null,
  "metaxy_deleted_at" timestamp(6) with time zone,
  "metaxy_materialization_id" varchar
);

comment on table "${metaxyTablePrefix}types__everything" is 'Feature types/everything';

comment on column "${metaxyTablePrefix}types__everything"."title" is 'As "shown"';
