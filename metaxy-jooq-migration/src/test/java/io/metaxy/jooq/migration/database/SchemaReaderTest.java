package io.metaxy.jooq.migration.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.diff.DesiredSchema;
import io.metaxy.jooq.migration.fixture.MigratedDatabase;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.fixture.StateText;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Form;
import io.metaxy.jooq.migration.schema.StoredType.MapOf;
import io.metaxy.jooq.migration.schema.StoredType.Member;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.StoredType.Struct;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.migration.script.TableSource;
import io.metaxy.jooq.spec.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Features' tables that others created are read unchanged, and other tables not at all. */
@ParameterizedClass(name = "{0}")
@EnumSource(MigrationDatabase.class)
class SchemaReaderTest {

  @Parameter MigrationDatabase kind;

  private MigratedDatabase database;

  @BeforeEach
  void open() throws Exception {
    database = new MigratedDatabase(kind);
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  /** Statements in the database's dialect, with {@code "} around names. */
  private void execute(String... statements) throws Exception {
    for (String statement : statements) {
      database.execute(kind == MigrationDatabase.MARIADB ? statement.replace('"', '`') : statement);
    }
  }

  private SchemaState clips() {
    return SpecSet.of(SpecSet.feature("clip", SpecSet.text("clip_id"), SpecSet.text("note?")))
        .withIndex()
        .withPrimaryKey()
        .on(kind);
  }

  private TableState read() {
    List<TableState> tables = database.read(clips()).tables();
    assertEquals(1, tables.size());
    return tables.get(0);
  }

  private StoredType type(String sql) throws Exception {
    execute("create table \"clip\" (\"clip_id\" integer, \"c\" " + sql + ")");
    StoredType type = read().column("c").orElseThrow().type();
    execute("drop table \"clip\"");
    return type;
  }

  private static Scalar scalar(ColumnType type) {
    return Scalar.of(type);
  }

  @Test
  void tablesOfOthersAreInvisible() throws Exception {
    database.script(List.of("create table other (id integer)"), true);
    database.migrate();
    execute("create table \"video\" (\"clip_id\" integer)");
    assertEquals(SchemaState.EMPTY, database.read(clips()));
  }

  private void comment(String table, String comment) throws Exception {
    execute(
        kind == MigrationDatabase.MARIADB
            ? "alter table \"" + table + "\" comment = '" + comment + "'"
            : "comment on table \"" + table + "\" is '" + comment + "'");
  }

  /** A table with the system columns, and no comment. */
  private void withSystemColumns(String table) throws Exception {
    String columns =
        SystemColumns.ALL.stream()
            .map(column -> "\"" + column + "\" varchar(9)")
            .collect(Collectors.joining(", "));
    execute("create table \"" + table + "\" (\"clip_id\" integer, " + columns + ")");
  }

  @Test
  void aTableWhoseCommentNamesAFeatureIsSeen() throws Exception {
    withSystemColumns("old_clip");
    String comment = "Feature clip/old: what: it was\nbefore";
    comment("old_clip", comment);
    TableState table = read();
    assertEquals("clip/old", table.feature());
    assertEquals("old_clip", table.name());
    assertEquals(comment, table.comment());
  }

  @Test
  void aCommentThatOnlySoundsLikeOursNamesNone() throws Exception {
    execute(
        "create table \"feature_flags\" (\"name\" varchar(9), \"metaxy_provenance\" varchar(9))");
    comment("feature_flags", "Feature flags");
    withSystemColumns("features");
    comment("features", "Feature list of the shop");
    assertEquals(SchemaState.EMPTY, database.read(clips()));
  }

  /** Before and after a rename of a feature whose table keeps its name. */
  @Test
  void ofTwoFeaturesWithOneTableTheCommentOrElseTheRecordTells() throws Exception {
    SchemaState old =
        SpecSet.of(SpecSet.feature("b/old", SpecSet.text("clip_id")).in("clip")).on(kind);
    SchemaState renamed =
        SpecSet.of(SpecSet.feature("a/new", SpecSet.text("clip_id")).in("clip")).on(kind);
    SchemaState both = TableSource.union(old, renamed);
    withSystemColumns("clip");
    assertEquals("a/new", database.read(both).tables().get(0).feature());
    SchemaState recorded = SchemaReader.read(database.connection(), kind, "", both, old);
    assertEquals("b/old", recorded.tables().get(0).feature());
    comment("clip", "Feature b/old");
    assertEquals("b/old", database.read(both).tables().get(0).feature());
    comment("clip", "Feature c: another one");
    assertEquals("c", database.read(both).tables().get(0).feature());
  }

  @Test
  void anExpectedTableIsSeenWithoutAComment() throws Exception {
    execute("create table \"clip\" (\"clip_id\" integer)");
    assertEquals("clip", read().feature());
    assertNull(read().comment());
    assertNull(read().primaryKey());
    assertEquals(List.of(), read().indexes());
  }

  /** Indexes can be dropped by these names; the peer's are the same for every table. */
  @Test
  void keysAreSeenByTheNamesThatTheyHave() throws Exception {
    String text = kind == MigrationDatabase.MARIADB ? "varchar(64)" : "varchar";
    execute(
        "create table \"clip\" (\"clip_id\" "
            + text
            + " not null, \"metaxy_feature_version\" "
            + text
            + " not null, \"metaxy_updated_at\" timestamp not null, constraint \"metaxy_pk\""
            + " primary key (\"metaxy_feature_version\", \"clip_id\", \"metaxy_updated_at\"))",
        "create index \"metaxy_idx\" on \"clip\""
            + " (\"metaxy_feature_version\", \"clip_id\", \"metaxy_updated_at\")",
        "create index \"theirs\" on \"clip\" (\"clip_id\")",
        "create unique index \"unique_metaxy_idx\" on \"clip\" (\"clip_id\")");
    TableState asked = clips().tables().get(0);
    boolean named = kind == MigrationDatabase.H2 || kind == MigrationDatabase.POSTGRESQL;
    KeyState key = Objects.requireNonNull(asked.primaryKey());
    assertEquals(named ? new KeyState("metaxy_pk", key.columns()) : key, read().primaryKey());
    assertEquals(List.of(new KeyState("metaxy_idx", key.columns())), read().indexes());
  }

  @Test
  void aKeyOnOtherColumnsIsThatKey() throws Exception {
    execute(
        "create table \"clip\" (\"clip_id\" integer, constraint \"k\" primary key (\"clip_id\"))");
    boolean named = kind == MigrationDatabase.H2 || kind == MigrationDatabase.POSTGRESQL;
    assertEquals(
        new KeyState(named ? "k" : "clip_metaxy_pk", List.of("clip_id")), read().primaryKey());
  }

  @Test
  void idsThatTheDatabaseMakesAreSeen() throws Exception {
    Map<String, String> found = new TreeMap<>();
    generated()
        .forEach(
            (sql, says) -> {
              try {
                execute("create table \"clip\" (\"n\" integer, \"clip_id\" " + sql + ")");
                found.put(sql, String.valueOf(read().column("clip_id").orElseThrow().generated()));
                execute("drop table \"clip\"");
              } catch (Exception e) {
                found.put(sql, e.toString());
              }
            });
    assertEquals(generated(), found);
  }

  private Map<String, String> generated() throws Exception {
    String identity = "is an identity, serial or auto-increment column";
    Map<String, String> all = new TreeMap<>(Map.of("integer", "null", "integer default 7", "null"));
    all.put("varchar(9) default 'it''s'", "null");
    switch (kind) {
      case H2 -> {
        all.put("bigint generated by default as identity", identity);
        all.put("bigint generated always as (\"n\" + 1)", "is a generated column");
        all.put("uuid default random_uuid()", "has the default RANDOM_UUID()");
      }
      case POSTGRESQL -> {
        all.put("bigint generated by default as identity", identity);
        all.put("bigint generated always as (\"n\" + 1) stored", "is a generated column");
        all.put("uuid default gen_random_uuid()", "has the default gen_random_uuid()");
        all.put("bigserial", "has the default nextval('clip_clip_id_seq'::regclass)");
      }
      case DUCKDB -> {
        all.put("uuid default uuid()", "has the default uuid()");
        all.put("timestamp default now()", "has the default now()");
      }
      case MARIADB -> {
        all.put("bigint primary key auto_increment", identity);
        all.put("bigint generated always as (\"n\" + 1)", "is a generated column");
        all.put("uuid default uuid()", "has the default uuid()");
      }
    }
    return all;
  }

  @Test
  void typesAreKnownByEveryName() throws Exception {
    assertEquals(scalar(ColumnType.FLOAT64), type("double precision"));
    assertEquals(scalar(ColumnType.INT64), type("bigint"));
    assertEquals(Scalar.decimal(9, 3), type("numeric(9, 3)"));
    switch (kind) {
      case H2 -> {
        assertEquals(scalar(ColumnType.STRING), type("clob"));
        assertEquals(scalar(ColumnType.STRING), type("varchar"));
        assertEquals(Scalar.text(9), type("varchar(9)"));
        assertEquals(scalar(ColumnType.LOCAL_DATE_TIME), type("timestamp(9)"));
        assertEquals(new Foreign("timestamp(3)"), type("timestamp(3)"));
        assertEquals(new Foreign("time(0)"), type("time"));
        assertEquals(new Foreign("character(3)"), type("char(3)"));
        assertEquals(Scalar.list(scalar(ColumnType.INT32), null), type("integer array"));
        assertEquals(scalar(ColumnType.BINARY), type("blob"));
      }
      case POSTGRESQL -> {
        assertEquals(scalar(ColumnType.STRING), type("text"));
        assertEquals(scalar(ColumnType.LOCAL_TIME), type("time"));
        assertEquals(scalar(ColumnType.INSTANT), type("timestamptz"));
        assertEquals(new Foreign("timestamp(3) with time zone"), type("timestamptz(3)"));
        assertEquals(scalar(ColumnType.JSON), type("jsonb"));
        assertEquals(Scalar.list(scalar(ColumnType.INT32), null), type("integer[]"));
        assertEquals(new Foreign("numeric"), type("numeric"));
      }
      case DUCKDB -> {
        assertEquals(scalar(ColumnType.STRING), type("varchar(9)"));
        assertEquals(scalar(ColumnType.FLOAT32), type("real"));
        assertEquals(new Foreign("uinteger"), type("uinteger"));
        assertEquals(Scalar.list(scalar(ColumnType.INT32), null), type("integer[]"));
        assertEquals(
            new Struct(List.of(new Member("A", scalar(ColumnType.INT32)))),
            type("struct(A integer)"));
        assertEquals(
            new MapOf(scalar(ColumnType.STRING), new Foreign("hugeint")),
            type("map(varchar, hugeint)"));
        assertEquals(new Foreign("union(a integer)[]"), type("union(a integer)[]"));
      }
      case MARIADB -> {
        assertEquals(scalar(ColumnType.BOOLEAN), type("boolean"));
        assertEquals(scalar(ColumnType.INT8), type("tinyint"));
        assertEquals(scalar(ColumnType.STRING), type("text"));
        assertEquals(scalar(ColumnType.JSON), type("json"));
        assertEquals(scalar(ColumnType.INSTANT), type("timestamp(6)"));
        assertEquals(new Foreign("datetime"), type("datetime"));
        assertEquals(new Foreign("int(10) unsigned"), type("int unsigned"));
      }
    }
  }

  @Test
  void anEnumOfTheDatabaseIsAText() throws Exception {
    String type = "enum('a', 'b')";
    if (kind == MigrationDatabase.POSTGRESQL) {
      execute("create type mood as enum ('a', 'b')");
      type = "mood";
    } else if (kind == MigrationDatabase.DUCKDB) {
      execute("create type mood as enum ('a', 'b')");
      type = "mood";
    }
    execute("create table \"clip\" (\"clip_id\" integer, \"note\" " + type + ")");
    assertEquals(scalar(ColumnType.STRING), read().column("note").orElseThrow().type());
  }

  @Test
  void byFieldColumnsAreSeenInTheirForm() throws Exception {
    Map<String, StoredType> forms =
        switch (kind) {
          case H2 -> Map.of("json", form(Form.JSON), "varchar", scalar(ColumnType.STRING));
          case POSTGRESQL ->
              Map.of("json", form(Form.JSON), "jsonb", form(Form.JSONB), "text", form(Form.TEXT));
          case DUCKDB ->
              Map.of(
                  "map(varchar, varchar)",
                  form(Form.MAP),
                  "struct(\"a b\" varchar, c varchar)",
                  new ByField(Form.STRUCT, List.of("a b", "c")),
                  "json",
                  new Foreign("json"));
          case MARIADB -> Map.of("json", form(Form.JSON), "longtext", form(Form.TEXT));
        };
    for (Map.Entry<String, StoredType> form : forms.entrySet()) {
      execute(
          "create table \"clip\" (\"clip_id\" integer, \"metaxy_provenance_by_field\" "
              + form.getKey()
              + ")");
      assertEquals(
          form.getValue(),
          read().column("metaxy_provenance_by_field").orElseThrow().type(),
          form.getKey());
      execute("drop table \"clip\"");
    }
  }

  private static StoredType form(Form form) {
    return new ByField(form, List.of());
  }

  @Test
  void theTablesOfTheSystemAreSeenAsTheyAreMade() throws Exception {
    SchemaState system = DesiredSchema.system(kind);
    for (TableState table : system.tables()) {
      for (String statement : Databases.of(kind).ddl().statements(new Change.CreateTable(table))) {
        database.execute(statement);
      }
    }
    assertEquals(StateText.of(system), StateText.of(database.read(system)));
  }
}
