-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
-- clip: drop index clip_metaxy_idx of clip
-- clip: change the comment on column codec of clip
-- clip: drop column file from clip
-- SAFE drop-index: No row changes; queries that used the index get slower, and equal values are no longer rejected if it was unique.
-- SAFE comment: Only the description changes.
-- DESTRUCTIVE drop-column: The values of all versions are lost.

drop index if exists "${metaxyTablePrefix}clip_metaxy_idx";

comment on column "${metaxyTablePrefix}clip"."codec" is '';

alter table "${metaxyTablePrefix}clip" drop column "file";
