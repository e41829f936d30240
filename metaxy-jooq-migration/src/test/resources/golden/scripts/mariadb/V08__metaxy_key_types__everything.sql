-- Written by metaxy-jooq from the feature specs; once a database has run it, change it no more.
-- types/everything: add the primary key of types__everything
-- DATA_DEPENDENT add-primary-key: It fails when two rows have one key or when a part of it is null.

alter table `${metaxyTablePrefix}types__everything` add primary key (`metaxy_feature_version`, `take`, `metaxy_updated_at`);
