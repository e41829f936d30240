-- Written by metaxy-jooq from the feature specs; once a database has run it, change it no more.
-- types/everything: add the primary key of types__everything
-- DATA_DEPENDENT add-primary-key: It fails when two rows have one key or when a part of it is null.
-- Flyway waits for its own lock forever here unless flyway.postgresql.transactional.lock is false.

create unique index concurrently "${metaxyTablePrefix}types__everything_metaxy_px" on "${metaxyTablePrefix}types__everything" ("metaxy_feature_version", "take", "metaxy_updated_at");
