-- create table video
create table "${metaxyTablePrefix}video" (
  "video_id" varchar not null,
  "title" varchar not null,
  "frames" integer,
  "token" varchar not null,
  "vector" float[2],
  "boxes" struct("it's ""odd"" `n` \ {0} ? :a" integer)[],
  "metaxy_provenance_by_field" struct("audio" varchar, "frames" varchar) not null,
  "metaxy_provenance" varchar not null,
  "metaxy_data_version_by_field" struct("audio" varchar, "frames" varchar) not null,
  "metaxy_data_version" varchar not null,
  "metaxy_feature_version" varchar not null,
  "metaxy_project_version" varchar not null,
  "metaxy_created_at" timestamp with time zone not null,
  "metaxy_updated_at" timestamp with time zone not null,
  "metaxy_deleted_at" timestamp with time zone,
  "metaxy_materialization_id" varchar,
  constraint "${metaxyTablePrefix}video_metaxy_pk" primary key ("metaxy_feature_version", "video_id", "metaxy_updated_at")
);
create index "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");
comment on table "${metaxyTablePrefix}video" is 'Feature video: it''s "odd" `n` \ {0} ? :a';
comment on column "${metaxyTablePrefix}video"."title" is 'it''s "odd" `n` \ {0} ? :a';

-- create table video
create table "${metaxyTablePrefix}video" (
  "video_id" varchar,
  "title" varchar,
  "frames" integer,
  "token" varchar,
  "vector" float[2],
  "boxes" struct("it's ""odd"" `n` \ {0} ? :a" integer)[],
  "metaxy_provenance_by_field" struct("audio" varchar, "frames" varchar),
  "metaxy_provenance" varchar,
  "metaxy_data_version_by_field" struct("audio" varchar, "frames" varchar),
  "metaxy_data_version" varchar,
  "metaxy_feature_version" varchar,
  "metaxy_project_version" varchar,
  "metaxy_created_at" timestamp with time zone,
  "metaxy_updated_at" timestamp with time zone,
  "metaxy_deleted_at" timestamp with time zone,
  "metaxy_materialization_id" varchar
);

-- drop table video
drop table "${metaxyTablePrefix}video";

-- rename table video to it's "odd" `n` \ {0} ? :a
set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and index_name not in ('${metaxyTablePrefix}video_metaxy_idx')
);
drop index "${metaxyTablePrefix}video_metaxy_idx";
alter table "${metaxyTablePrefix}video" rename to "${metaxyTablePrefix}it's ""odd"" `n` \ {0} ? :a";
create index "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}it's ""odd"" `n` \ {0} ? :a" ("metaxy_feature_version", "video_id", "metaxy_updated_at");

-- rename table video to video
set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and index_name not in ('${metaxyTablePrefix}video_metaxy_idx')
);
drop index "${metaxyTablePrefix}video_metaxy_idx";
alter table "${metaxyTablePrefix}video" rename to "metaxy_renamed";
alter table "metaxy_renamed" rename to "video";
create index "${metaxyTablePrefix}video_metaxy_idx" on "video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");

-- add column it's "odd" `n` \ {0} ? :a to video
alter table "${metaxyTablePrefix}video" add column "it's ""odd"" `n` \ {0} ? :a" varchar not null;
comment on column "${metaxyTablePrefix}video"."it's ""odd"" `n` \ {0} ? :a" is 'it''s "odd" `n` \ {0} ? :a';

-- add column takes to video
alter table "${metaxyTablePrefix}video" add column "takes" integer;

