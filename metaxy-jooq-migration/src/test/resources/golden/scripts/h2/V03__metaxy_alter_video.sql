-- Written by metaxy-jooq from the feature specs; once a database has run it, change it no more.
-- video: rename column path to file of video
-- video: add column codec of video
-- video: change the type of column seconds of video from float32 to float64
-- video: change the comment of video
-- SAFE rename-column: No row is touched; programs of before do not find the column any more.
-- SAFE add-column: Rows of older feature versions never get a value, so the column may be null in the database; from this version on writes require it when the spec does.
-- DATA_DEPENDENT rewrite-table: Every row is written anew while nobody can use the table, which takes long, and room for a copy, when it is large.
-- SAFE comment: Only the description is changed.

alter table "${metaxyTablePrefix}video" alter column "path" rename to "file";

alter table "${metaxyTablePrefix}video" add column "codec" varchar;

comment on column "${metaxyTablePrefix}video"."codec" is 'Four letters';

alter table "${metaxyTablePrefix}video" alter column "seconds" set data type double precision;

comment on table "${metaxyTablePrefix}video" is 'Feature video: What was recorded';
