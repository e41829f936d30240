package io.metaxy.jooq.migration.report;

import io.metaxy.jooq.migration.change.Block;
import io.metaxy.jooq.migration.change.SafetyRule;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of the documentation that lists what is detected, what blocks and what is refused. */
final class RulesPage {

  private RulesPage() {}

  /** The page as Markdown. */
  static String text() {
    return """
        # Rules of migrations

        This page is made from the code (`RulesPage`).

        ## What is a difference

        A table is compared with its spec: its name, columns, their types, whether they may be null,
        primary key and index with their names and columns in order, comments. These are none:

        - the order of columns;
        - the form of a by-field column: JSON, JSONB, text, MAP or STRUCT; a STRUCT gets the keys that
          it lacks, and keeps those that left the spec;
        - a type that the database cannot tell from the one that is asked for, such as an enum from a
          text;
        - a column of the user's that may be null although the spec wants a value: rows of older
          feature versions have none. Writing requires it; `metaxy.harden` forbids nulls in the
          database, `metaxy.requireFromNow` in rows that are new (PostgreSQL);
        - the key, index, comments and strictness that an adopted table lacks, whose comment does not
          name its feature, and what its key and index are called: somebody else made it, such as the
          Python original. `metaxy.harden` makes it like ours;
        - tables that no spec names, and columns that begin with `metaxy_` and that this version of
          the library does not know.

        ## What blocks

        Nothing is written while one of these is there, whatever is allowed.

        | code | when |
        | --- | --- |
        """
        + rows(Stream.of(Block.values()).map(b -> row(b.code(), b.why())))
        + """

        ## What each statement is under

        What is above ONLINE is refused unless its code is allowed: for all tables (`drop-column`), for
        one feature (`drop-column:video/crop`), or for one column (`drop-column:video/crop.path`).
        Only the last form also says that a column which looks renamed is not. FORBIDDEN is never
        written. The table of a feature that left the specs is dropped only when `metaxy.drop` names
        the feature.

        | risk | meaning |
        | --- | --- |
        | SAFE | changes metadata only, or adds what nothing uses yet |
        | ONLINE | takes long on a large table; PostgreSQL does it beside the table's users, in a script of its own, the others let writers wait |
        | DATA_DEPENDENT | succeeds or fails by the rows that there are, or rewrites all of them |
        | DESTRUCTIVE | loses data |
        | FORBIDDEN | is never written |

        | code | risk | why | what else |
        | --- | --- | --- | --- |
        """
        + rows(
            Stream.of(SafetyRule.values())
                .map(r -> row(r.code(), r.risk().name(), r.why(), r.remedy())))
        + """

        ## What is done in several scripts, or otherwise

        - An index on a PostgreSQL table that is in use: `create index concurrently`, alone in a
          script that Flyway runs without a transaction. Flyway waits for itself
          there unless `flyway.postgresql.transactional.lock` is `false`. When the script fails, drop
          the index that is left and is invalid, and repair Flyway's history.
        - A primary key on such a table: a unique index beside its users, then a short script that
          makes it the key, and drops the old one.
        - `not null` on such a table: a check of new rows, then a script that looks at the others
          beside their users, then the constraint, which does not look again.
        - A DuckDB table with an index: the indexes are dropped before and made again after, and in a
          script of their own when a column is dropped. Neither is needed for a new column.
        - Indexes of others on a DuckDB table: the script fails before it changes anything, and names
          them.
        - An index on a partitioned PostgreSQL table: PostgreSQL makes none beside its users, and the
          script fails. Write that index by a script of your own in its place, and let the snapshot
          follow by `metaxy.current=scripts`.
        - A DuckDB table whose primary key goes, or of whose key or index a column changes its type, or
          that loses a column before one of its key: it is copied, which takes the room of two. The
          copy keeps columns and keys of structs that others added. Their indexes, defaults, checks
          and the like it cannot have: the script fails before it changes anything, and names them.
        - `metaxy.requireFromNow` adds a check called `<column>_metaxy_required` to each column
          in which the spec wants a value and the database does not. It is renamed with the column, and
          dropped when the spec no longer wants a value.
        - System columns that a version of the library brings: scripts called `upgrade`.
        - MariaDB and H2 commit each statement by itself: a script that fails half way is to be
          completed by hand.
        """;
  }

  private static String row(String code, String... cells) {
    return "| `" + code + "` | " + String.join(" | ", cells) + " |";
  }

  private static String rows(Stream<String> rows) {
    return rows.collect(Collectors.joining("\n", "", "\n"));
  }
}
