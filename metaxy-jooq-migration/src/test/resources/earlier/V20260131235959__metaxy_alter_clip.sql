-- Written by metaxy-jooq from the feature specs; once a database has run it, change it no more.
-- clip: add column seconds of clip
-- SAFE add-column: Rows of older feature versions never get a value, so the column may be null in the database; from this version on writes require it when the spec does.

alter table "clip" add column "seconds" double precision;
