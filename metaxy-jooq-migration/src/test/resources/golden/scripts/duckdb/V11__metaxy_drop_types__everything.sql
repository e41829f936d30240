-- Written by metaxy-jooq from the feature specs; once a database has run it, change it no more.
-- types/everything: drop table types__everything
-- DESTRUCTIVE drop-table: All samples of the feature are lost, with their history.

drop table "${metaxyTablePrefix}types__everything";
