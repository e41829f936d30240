-- Written by metaxy-jooq from the feature specs; once a database has run it, change it no more.
-- clip: rename table video to clip
-- clip: rename index video_metaxy_idx of clip
-- clip: change the comment of clip
-- SAFE rename-table: No row is touched; programs of before do not find the table any more, and the feature recomputes when its key changes.
-- SAFE rename-key: Only the name of a key or an index is changed.
-- SAFE comment: Only the description is changed.

alter table `${metaxyTablePrefix}video` rename to `${metaxyTablePrefix}clip`;

alter table `${metaxyTablePrefix}clip` rename index `${metaxyTablePrefix}video_metaxy_idx` to `${metaxyTablePrefix}clip_metaxy_idx`;

alter table `${metaxyTablePrefix}clip` comment = 'Feature clip: What was recorded';
