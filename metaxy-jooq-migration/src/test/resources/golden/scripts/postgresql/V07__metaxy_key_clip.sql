-- Written by metaxy-jooq from the feature specs; once a database has run it, change it no more.
-- clip: add the primary key of clip
-- DATA_DEPENDENT add-primary-key: It fails when two rows have one key or when a part of it is null.
-- Flyway waits for its own lock forever here unless flyway.postgresql.transactional.lock is false.

create unique index concurrently "${metaxyTablePrefix}clip_metaxy_px" on "${metaxyTablePrefix}clip" ("metaxy_feature_version", "video_id", "metaxy_updated_at");
