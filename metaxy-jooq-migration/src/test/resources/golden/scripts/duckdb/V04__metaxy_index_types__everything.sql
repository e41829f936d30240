-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
-- types/everything: create index types__everything_metaxy_idx on types__everything
-- ONLINE create-index: It takes a long time on a large table; PostgreSQL builds it while the table is in use, in a separate script without a transaction; other databases block writes.

create index "${metaxyTablePrefix}types__everything_metaxy_idx" on "${metaxyTablePrefix}types__everything" ("metaxy_feature_version", "take", "metaxy_updated_at");
