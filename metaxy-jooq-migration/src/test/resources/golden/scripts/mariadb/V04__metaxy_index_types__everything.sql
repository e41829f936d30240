-- Written by metaxy-jooq from the feature specs; once a database has run it, change it no more.
-- types/everything: create index types__everything_metaxy_idx of types__everything
-- ONLINE create-index: It takes long on a large table; PostgreSQL builds it beside its users, in a script of its own without a transaction, the others while writers wait.

create index `${metaxyTablePrefix}types__everything_metaxy_idx` on `${metaxyTablePrefix}types__everything` (`metaxy_feature_version`, `take`, `metaxy_updated_at`);
