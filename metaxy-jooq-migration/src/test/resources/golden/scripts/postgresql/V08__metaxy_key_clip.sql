-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
-- clip: add the primary key to clip
-- DATA_DEPENDENT add-primary-key: It fails when two rows have the same key, or when a part of a key is null.

alter table "${metaxyTablePrefix}clip" add constraint "${metaxyTablePrefix}clip_metaxy_pk" primary key using index "${metaxyTablePrefix}clip_metaxy_px";
