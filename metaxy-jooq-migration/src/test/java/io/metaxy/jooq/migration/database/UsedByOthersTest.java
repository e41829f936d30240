package io.metaxy.jooq.migration.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.AddColumn;
import io.metaxy.jooq.migration.change.Change.ChangeNullability;
import io.metaxy.jooq.migration.change.Change.ChangeType;
import io.metaxy.jooq.migration.change.Change.CommentOnTable;
import io.metaxy.jooq.migration.change.Change.CreateTable;
import io.metaxy.jooq.migration.change.Change.DropColumn;
import io.metaxy.jooq.migration.change.Change.DropPrimaryKey;
import io.metaxy.jooq.migration.change.Change.DropTable;
import io.metaxy.jooq.migration.change.Change.RenameColumn;
import io.metaxy.jooq.migration.change.Change.RenameTable;
import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.fixture.MigratedDatabase;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What others have built on a table: a change is reported as prevented exactly when the database
 * refuses it or the object no longer works afterwards.
 */
class UsedByOthersTest {

  private static final String INSERT = "insert";
  private static final String DELETE = "delete";

  /**
   * An object on the table.
   *
   * @param create the statements that create it
   * @param probe the statement that shows whether it works; {@value #INSERT} and {@value #DELETE}
   *     for one of the table
   */
  private record Other(String name, List<String> create, String probe) {}

  private static Other other(String name, String probe, String... create) {
    return new Other(name, List.of(create), probe);
  }

  private static List<Other> others(MigrationDatabase kind) {
    List<Other> others = new ArrayList<>();
    others.add(other("nothing", INSERT));
    others.add(
        other(
            "a view of two columns",
            "select * from v",
            "create view v as select \"path\", \"frames\" from \"clip\""));
    others.add(
        other(
            "a view of another column",
            "select * from v",
            "create view v as select \"clip_id\" from \"clip\""));
    others.add(other("an index", INSERT, "create index others on \"clip\" (\"path\", \"frames\")"));
    others.addAll(
        switch (kind) {
          case H2 -> H2;
          case POSTGRESQL -> POSTGRESQL;
          case DUCKDB -> List.of();
          case MARIADB -> MARIADB;
        });
    others.addAll(kind == MigrationDatabase.DUCKDB ? DUCKDB : NOT_DUCKDB);
    return others;
  }

  /** DuckDB adds no constraint to an existing table; there, {@code table} is replaced. */
  private static final String TABLE = "table:";

  private static final List<Other> DUCKDB =
      List.of(
          other(
              "a macro",
              "select * from m()",
              "create macro m() as table select \"path\", \"frames\" from \"clip\""),
          other(
              "a generated column",
              INSERT,
              TABLE + ", g varchar generated always as (\"path\" || \"frames\") virtual"),
          other("a check", INSERT, TABLE + ", check (length(\"path\") + \"frames\" > -5)"),
          other("a unique key", INSERT, TABLE + ", unique (\"path\"), unique (\"frames\")"),
          other(
              "a foreign key from it",
              INSERT,
              "create table parent (p varchar primary key)",
              "insert into parent values ('p'), ('q')",
              TABLE + ", foreign key (\"path\") references parent (p)"),
          other(
              "a foreign key to it",
              INSERT,
              TABLE + ", unique (\"path\")",
              "create table child (p varchar references \"clip\" (\"path\"))"));

  private static final List<Other> NOT_DUCKDB =
      List.of(
          other(
              "a generated column",
              INSERT,
              "alter table \"clip\" add column g varchar(90) generated always as"
                  + " (BOTH) STORED"),
          other(
              "a check of two columns",
              INSERT,
              "alter table \"clip\" add constraint c check (char_length(\"path\") + \"frames\" > -5)"),
          other(
              "a check of one column",
              INSERT,
              "alter table \"clip\" add constraint c check (char_length(\"path\") > 0)"),
          other(
              "a unique key",
              INSERT,
              "alter table \"clip\" add constraint u unique (\"path\", \"frames\")"),
          other(
              "a foreign key from it",
              INSERT,
              "create table parent (p TEXT primary key)",
              "insert into parent values ('p'), ('q')",
              "alter table \"clip\" add foreign key (\"path\") references parent (p)"),
          other(
              "a foreign key to its primary key",
              INSERT,
              "create table child (p TEXT, foreign key (p) references \"clip\""
                  + " (\"clip_id\"))"),
          other(
              "a foreign key to it",
              INSERT,
              "alter table \"clip\" add constraint u unique (\"path\")",
              "create table child (p TEXT, foreign key (p) references \"clip\"" + " (\"path\"))"));

