-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
-- video: create index video_metaxy_idx on video
-- ONLINE create-index: It takes a long time on a large table; PostgreSQL builds it while the table is in use, in a separate script without a transaction; other databases block writes.

create index `${metaxyTablePrefix}video_metaxy_idx` on `${metaxyTablePrefix}video` (`metaxy_feature_version`, `video_id`, `metaxy_updated_at`);
