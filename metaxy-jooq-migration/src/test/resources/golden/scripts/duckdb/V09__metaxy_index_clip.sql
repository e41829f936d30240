-- Written by metaxy-jooq from the feature specs; once a database has run it, change it no more.
-- clip: drop index clip_metaxy_idx of clip
-- SAFE drop-index: No row is touched; queries that used the index get slower.

drop index "${metaxyTablePrefix}clip_metaxy_idx";
