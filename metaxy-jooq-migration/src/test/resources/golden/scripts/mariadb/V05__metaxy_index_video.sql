-- Written by metaxy-jooq from the feature specs; once a database has run it, change it no more.
-- video: create index video_metaxy_idx of video
-- ONLINE create-index: It takes long on a large table; PostgreSQL builds it beside its users, in a script of its own without a transaction, the others while writers wait.

create index `${metaxyTablePrefix}video_metaxy_idx` on `${metaxyTablePrefix}video` (`metaxy_feature_version`, `video_id`, `metaxy_updated_at`);
