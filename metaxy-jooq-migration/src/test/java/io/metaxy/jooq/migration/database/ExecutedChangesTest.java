package io.metaxy.jooq.migration.database;

import static io.metaxy.jooq.graph.SystemColumns.CREATED_AT;
import static io.metaxy.jooq.graph.SystemColumns.DATA_VERSION;
import static io.metaxy.jooq.graph.SystemColumns.DATA_VERSION_BY_FIELD;
import static io.metaxy.jooq.graph.SystemColumns.FEATURE_VERSION;
import static io.metaxy.jooq.graph.SystemColumns.PROJECT_VERSION;
import static io.metaxy.jooq.graph.SystemColumns.PROVENANCE;
import static io.metaxy.jooq.graph.SystemColumns.PROVENANCE_BY_FIELD;
import static io.metaxy.jooq.graph.SystemColumns.UPDATED_AT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.change.AppliedState;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.AddColumn;
import io.metaxy.jooq.migration.change.Change.AddPrimaryKey;
import io.metaxy.jooq.migration.change.Change.AddStructKeys;
import io.metaxy.jooq.migration.change.Change.ChangeNullability;
import io.metaxy.jooq.migration.change.Change.ChangeType;
import io.metaxy.jooq.migration.change.Change.CommentOnColumn;
import io.metaxy.jooq.migration.change.Change.CommentOnTable;
import io.metaxy.jooq.migration.change.Change.CreateIndex;
import io.metaxy.jooq.migration.change.Change.CreateTable;
import io.metaxy.jooq.migration.change.Change.DropColumn;
import io.metaxy.jooq.migration.change.Change.DropIndex;
import io.metaxy.jooq.migration.change.Change.DropPrimaryKey;
import io.metaxy.jooq.migration.change.Change.DropTable;
import io.metaxy.jooq.migration.change.Change.RenameColumn;
import io.metaxy.jooq.migration.change.Change.RenameIndex;
import io.metaxy.jooq.migration.change.Change.RenamePrimaryKey;
import io.metaxy.jooq.migration.change.Change.RenameTable;
import io.metaxy.jooq.migration.fixture.MigratedDatabase;
import io.metaxy.jooq.migration.fixture.StateText;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Form;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Flyway runs every change on every database, on a table with an index, a primary key and rows:
 * afterwards the table is what {@link AppliedState} says, and the rows still exist.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(MigrationDatabase.class)
class ExecutedChangesTest {

  /** Names and comments that quoting must get right. */
  private static final String ODD = "it's \"odd\" `n` \\";

  private static final List<String> IDS = List.of("a", "a ");
  private static final String NOON = "'2026-05-01 12:00:00.123456'";

  @Parameter MigrationDatabase kind;

  private MigratedDatabase database;
  private Ddl ddl;
  private TableState table;