  private static final List<Other> H2 = List.of();

  private static final List<Other> MARIADB =
      List.of(
          other(
              "a trigger",
              INSERT,
              "create trigger t before insert on \"clip\" for each row set NEW.\"frames\" ="
                  + " length(NEW.\"path\")"),
          other(
              "a function",
              "select f()",
              "create function f() returns int return (select sum(\"frames\") from \"clip\" where"
                  + " \"path\" <> 'x')"));

  private static final List<Other> POSTGRESQL =
      List.of(
          other(
              "a materialized view",
              "refresh materialized view v",
              "create materialized view v as select \"path\", \"frames\" from \"clip\""),
          other(
              "a view by the primary key",
              "select * from v",
              "create view v as select \"clip_id\", \"path\" from \"clip\" group by \"clip_id\""),
          other(
              "a rule",
              INSERT,
              "create table log (p varchar, n integer)",
              "create rule r as on insert to \"clip\" do also insert into log values"
                  + " (new.\"path\", new.\"frames\")"),
          other(
              "a trigger",
              INSERT,
              "create function f() returns trigger language plpgsql as $$ begin"
                  + " if new.\"path\" = 'x' and new.\"frames\" = 3 then return null; end if;"
                  + " return new; end $$",
              "create trigger t before insert on \"clip\" for each row execute function f()"),
          other(
              "a trigger of columns",
              INSERT,
              "create function f() returns trigger language plpgsql as"
                  + " $$ begin return new; end $$",
              "create trigger t before update of \"path\", \"frames\" on \"clip\" for each row"
                  + " execute function f()"),
          other(
              "a function",
              "select f()",
              "create function f() returns setof varchar language sql begin atomic"
                  + " select \"path\" || \"frames\" from \"clip\"; end"),
          other(
              "a policy",
              INSERT,
              "create policy p on \"clip\" using (\"path\" <> 'x' and \"frames\" <> 4)"),
          other(
              "a publication of columns",
              DELETE,
              "drop publication if exists metaxy_used",
              "create publication metaxy_used for table \"clip\" (\"clip_id\", \"path\")"),
          other(
              "a publication of rows",
              INSERT,
              "drop publication if exists metaxy_used",
              "create publication metaxy_used for table \"clip\" where (\"frames\" > 3)"
                  + " with (publish = 'insert')"),
          other(
              "a publication",
              DELETE,
              "drop publication if exists metaxy_used",
              "create publication metaxy_used for table \"clip\""),
          other("statistics", INSERT, "create statistics s on \"path\", \"frames\" from \"clip\""),
          other(
              "an index of expressions",
              INSERT,
              "create index others on \"clip\" (lower(\"path\")) where \"frames\" > 3"),
          other("a table that inherits", INSERT, "create table child () inherits (\"clip\")"),
          other("a table of its rows", INSERT, "create table child (c \"clip\")"));

  private static TableState table(MigrationDatabase kind) {
    DatabaseSupport support = Databases.of(kind);
    return support.canonical(
        new TableState(
            "clip",
            "clip",
            null,
            List.of(
                column("clip_id", Scalar.text(20), false),
                column("path", Scalar.text(20), true),
                column("frames", Scalar.of(ColumnType.INT32), true)),
            List.of("clip_id"),
            new KeyState("clip_metaxy_pk", List.of("clip_id")),
            List.of(new KeyState("clip_metaxy_idx", List.of("clip_id")))));
  }

  private static ColumnState column(String name, Scalar type, boolean nullable) {
    return new ColumnState(name, type, nullable, null, null);
  }

