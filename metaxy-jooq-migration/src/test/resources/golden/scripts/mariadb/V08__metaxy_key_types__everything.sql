-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
-- types/everything: add the primary key to types__everything
-- DATA_DEPENDENT add-primary-key: It fails when two rows have the same key, or when a part of a key is null.

alter table `${metaxyTablePrefix}types__everything` add primary key (`metaxy_feature_version`, `take`, `metaxy_updated_at`);