-- drop column title from video
set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot copy table ${metaxyTablePrefix}video, because the copy would not have ' || string_agg(what, ', ' order by what) || '; drop it first, let Flyway migrate, then create it again') end
  from (
    select 'the index ' || index_name as what from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and index_name not in ('${metaxyTablePrefix}video_metaxy_idx')
    union all select 'the default of column ' || column_name from duckdb_columns() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and column_default is not null
    union all select 'the comment on column ' || column_name from duckdb_columns() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and comment <> '' and column_name not in ('video_id', 'title', 'frames', 'token', 'vector', 'boxes', 'metaxy_provenance_by_field', 'metaxy_provenance', 'metaxy_data_version_by_field', 'metaxy_data_version', 'metaxy_feature_version', 'metaxy_project_version', 'metaxy_created_at', 'metaxy_updated_at', 'metaxy_deleted_at', 'metaxy_materialization_id')
    union all select 'not null of column ' || column_name from duckdb_columns() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and not is_nullable and column_name not in ('video_id', 'title', 'token', 'metaxy_provenance_by_field', 'metaxy_provenance', 'metaxy_data_version_by_field', 'metaxy_data_version', 'metaxy_feature_version', 'metaxy_project_version', 'metaxy_created_at', 'metaxy_updated_at')
    union all select 'the constraint ' || constraint_text from duckdb_constraints() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and constraint_type not in ('PRIMARY KEY', 'NOT NULL')
  )
);
create table "${metaxyTablePrefix}video__metaxy_new" as
  select * exclude ("title")
  from "${metaxyTablePrefix}video";
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "video_id" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "token" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_provenance_by_field" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_provenance" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_data_version_by_field" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_data_version" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_feature_version" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_project_version" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_created_at" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_updated_at" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" add constraint "${metaxyTablePrefix}video_metaxy_pk" primary key ("metaxy_feature_version", "video_id", "metaxy_updated_at");
drop table "${metaxyTablePrefix}video";
alter table "${metaxyTablePrefix}video__metaxy_new" rename to "${metaxyTablePrefix}video";
create index "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");
comment on table "${metaxyTablePrefix}video" is 'Feature video: it''s "odd" `n` \ {0} ? :a';

-- drop column frames from video
set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video'
);
alter table "${metaxyTablePrefix}video" drop column "frames";

-- rename column frames of video to it's "odd" `n` \ {0} ? :a
set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and index_name not in ('${metaxyTablePrefix}video_metaxy_idx')
);
drop index "${metaxyTablePrefix}video_metaxy_idx";
alter table "${metaxyTablePrefix}video" rename column "frames" to "it's ""odd"" `n` \ {0} ? :a";
create index "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");

-- rename column title of video to it's "odd" `n` \ {0} ? :a
set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and index_name not in ('${metaxyTablePrefix}video_metaxy_idx')
);
drop index "${metaxyTablePrefix}video_metaxy_idx";
alter table "${metaxyTablePrefix}video" rename column "title" to "it's ""odd"" `n` \ {0} ? :a";
create index "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");

-- change the type of column frames of video from int32 to int64
set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and index_name not in ('${metaxyTablePrefix}video_metaxy_idx')
);
drop index "${metaxyTablePrefix}video_metaxy_idx";
alter table "${metaxyTablePrefix}video" alter column "frames" set data type bigint;
create index "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");

-- change the type of column token of video from string to uuid
set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and index_name not in ('${metaxyTablePrefix}video_metaxy_idx')
);
drop index "${metaxyTablePrefix}video_metaxy_idx";
alter table "${metaxyTablePrefix}video" alter column "token" set data type uuid;
create index "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");

