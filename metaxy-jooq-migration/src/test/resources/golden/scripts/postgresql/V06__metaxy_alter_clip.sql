-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
-- clip: rename table video to clip
-- clip: rename index video_metaxy_idx of clip
-- clip: change the comment on table clip
-- SAFE rename-table: No row changes; older programs no longer find the table, and the feature is recomputed when its key changes.
-- SAFE rename-key: Only the name of a key or an index changes.
-- SAFE comment: Only the description changes.

alter table "${metaxyTablePrefix}video" rename to "${metaxyTablePrefix}clip";

alter index "${metaxyTablePrefix}video_metaxy_idx" rename to "${metaxyTablePrefix}clip_metaxy_idx";

comment on table "${metaxyTablePrefix}clip" is 'Feature clip: What was recorded';
