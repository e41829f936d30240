-- Written by metaxy-jooq from the feature specs; once a database has run it, change it no more.
-- types/everything: add the primary key of types__everything
-- DATA_DEPENDENT add-primary-key: It fails when two rows have one key or when a part of it is null.

alter table "${metaxyTablePrefix}types__everything" add constraint "${metaxyTablePrefix}types__everything_metaxy_pk" primary key using index "${metaxyTablePrefix}types__everything_metaxy_px";