-- change the type of column video_id of video from string to int64
set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot copy table ${metaxyTablePrefix}video, because the copy would not have ' || string_agg(what, ', ' order by what) || '; drop it first, let Flyway migrate, then create it again') end
  from (
    select 'the index ' || index_name as what from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and index_name not in ('${metaxyTablePrefix}video_metaxy_idx')
    union all select 'the default of column ' || column_name from duckdb_columns() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and column_default is not null
    union all select 'the comment on column ' || column_name from duckdb_columns() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and comment <> '' and column_name not in ('video_id', 'title', 'frames', 'token', 'vector', 'boxes', 'metaxy_provenance_by_field', 'metaxy_provenance', 'metaxy_data_version_by_field', 'metaxy_data_version', 'metaxy_feature_version', 'metaxy_project_version', 'metaxy_created_at', 'metaxy_updated_at', 'metaxy_deleted_at', 'metaxy_materialization_id')
    union all select 'not null of column ' || column_name from duckdb_columns() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and not is_nullable and column_name not in ('video_id', 'title', 'token', 'metaxy_provenance_by_field', 'metaxy_provenance', 'metaxy_data_version_by_field', 'metaxy_data_version', 'metaxy_feature_version', 'metaxy_project_version', 'metaxy_created_at', 'metaxy_updated_at')
    union all select 'the constraint ' || constraint_text from duckdb_constraints() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and constraint_type not in ('PRIMARY KEY', 'NOT NULL')
  )
);
create table "${metaxyTablePrefix}video__metaxy_new" as
  select * replace (cast("video_id" as bigint) as "video_id")
  from "${metaxyTablePrefix}video";
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "video_id" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "title" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "token" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_provenance_by_field" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_provenance" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_data_version_by_field" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_data_version" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_feature_version" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_project_version" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_created_at" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_updated_at" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" add constraint "${metaxyTablePrefix}video_metaxy_pk" primary key ("metaxy_feature_version", "video_id", "metaxy_updated_at");
drop table "${metaxyTablePrefix}video";
alter table "${metaxyTablePrefix}video__metaxy_new" rename to "${metaxyTablePrefix}video";
create index "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");
comment on table "${metaxyTablePrefix}video" is 'Feature video: it''s "odd" `n` \ {0} ? :a';
comment on column "${metaxyTablePrefix}video"."title" is 'it''s "odd" `n` \ {0} ? :a';

-- add column embedding to video
alter table "${metaxyTablePrefix}video" add column "embedding" float[2];

-- rename column vector of video to it's "odd" `n` \ {0} ? :a
set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and index_name not in ('${metaxyTablePrefix}video_metaxy_idx')
);
drop index "${metaxyTablePrefix}video_metaxy_idx";
alter table "${metaxyTablePrefix}video" rename column "vector" to "it's ""odd"" `n` \ {0} ? :a";
create index "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");

-- change the type of column vector of video from float32[2] to float64[3]
set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and index_name not in ('${metaxyTablePrefix}video_metaxy_idx')
);
drop index "${metaxyTablePrefix}video_metaxy_idx";
alter table "${metaxyTablePrefix}video" alter column "vector" set data type double[3] using cast(cast("vector" as double[]) as double[3]);
create index "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");

-- change the type of column vector of video from float32[2] to float32[]
set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and index_name not in ('${metaxyTablePrefix}video_metaxy_idx')
);
drop index "${metaxyTablePrefix}video_metaxy_idx";
alter table "${metaxyTablePrefix}video" alter column "vector" set data type float[];
create index "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");

-- allow nulls in column title of video
set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and index_name not in ('${metaxyTablePrefix}video_metaxy_idx')
);
drop index "${metaxyTablePrefix}video_metaxy_idx";
alter table "${metaxyTablePrefix}video" alter column "title" drop not null;
create index "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");

-- forbid nulls in column frames of video
set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and index_name not in ('${metaxyTablePrefix}video_metaxy_idx')
);
drop index "${metaxyTablePrefix}video_metaxy_idx";
alter table "${metaxyTablePrefix}video" alter column "frames" set not null;
create index "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");

-- require a value in column frames of video
-- Cannot require a value in new rows of column frames on this database

-- no longer require a value in column frames of video
-- Cannot require a value in new rows of column frames on this database

-- add b, it's "odd" `n` \ {0} ? :a to column metaxy_provenance_by_field of video
set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and index_name not in ('${metaxyTablePrefix}video_metaxy_idx')
);
drop index "${metaxyTablePrefix}video_metaxy_idx";
alter table "${metaxyTablePrefix}video" add column "metaxy_provenance_by_field"."b" varchar;
alter table "${metaxyTablePrefix}video" add column "metaxy_provenance_by_field"."it's ""odd"" `n` \ {0} ? :a" varchar;
create index "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");

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
set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video'
);
alter table "${metaxyTablePrefix}video" add constraint "${metaxyTablePrefix}video_metaxy_pk" primary key ("metaxy_feature_version", "video_id", "metaxy_updated_at");

