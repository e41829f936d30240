-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
-- video: rename column path of video to file
-- video: add column codec to video
-- video: change the type of column seconds of video from float32 to float64
-- video: change the comment on table video
-- SAFE rename-column: No row changes; older programs no longer find the column.
-- SAFE add-column: Rows of older feature versions never get a value, so the column is nullable in the database; new writes require a value when the spec does.
-- DATA_DEPENDENT rewrite-table: Every row is rewritten while nobody can use the table, which takes a long time and room for a copy if it is large.
-- SAFE comment: Only the description changes.

alter table "${metaxyTablePrefix}video" alter column "path" rename to "file";

alter table "${metaxyTablePrefix}video" add column "codec" varchar;

comment on column "${metaxyTablePrefix}video"."codec" is 'Four letters';

alter table "${metaxyTablePrefix}video" alter column "seconds" set data type double precision;

comment on table "${metaxyTablePrefix}video" is 'Feature video: What was recorded';
