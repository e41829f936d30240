-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
-- clip: drop index clip_metaxy_idx of clip
-- SAFE drop-index: No row changes; queries that used the index get slower, and equal values are no longer rejected if it was unique.

drop index "${metaxyTablePrefix}clip_metaxy_idx";
