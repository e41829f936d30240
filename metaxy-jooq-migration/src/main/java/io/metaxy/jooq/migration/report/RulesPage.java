package io.metaxy.jooq.migration.report;

import io.metaxy.jooq.migration.change.Block;
import io.metaxy.jooq.migration.change.SafetyRule;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The documentation page that lists what is detected, what blocks and what is refused. */
final class RulesPage {

  private RulesPage() {}

  /** The page as Markdown. */
  static String text() {
    return """
        # Rules of migrations

        This page is generated from the code (`RulesPage`).

        ## What counts as a difference

        A table is compared with its spec: its name, its columns with their types and nullability,
        its primary key and index with their names and the order of their columns, and all comments.
        So are the constants of its enums and the content of its JSON columns, which only snapshots
        record: rows of older versions hold the old ones. A change to these is recorded without a
        script; the next `generate` adds them to snapshots of earlier versions of the library.
        These are not differences:

        - the order of columns;
        - the form of a by-field column: JSON, JSONB, text, MAP or STRUCT; a STRUCT gets the keys
          that it lacks, and keeps those that were removed from the spec. Existing tables keep the
          form that they have, no matter what `metaxy.enableMapDatatype` says;
        - a type that the database cannot distinguish from the required one, such as an enum from
          text;
        - JSON where the spec has a list, a nested record or a map: earlier versions of the library
          stored these as JSON. Such a column stays JSON; the type of a new column is native;
        - a struct or a map where the spec has JSON, even if it has more or wider members than the spec
          needs: a member that was removed from the spec stays;
        - a nullable user column even if the spec requires a value, because rows of older feature
          versions have none. Writes require a value; `metaxy.harden` forbids nulls in the database,
          `metaxy.requireFromNow` only in new rows (PostgreSQL);
        - the key, index, comments, not-null constraints and fixed lengths of lists that an adopted
          table lacks, and the names of its key and index. The comment of an adopted table does not
          name its feature, because something else created it, such as the Python original.
          `metaxy.harden` makes it like a table of this library;
        - the type of a column that others created, in an adopted table or as an adopted column, if
          the store can read and write the spec's values in it, such as a narrower floating-point
          number, other digits of a decimal or of a time, or another length of a text, also in a
          member of a struct: a Python schema does not specify these. A column that a script of this
          library created must have the type of the spec;
        - the settings of a definition, such as what happens to older rows, which `generate` records
          in the snapshot;
        - tables that no spec names, and columns that begin with `metaxy_` and are unknown to this
          version of the library;
        - columns that no spec, snapshot or script of this library names: they belong to others, such
          as a Python program that added them for its data frame. They are listed as information.
          `adopt` records those that a spec names later.

        ## What blocks a migration

        While one of these exists, nothing is written, no matter what is allowed.

        | code | when |
        | --- | --- |
        """
        + rows(Stream.of(Block.values()).map(b -> row(b.code(), b.why())))
        + """

        ## The rules of statements

        A risk above ONLINE is refused unless its code is allowed: for all tables (`drop-column`),
        for one feature (`drop-column:video/crop`), or for one column
        (`drop-column:video/crop.path`). Only the last form also declares that a column that looks
        renamed was not renamed. FORBIDDEN is never written. The table of a feature that left the
        specs is dropped only if `metaxy.drop` names the feature.

        | risk | meaning |
        | --- | --- |
        | SAFE | changes metadata only, or adds what nothing uses yet |
        | ONLINE | takes a long time on a large table; PostgreSQL does it while the table is in use, in a separate script; other databases block writes |
        | DATA_DEPENDENT | succeeds or fails depending on the existing rows, or rewrites all of them |
        | DESTRUCTIVE | loses data |
        | FORBIDDEN | is never written |

        | code | risk | why | remedy |
        | --- | --- | --- | --- |
        """
        + rows(
            Stream.of(SafetyRule.values())
                .map(r -> row(r.code(), r.risk().name(), r.why(), r.remedy())))
        + """

        ## Special cases

        - An index on an existing PostgreSQL table: `create index concurrently`, alone in a script
          that Flyway runs without a transaction. Flyway waits for itself there unless
          `flyway.postgresql.transactional.lock` is `false`. If the script fails, drop the invalid
          index that it leaves behind, and repair Flyway's history. The index of a primary key is
          called `<table>_metaxy_px` until it becomes the key.
        - A primary key on such a table: a unique index, built concurrently, then a short script
          that turns it into the key and drops the old one.
        - `not null` on such a table: a check of new rows, then a script that validates the others
          while the table is in use, then the constraint, which does not read the rows again.
        - A DuckDB table with an index: the index is dropped before the change and created again
          after it, in a separate script if a column is dropped. A new column needs neither.
        - Indexes that others created on a DuckDB table: the script fails before it changes
          anything, and names them.
        - An index on a partitioned PostgreSQL table: PostgreSQL cannot build it concurrently, and
          the script fails. Write a script of your own in its place, and update the snapshot with
          `metaxy.current=scripts`.
        - A DuckDB table whose primary key is dropped, that gets a new type for a column of its key
          or index, or that loses a column before one of its key: it is copied, which takes the
          space of two tables. The copy keeps columns and struct keys that others added. If others
          added anything that it cannot keep, such as indexes, defaults or checks, the script fails
          before it changes anything, and names them.
        - `metaxy.requireFromNow` adds a check called `<column>_metaxy_required` to each column that
          the spec requires and the database does not. It is renamed with the column, and dropped
          when the spec no longer requires a value.
        - A fixed length of lists is part of the type on DuckDB, a maximum on H2, and a check called
          `<column>_metaxy_elements` on PostgreSQL; MariaDB, where lists are JSON, does not enforce
          it. On an existing PostgreSQL table, the check is added for new rows, and then a script
          validates the existing rows while the table is in use.
        - System columns that a newer version of the library adds: scripts called `upgrade`.
        - MariaDB and H2 commit after each statement. If a script fails at a new key or index
          because of duplicate rows, after it has dropped the old one, remove the duplicates, repair
          Flyway's history, and migrate again: keys and indexes are dropped only if they exist. Complete any
          other script that fails halfway by hand.
        """;
  }

  private static String row(String code, String... cells) {
    return "| `" + code + "` | " + String.join(" | ", cells) + " |";
  }

  private static String rows(Stream<String> rows) {
    return rows.collect(Collectors.joining("\n", "", "\n"));
  }
}
