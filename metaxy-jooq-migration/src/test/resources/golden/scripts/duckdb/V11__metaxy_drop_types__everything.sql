-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
-- types/everything: drop table types__everything
-- DESTRUCTIVE drop-table: All samples of the feature are lost, with their history.

drop table "${metaxyTablePrefix}types__everything";