  @BeforeEach
  void open() throws Exception {
    database = new MigratedDatabase(kind, "p_");
    ddl = Databases.of(kind).ddl();
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private static ColumnState column(String name, StoredType type, boolean nullable) {
    return new ColumnState(name, type, nullable, null, null);
  }

  private ColumnState column(String name, ColumnType type) {
    Scalar stored =
        type == ColumnType.LIST
            ? Scalar.list(Scalar.of(ColumnType.FLOAT32), null)
            : Scalar.of(type);
    return column(name, Databases.of(kind).canonical(stored), true);
  }

  private ColumnState text(String name, Integer length) {
    return column(name, Databases.of(kind).canonical(Scalar.text(length)), true);
  }

  private StoredType byField(String... keys) {
    return new ByField(
        Databases.of(kind).byField(),
        Databases.of(kind).byField() == Form.STRUCT ? List.of(keys) : List.of());
  }

  private List<ColumnState> systemColumns() {
    List<ColumnState> columns = new ArrayList<>();
    for (String name : SystemColumns.ALL) {
      StoredType type =
          SystemColumns.isByField(name)
              ? byField("audio", "a \"b\" c")
              : Scalar.of(SystemColumns.isInstant(name) ? ColumnType.INSTANT : ColumnType.STRING);
      boolean nullable =
          name.equals(SystemColumns.DELETED_AT) || name.equals(SystemColumns.MATERIALIZATION_ID);
      columns.add(column(name, type, nullable));
    }
    return columns;
  }

  private TableState table(boolean primaryKey, boolean index, ColumnState... own) {
    List<ColumnState> columns = new ArrayList<>();
    columns.add(column("clip_id", Scalar.of(ColumnType.STRING), false));
    columns.addAll(List.of(own));
    columns.addAll(systemColumns());
    List<String> key = List.of(FEATURE_VERSION, "clip_id", UPDATED_AT);
    return Databases.of(kind)
        .canonical(
            new TableState(
                "clip",
                TableState.PREFIX + "clip",
                "Feature clip: " + ODD,
                columns,
                List.of("clip_id"),
                primaryKey ? new KeyState(TableState.PREFIX + "clip_metaxy_pk", key) : null,
                index
                    ? List.of(new KeyState(TableState.PREFIX + "clip_metaxy_idx", key))
                    : List.of()));
  }

  /** The table with two rows. */
  private void create(TableState state) throws Exception {
    table = state;
    run(new CreateTable(state), state);
    String byField =
        kind == MigrationDatabase.DUCKDB
            ? "{'audio': 'h', 'a \"b\" c': 'i'}"
            : (kind == MigrationDatabase.H2 ? "json " : "") + "'{\"audio\": \"h\"}'";
    String columns =
        Stream.of(
                "clip_id",
                PROVENANCE_BY_FIELD,
                PROVENANCE,
                DATA_VERSION_BY_FIELD,
                DATA_VERSION,
                FEATURE_VERSION,
                PROJECT_VERSION,
                CREATED_AT,
                UPDATED_AT)
            .map(this::quoted)
            .collect(Collectors.joining(", "));
    for (String id : IDS) {
      database.execute(
          String.format(
              "insert into %s (%s) values ('%s', %s, 'p', %s, 'd', 'f', 'v', %s, %s)",
              name(), columns, id, byField, byField, NOON, NOON));
    }
  }

  private String name() {
    return quoted(table.name().replace(TableState.PREFIX, "p_"));
  }

  private String quoted(String name) {
    return new SqlText(kind.dialect()).name(name);
  }

  private void run(Change change, TableState before) throws Exception {
    boolean online = kind == MigrationDatabase.POSTGRESQL && change instanceof CreateIndex;
    List<String> statements = ddl.statements(change, before);
    if (!statements.isEmpty()) {
      database.script(statements, !online);
      database.migrate();
    }
  }

  /** Runs a change, and reads the table. */
  private void change(Change change) throws Exception {
    run(change, table);
    table = Objects.requireNonNull(AppliedState.of(table, change));
    SchemaState expected = new SchemaState(List.of(table));
    assertEquals(StateText.of(expected), StateText.of(database.read(expected)));
    assertEquals(IDS.size(), database.rows("select 1 from " + name()).size());
  }

  private List<String> values(String column) throws Exception {
    return database.rows("select " + quoted(column) + " from " + name()).stream().sorted().toList();
  }

  @Test
  void aTableOfEveryType() throws Exception {
    List<ColumnState> columns = new ArrayList<>();
    for (ColumnType type : ColumnType.values()) {
      columns.add(column("c " + type.name().toLowerCase(Locale.ROOT), type));
    }
    columns.add(text("short", 20).commented(ODD));
    columns.add(text("long", 5_000));
    columns.add(column(ODD, Scalar.decimal(20, 4), false).commented("line\nbreak"));
    TableState all = table(true, true, columns.toArray(ColumnState[]::new));
    run(new CreateTable(all), all);
    SchemaState expected = new SchemaState(List.of(all));
    assertEquals(StateText.of(expected), StateText.of(database.read(expected)));
    // An unexpected table is identified by its comment.
    TableState found = database.read(SchemaState.EMPTY).tables().get(0);
    assertEquals("clip", found.feature());
    assertEquals(all.name(), found.name());
    assertEquals(all.columns(), found.columns());
    assertEquals(all.primaryKey(), found.primaryKey());
    assertEquals(all.indexes(), found.indexes());
    run(new DropTable(all), all);
    assertEquals(SchemaState.EMPTY, database.read(expected));
  }

  @Test
  void columnsComeGoAndAreRenamed() throws Exception {
    create(table(true, true));
    change(new AddColumn(table, column("n", ColumnType.INT32).commented(ODD)));
    change(new AddColumn(table, text(ODD, 20)));
    change(new AddColumn(table, column("doc", ColumnType.JSON)));
    database.execute("update " + name() + " set " + quoted("n") + " = 7");
    change(new RenameColumn(table, "n", found("n").named("number")));
    assertEquals(List.of("[7]", "[7]"), values("number"));
    change(new RenameColumn(table, ODD, found(ODD).named("even")));
    change(new RenameColumn(table, "doc", found("doc").named("document")));
    change(new DropColumn(table, found("number")));
    change(new DropColumn(table, found("document")));
    change(new RenameColumn(table, "clip_id", found("clip_id").named("id")));
    assertEquals(List.of("[a ]", "[a]"), values("id"));
  }

  @Test
  void typesGrow() throws Exception {
    create(
        table(
            true,
            true,
            column("i", ColumnType.INT8).commented(ODD),
            column("f", ColumnType.FLOAT32),
            column("d", Databases.of(kind).canonical(Scalar.decimal(6, 2)), true),
            text("t", 10)));
    database.execute(
        String.format(
            "update %s set %s = 100, %s = 0.5, %s = 1234.56, %s = 'text'",
            name(), quoted("i"), quoted("f"), quoted("d"), quoted("t")));
    change("i", Scalar.of(ColumnType.INT16));
    change("i", Scalar.of(ColumnType.INT32));
    change("i", Scalar.of(ColumnType.INT64));
    change("f", Scalar.of(ColumnType.FLOAT64));
    change("d", Scalar.decimal(20, 2));
    change("d", Scalar.decimal(22, 4));
    change("t", Scalar.text(20));
    change("t", Scalar.of(ColumnType.STRING));
    assertEquals(List.of("[100]", "[100]"), values("i"));
    assertEquals(List.of("[0.5]", "[0.5]"), values("f"));
    assertEquals(List.of("[1234.5600]", "[1234.5600]"), values("d"));
    assertEquals(List.of("[text]", "[text]"), values("t"));
  }

  @Test
  void typesBecomeOthers() throws Exception {
    create(
        table(
            true,
            true,
            column("n", ColumnType.STRING),
            column("t", ColumnType.INT32),
            column("u", ColumnType.STRING),
            column("l", ColumnType.INSTANT)));
    String uuid = "7f1c8a52-0c35-4a5c-9b0e-8f0f6c7ad001";
    database.execute(
        String.format(
            "update %s set %s = '42', %s = 7, %s = '%s', %s = %s",
            name(), quoted("n"), quoted("t"), quoted("u"), uuid, quoted("l"), NOON));
    change("n", Scalar.of(ColumnType.INT64));
    change("t", Scalar.of(ColumnType.STRING));
    change("u", Scalar.of(ColumnType.UUID));
    change("l", Scalar.of(ColumnType.LOCAL_DATE_TIME));
    change("l", Scalar.of(ColumnType.INSTANT));
    assertEquals(List.of("[42]", "[42]"), values("n"));
    assertEquals(List.of("[7]", "[7]"), values("t"));
    assertEquals(List.of("[" + uuid + "]", "[" + uuid + "]"), values("u"));
  }

  @Test
  void theTypeOfAnIdChanges() throws Exception {
    create(
        table(true, true, new ColumnState("take", Scalar.of(ColumnType.INT32), true, ODD, null)));
    KeyState key = new KeyState(TableState.PREFIX + "take_metaxy_idx", List.of("take", "clip_id"));
    change(new CreateIndex(table, key));
    change("take", Scalar.of(ColumnType.INT64));
    change("clip_id", Databases.of(kind).canonical(Scalar.text(100)));
  }

  @Test
  void columnsMayBeNullOrNot() throws Exception {
    create(table(true, true, column("n", ColumnType.INT32).commented(ODD)));
    database.execute("update " + name() + " set " + quoted("n") + " = 7");
    change(new ChangeNullability(table, found("n"), found("n").nullable(false)));
    change(new ChangeNullability(table, found("n"), found("n").nullable(true)));
    change(new ChangeNullability(table, found(PROVENANCE), found(PROVENANCE).nullable(true)));
  }

  @Test
  void commentsChange() throws Exception {
    create(table(true, true, column("n", ColumnType.INT32).commented(ODD)));
    change(new CommentOnColumn(table, found("n").commented("other")));
    change(new CommentOnColumn(table, found("n").commented(null)));
    change(new CommentOnColumn(table, found(UPDATED_AT).commented(ODD)));
    change(new CommentOnTable(commented("Feature clip"), table.comment()));
    change(new CommentOnTable(commented(null), table.comment()));
    change(new CommentOnTable(commented("Feature clip: " + ODD), null));
  }

  @Test
  void keysAndIndexesComeGoAndAreRenamed() throws Exception {
    TableState keyed = table(true, true);
    create(table(false, false));
    KeyState key = Objects.requireNonNull(keyed.primaryKey());
    KeyState index = keyed.indexes().get(0);
    change(new AddPrimaryKey(table, key));
    change(new CreateIndex(table, index));
    KeyState newKey = new KeyState(TableState.PREFIX + "new_metaxy_pk", key.columns());
    KeyState newIndex = new KeyState(TableState.PREFIX + "new_metaxy_idx", index.columns());
    change(new RenamePrimaryKey(table, key, newKey));
    change(new RenameIndex(table, index, newIndex));
    change(new DropPrimaryKey(table, newKey));
    change(new DropIndex(table, newIndex));
    change(new CreateIndex(table, index));
    change(new AddPrimaryKey(table, key));
    change(new DropIndex(table, index));
    change(new DropPrimaryKey(table, key));
  }

  @Test
  void indexesBecomeUniqueAndBack() throws Exception {
    create(table(false, true, column("n", ColumnType.INT32)));
    KeyState plain = new KeyState(ODD, List.of("n"));
    KeyState unique =
        new KeyState("clip_n", List.of(FEATURE_VERSION, "n", "clip_id", UPDATED_AT), true);
    KeyState renamed = unique.named(TableState.PREFIX + "clip_n");
    change(new CreateIndex(table, plain));
    change(new CreateIndex(table, unique));
    change(new RenameIndex(table, unique, renamed));
    change(new RenameColumn(table, "n", found("n").named("number")));
    change("number", Scalar.of(ColumnType.INT64));
    database.execute("update " + name() + " set " + quoted("number") + " = 7");
    String duplicate =
        "insert into " + name() + " select * from " + name() + " where clip_id = 'a'";
    SQLException refused =
        assertThrows(
            SQLException.class,
            () -> database.execute(duplicate.replace("clip_id", quoted("clip_id"))));
    assertTrue(
        refused.getMessage().toLowerCase(Locale.ROOT).contains("duplicate")
            || refused.getMessage().toLowerCase(Locale.ROOT).contains("unique"),
        refused.getMessage());
    change(new DropIndex(table, index(renamed.name())));
    change(new CreateIndex(table, new KeyState(renamed.name(), List.of("number"))));
    change(new DropIndex(table, plain.renaming(column -> "number")));
  }

  /** As a store creates a missing table. */
  @Test
  void aTableIsCreatedWholeWithUniqueIndexes() throws Exception {
    table = table(true, true, column("n", ColumnType.INT32));
    List<String> key = List.of(FEATURE_VERSION, "n", UPDATED_AT);
    table = AppliedState.of(table, new CreateIndex(table, new KeyState("clip_n", key, true)));
    database.script(ddl.createWhole(table), true);
    database.migrate();
    SchemaState whole = new SchemaState(List.of(table));
    assertEquals(StateText.of(whole), StateText.of(database.read(whole)));
  }

  private KeyState index(String name) {
    return table.indexes().stream().filter(i -> i.name().equals(name)).findFirst().orElseThrow();
  }

  /** All but lists and JSON, which no index can have. */
  @Test
  void everyTypeOfSingleValuesCanBeIndexed() throws Exception {
    List<ColumnState> columns = new ArrayList<>();
    for (ColumnType type : ColumnType.values()) {
      boolean isLong = type == ColumnType.STRING || type == ColumnType.BINARY;
      boolean isOnMariaDb = kind == MigrationDatabase.MARIADB;
      if (type != ColumnType.LIST
          && type != ColumnType.JSON
          && !(isOnMariaDb && (isLong || type == ColumnType.ENUM))) {
        columns.add(column("c_" + type.name().toLowerCase(Locale.ROOT), type));
      }
    }
    create(table(false, false, columns.toArray(ColumnState[]::new)));
    for (ColumnState column : columns) {
      change(new CreateIndex(table, new KeyState("i_" + column.name(), List.of(column.name()))));
      List<String> key = List.of(FEATURE_VERSION, column.name(), UPDATED_AT);
      change(new CreateIndex(table, new KeyState("u_" + column.name(), key, true)));
    }
  }

  /** Makes a table of the peer stricter. */
  @Test
  void aPrimaryKeyOnColumnsThatMayBeNull() throws Exception {
    TableState keyed = table(true, true);
    List<ColumnState> columns = keyed.columns().stream().map(c -> c.nullable(true)).toList();
    create(
        new TableState(
            keyed.feature(), keyed.name(), null, columns, keyed.idColumns(), null, List.of()));
    change(new AddPrimaryKey(table, Objects.requireNonNull(keyed.primaryKey())));
  }

  @Test
  void aTableIsRenamed() throws Exception {
    create(table(true, true, column("n", ColumnType.INT32).commented(ODD)));
    TableState other =
        new TableState(
            "take",
            TableState.PREFIX + ODD,
            table.comment(),
            table.columns(),
            table.idColumns(),
            table.primaryKey(),
            table.indexes());
    run(new RenameTable(other, table), table);
    table = other;
    SchemaState expected = new SchemaState(List.of(table));
    // The comment is another change, so only the record shows whose the table is.
    SchemaState renamed = SchemaReader.read(database.connection(), kind, "p_", expected, expected);
    assertEquals(StateText.of(expected), StateText.of(renamed));
    assertEquals(List.of("[a ]", "[a]"), values("clip_id"));
  }

  @Test
  void aFieldIsAdded() throws Exception {
    create(table(true, true));
    if (kind == MigrationDatabase.DUCKDB) {
      List<String> keys = List.of(ODD, "b");
      change(new AddStructKeys(table, found(PROVENANCE_BY_FIELD), keys));
      change(new AddStructKeys(table, found(DATA_VERSION_BY_FIELD), keys));
      assertEquals(
          List.of("[h]", "[h]"),
          database.rows("select metaxy_provenance_by_field.audio from " + name()));
    }
  }

  private ColumnState found(String column) {
    return table.column(column).orElseThrow();
  }

  private void change(String column, StoredType type) throws Exception {
    StoredType canonical = Databases.of(kind).canonical(type);
    if (!canonical.equals(found(column).type())) {
      change(new ChangeType(table, found(column), found(column).typed(canonical)));
    }
  }

  private TableState commented(String comment) {
    return new TableState(
        table.feature(),
        table.name(),
        comment,
        table.columns(),
        table.idColumns(),
        table.primaryKey(),
        table.indexes());
  }
}