-- drop the primary key of video
set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot copy table ${metaxyTablePrefix}video, because the copy would not have ' || string_agg(what, ', ' order by what) || '; drop it first, let Flyway migrate, then create it again') end
  from (
    select 'the index ' || index_name as what from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and index_name not in ('${metaxyTablePrefix}video_metaxy_idx')
    union all select 'the default of column ' || column_name from duckdb_columns() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and column_default is not null
    union all select 'the comment on column ' || column_name from duckdb_columns() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and comment <> '' and column_name not in ('video_id', 'title', 'frames', 'token', 'vector', 'boxes', 'metaxy_provenance_by_field', 'metaxy_provenance', 'metaxy_data_version_by_field', 'metaxy_data_version', 'metaxy_feature_version', 'metaxy_project_version', 'metaxy_created_at', 'metaxy_updated_at', 'metaxy_deleted_at', 'metaxy_materialization_id')
    union all select 'not null of column ' || column_name from duckdb_columns() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and not is_nullable and column_name not in ('video_id', 'title', 'token', 'metaxy_provenance_by_field', 'metaxy_provenance', 'metaxy_data_version_by_field', 'metaxy_data_version', 'metaxy_feature_version', 'metaxy_project_version', 'metaxy_created_at', 'metaxy_updated_at')
    union all select 'the constraint ' || constraint_text from duckdb_constraints() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and constraint_type not in ('PRIMARY KEY', 'NOT NULL')
  )
);
create table "${metaxyTablePrefix}video__metaxy_new" as
  select *
  from "${metaxyTablePrefix}video";
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "video_id" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "title" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "token" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_provenance_by_field" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_provenance" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_data_version_by_field" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_data_version" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_feature_version" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_project_version" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_created_at" set not null;
alter table "${metaxyTablePrefix}video__metaxy_new" alter column "metaxy_updated_at" set not null;
drop table "${metaxyTablePrefix}video";
alter table "${metaxyTablePrefix}video__metaxy_new" rename to "${metaxyTablePrefix}video";
create index "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");
comment on table "${metaxyTablePrefix}video" is 'Feature video: it''s "odd" `n` \ {0} ? :a';
comment on column "${metaxyTablePrefix}video"."title" is 'it''s "odd" `n` \ {0} ? :a';

-- rename the primary key of video

-- rename the primary key of video

-- create index it's "odd" `n` \ {0} ? :a on video
create index "${metaxyTablePrefix}it's ""odd"" `n` \ {0} ? :a" on "${metaxyTablePrefix}video" ("title", "frames");

-- drop index video_metaxy_idx of video
drop index "${metaxyTablePrefix}video_metaxy_idx";

-- rename index video_metaxy_idx of video
drop index "${metaxyTablePrefix}video_metaxy_idx";
create index "${metaxyTablePrefix}it's ""odd"" `n` \ {0} ? :a" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");

-- rename index video_metaxy_idx of video
drop index "${metaxyTablePrefix}video_metaxy_idx";
create index "video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");

-- change the type of column boxes of video from struct(it's "odd" `n` \ {0} ? :a int32)[] to struct(it's "odd" `n` \ {0} ? :a int32, labels map(string, string), select map(string, string))[]
set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and index_name not in ('${metaxyTablePrefix}video_metaxy_idx')
);
drop index "${metaxyTablePrefix}video_metaxy_idx";
alter table "${metaxyTablePrefix}video" add column "boxes"."element"."labels" map(varchar, varchar);
alter table "${metaxyTablePrefix}video" add column "boxes"."element"."select" map(varchar, varchar);
create index "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");

