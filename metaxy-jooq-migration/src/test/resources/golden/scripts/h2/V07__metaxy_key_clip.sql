-- Written by metaxy-jooq from the feature specs; once a database has run it, change it no more.
-- clip: add the primary key of clip
-- DATA_DEPENDENT add-primary-key: It fails when two rows have one key or when a part of it is null.

alter table "${metaxyTablePrefix}clip" add constraint "${metaxyTablePrefix}clip_metaxy_pk" primary key ("metaxy_feature_version", "video_id", "metaxy_updated_at");