  /** The changes, with the columns of a row afterwards. */
  private static Map<Change, List<String>> changes(MigrationDatabase kind) {
    TableState table = table(kind);
    ColumnState path = table.column("path").orElseThrow();
    ColumnState frames = table.column("frames").orElseThrow();
    List<String> all = List.of("clip_id", "path", "frames");
    Map<Change, List<String>> changes = new LinkedHashMap<>();
    changes.put(new DropColumn(table, path), List.of("clip_id", "frames"));
    changes.put(
        new RenameColumn(table, "path", path.named("file")), List.of("clip_id", "file", "frames"));
    changes.put(new ChangeType(table, frames, frames.typed(Scalar.of(ColumnType.INT64))), all);
    ColumnState longer = path.typed(Databases.of(kind).canonical(Scalar.text(200)));
    if (!longer.equals(path)) {
      changes.put(new ChangeType(table, path, longer), all);
    }
    changes.put(new ChangeNullability(table, path, path.nullable(false)), all);
    changes.put(new AddColumn(table, column("fresh", Scalar.of(ColumnType.INT32), true)), all);
    TableState film =
        new TableState(
            "film",
            "film",
            null,
            table.columns(),
            table.idColumns(),
            table.primaryKey(),
            table.indexes());
    changes.put(new RenameTable(film, table), all);
    changes.put(new DropPrimaryKey(table, Objects.requireNonNull(table.primaryKey())), all);
    changes.put(new CommentOnTable(table, "before"), all);
    changes.put(new DropTable(table), List.of());
    return changes;
  }

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void whatTheDatabaseRefusesOrBreaksIsReportedAndNothingElse(MigrationDatabase kind)
      throws Exception {
    List<String> differences = new ArrayList<>();
    int prevented = 0;
    for (Other other : others(kind)) {
      MigratedDatabase database = null;
      for (Map.Entry<Change, List<String>> change : changes(kind).entrySet()) {
        try {
          if (database == null) {
            database = new MigratedDatabase(kind);
            create(database, other);
          }
          List<String> found = prevent(database, change.getKey());
          String failure = failure(database, change.getKey(), change.getValue(), other);
          if (found.isEmpty() != (failure == null)) {
            differences.add(
                other.name()
                    + ": "
                    + ChangeText.of(change.getKey())
                    + ": prevented by "
                    + found
                    + ", fails with "
                    + failure);
          }
          prevented += found.isEmpty() ? 0 : 1;
        } finally {
          if (database != null && !isUndone(database)) {
            database.close();
            database = null;
          }
        }
      }
      if (database != null) {
        database.close();
      }
    }
    assertEquals(List.of(), differences);
    assertTrue(prevented > 10, "prevented changes");
  }

  /** Undoes a change where a transaction can; a database that cannot is used once. */
  private static boolean isUndone(MigratedDatabase database) throws SQLException {
    Connection connection = database.connection();
    if (connection.getAutoCommit()) {
      return false;
    }
    connection.rollback();
    return true;
  }

  private static List<String> prevent(MigratedDatabase database, Change change) {
    MigrationDatabase kind = database.kind();
    TableState table = table(kind);
    String column =
        change instanceof RenameColumn rename
            ? rename.from()
            : change instanceof Change.OfColumn ofColumn ? ofColumn.column().name() : null;
    boolean copies = Databases.of(kind).ddl().copies(change, table);
    return Dependents.read(database.connection(), kind, "").prevent(change, table, column, copies);
  }

  private static void create(MigratedDatabase database, Other other) throws SQLException {
    MigrationDatabase kind = database.kind();
    String more =
        other.create().stream()
            .filter(sql -> sql.startsWith(TABLE))
            .map(sql -> sql.substring(TABLE.length()))
            .findFirst()
            .orElse(null);
    if (more == null) {
      createTable(database, "");
    }
    for (String sql : other.create()) {
      if (sql.startsWith(TABLE)) {
        createTable(database, more);
      } else {
        String stored = kind == MigrationDatabase.H2 ? "" : " stored";
        String both =
            kind == MigrationDatabase.MARIADB
                ? "concat(\"path\", \"frames\")"
                : "\"path\" || \"frames\"";
        database.execute(
            quoted(
                kind,
                sql.replace(" STORED", stored).replace("TEXT", text(kind)).replace("BOTH", both)));
      }
    }
    if (kind == MigrationDatabase.POSTGRESQL) {
      database.connection().setAutoCommit(false);
    }
  }

  /** A foreign key and its target have the same collation. */
  private static String text(MigrationDatabase kind) {
    return "varchar(20)"
        + (kind == MigrationDatabase.MARIADB
            ? " character set utf8mb4 collate utf8mb4_nopad_bin"
            : "");
  }

  private static void createTable(MigratedDatabase database, @Nullable String more)
      throws SQLException {
    TableState table = table(database.kind());
    for (String sql : Databases.of(database.kind()).ddl().statements(new CreateTable(table))) {
      database.execute(
          more != null && sql.startsWith("create table")
              ? sql.replaceFirst("\\n\\)", more.replace("$", "\\$") + "\n)")
              : sql);
    }
    insert(database, "clip", List.of("clip_id", "path", "frames"), "p");
  }

