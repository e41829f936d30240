-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
-- clip: add the primary key to clip
-- DATA_DEPENDENT add-primary-key: It fails when two rows have the same key, or when a part of a key is null.
-- Flyway waits forever for its own lock unless flyway.postgresql.transactional.lock is false.

create unique index concurrently "${metaxyTablePrefix}clip_metaxy_px" on "${metaxyTablePrefix}clip" ("metaxy_feature_version", "video_id", "metaxy_updated_at");