-- change the type of column boxes of video from struct(it's "odd" `n` \ {0} ? :a int32)[] to struct(it's "odd" `n` \ {0} ? :a int64, labels map(string, string))[]
set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot alter table ${metaxyTablePrefix}video while it has the index ' || string_agg(index_name, ', ' order by index_name) || '; drop it first, let Flyway migrate, then create it again') end
  from duckdb_indexes() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and index_name not in ('${metaxyTablePrefix}video_metaxy_idx')
);
set variable metaxy_checked = (
  select case when count(*) > 0 then error('Cannot change the type of column boxes of table ${metaxyTablePrefix}video, because it is no longer the type that the last script left, but ' || string_agg(data_type, ', ') || '; undo that change, or record it: run generate with -Dmetaxy.current=scripts') end
  from duckdb_columns() where schema_name = current_schema() and database_name = current_database() and table_name = '${metaxyTablePrefix}video' and column_name = 'boxes'
    and data_type <> typeof(cast(null as struct("it's ""odd"" `n` \ {0} ? :a" integer)[]))
);
drop index "${metaxyTablePrefix}video_metaxy_idx";
alter table "${metaxyTablePrefix}video" alter column "boxes" set data type struct("it's ""odd"" `n` \ {0} ? :a" bigint, "labels" map(varchar, varchar))[];
create index "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");

-- create table video where it is missing
create table if not exists "${metaxyTablePrefix}video" (
  "video_id" varchar not null,
  "title" varchar not null,
  "frames" integer,
  "token" varchar not null,
  "vector" float[2],
  "boxes" struct("it's ""odd"" `n` \ {0} ? :a" integer)[],
  "metaxy_provenance_by_field" struct("audio" varchar, "frames" varchar) not null,
  "metaxy_provenance" varchar not null,
  "metaxy_data_version_by_field" struct("audio" varchar, "frames" varchar) not null,
  "metaxy_data_version" varchar not null,
  "metaxy_feature_version" varchar not null,
  "metaxy_project_version" varchar not null,
  "metaxy_created_at" timestamp with time zone not null,
  "metaxy_updated_at" timestamp with time zone not null,
  "metaxy_deleted_at" timestamp with time zone,
  "metaxy_materialization_id" varchar,
  constraint "${metaxyTablePrefix}video_metaxy_pk" primary key ("metaxy_feature_version", "video_id", "metaxy_updated_at")
);
create index if not exists "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");
comment on table "${metaxyTablePrefix}video" is 'Feature video: it''s "odd" `n` \ {0} ? :a';
comment on column "${metaxyTablePrefix}video"."title" is 'it''s "odd" `n` \ {0} ? :a';

-- create table video as a whole
create table "${metaxyTablePrefix}video" (
  "video_id" varchar not null,
  "title" varchar not null,
  "frames" integer,
  "token" varchar not null,
  "vector" float[2],
  "boxes" struct("it's ""odd"" `n` \ {0} ? :a" integer)[],
  "metaxy_provenance_by_field" struct("audio" varchar, "frames" varchar) not null,
  "metaxy_provenance" varchar not null,
  "metaxy_data_version_by_field" struct("audio" varchar, "frames" varchar) not null,
  "metaxy_data_version" varchar not null,
  "metaxy_feature_version" varchar not null,
  "metaxy_project_version" varchar not null,
  "metaxy_created_at" timestamp with time zone not null,
  "metaxy_updated_at" timestamp with time zone not null,
  "metaxy_deleted_at" timestamp with time zone,
  "metaxy_materialization_id" varchar,
  constraint "${metaxyTablePrefix}video_metaxy_pk" primary key ("metaxy_feature_version", "video_id", "metaxy_updated_at")
);
create index "${metaxyTablePrefix}video_metaxy_idx" on "${metaxyTablePrefix}video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");
comment on table "${metaxyTablePrefix}video" is 'Feature video: it''s "odd" `n` \ {0} ? :a';
comment on column "${metaxyTablePrefix}video"."title" is 'it''s "odd" `n` \ {0} ? :a';