  private static void insert(
      MigratedDatabase database, String table, List<String> columns, String id)
      throws SQLException {
    Map<String, String> values =
        Map.of(
            "clip_id",
            "'" + id + "'",
            "path",
            "'" + id + "'",
            "file",
            "'" + id + "'",
            "frames",
            String.valueOf(id.charAt(0) - 'a'));
    database.execute(
        quoted(
            database.kind(),
            "insert into \""
                + table
                + "\" (\""
                + String.join("\", \"", columns)
                + "\") values ("
                + String.join(", ", columns.stream().map(values::get).toList())
                + ")"));
  }

  private static String quoted(MigrationDatabase kind, String sql) {
    return kind == MigrationDatabase.MARIADB ? sql.replace('"', '`') : sql;
  }

  /** The error of the change or of the object afterwards; null when both work. */
  private static @Nullable String failure(
      MigratedDatabase database, Change change, List<String> columns, Other other) {
    MigrationDatabase kind = database.kind();
    try {
      for (String sql : Databases.of(kind).ddl().statements(change, table(kind))) {
        database.execute(sql.replace(" concurrently ", " "));
      }
      if (other.probe().equals(DELETE)) {
        if (!columns.isEmpty()) {
          database.execute("delete from \"" + change.table().name() + "\"");
        }
      } else if (!other.probe().equals(INSERT)) {
        database.execute(quoted(kind, other.probe()));
      } else if (!columns.isEmpty()) {
        insert(database, change.table().name(), columns, "q");
      }
      return null;
    } catch (SQLException e) {
      return e.getMessage();
    }
  }

  @Test
  void aNameInsideAnotherNameIsNotMentioned() {
    TableState table = table(MigrationDatabase.H2);
    Change drop = new DropColumn(table, table.column("path").orElseThrow());
    for (String text : List.of("select path_length from clip", "select path from clips")) {
      Dependent view = new Dependent("view", "v", null, Set.of(), text, Set.of("drop-column"));
      assertEquals(
          List.of(), new Dependents(List.of(view), "").prevent(drop, table, "path", false));
    }
  }

  /** The tables of a replay have another prefix than those of the live database. */
  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void objectsOfSeveralDatabasesAreFoundByThePrefixOfEach(MigrationDatabase kind) throws Exception {
    TableState clip = table(kind);
    TableState table =
        new TableState(
            "clip",
            TableState.PREFIX + "clip",
            null,
            clip.columns(),
            clip.idColumns(),
            null,
            List.of());
    Change drop = new DropColumn(table, table.column("path").orElseThrow());
    try (MigratedDatabase replayed = new MigratedDatabase(kind);
        MigratedDatabase live = new MigratedDatabase(kind)) {
      Dependents ofScripts = withView(replayed, "_", "of_scripts");
      Dependents ofOthers = withView(live, "prod_", "of_others");

      for (Dependents both : List.of(ofScripts.and(ofOthers), ofOthers.and(ofScripts))) {
        assertEquals(
            List.of("view of_others", "view of_scripts"),
            both.prevent(drop, table, "path", false).stream()
                .map(shown -> shown.toLowerCase(Locale.ROOT))
                .toList());
      }
    }
  }

  private static Dependents withView(MigratedDatabase database, String prefix, String view)
      throws SQLException {
    MigrationDatabase kind = database.kind();
    String table = "\"" + prefix + "clip\"";
    database.execute(quoted(kind, "create table " + table + " (\"path\" varchar(20))"));
    database.execute(quoted(kind, "create view " + view + " as select \"path\" from " + table));
    return Dependents.read(database.connection(), kind, prefix);
  }

  /** Until version 14, PostgreSQL records them as automatic dependencies of the column. */
  @Test
  void inputsOfGeneratedColumnsInTheFormerCatalogOfPostgreSql() throws Exception {
    MigrationDatabase kind = MigrationDatabase.POSTGRESQL;
    try (MigratedDatabase database = new MigratedDatabase(kind)) {
      createTable(database, "");
      database.execute(
          "alter table \"clip\" add column g varchar(90) generated always as"
              + " (\"path\" || \"frames\") stored");
      database.execute("set allow_system_table_mods = on");
      database.execute(
          "update pg_depend d set classid = 'pg_class'::regclass, objid = f.adrelid,"
              + " objsubid = f.adnum, deptype = 'a' from pg_attrdef f"
              + " where d.classid = 'pg_attrdef'::regclass and d.objid = f.oid"
              + " and f.adrelid = '\"clip\"'::regclass and d.deptype = 'n'");

      for (Change change : changes(kind).keySet()) {
        boolean uses = change instanceof DropColumn || change instanceof ChangeType;
        assertEquals(
            uses ? List.of("generated column g") : List.of(),
            prevent(database, change),
            ChangeText.of(change));
      }
    }
  }
}
