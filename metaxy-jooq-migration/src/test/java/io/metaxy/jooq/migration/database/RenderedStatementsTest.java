package io.metaxy.jooq.migration.database;

import static io.metaxy.jooq.migration.fixture.SpecSet.column;
import static io.metaxy.jooq.migration.fixture.SpecSet.commented;
import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.json;
import static io.metaxy.jooq.migration.fixture.SpecSet.list;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.AddColumn;
import io.metaxy.jooq.migration.change.Change.AddPrimaryKey;
import io.metaxy.jooq.migration.change.Change.AddStructKeys;
import io.metaxy.jooq.migration.change.Change.ChangeNullability;
import io.metaxy.jooq.migration.change.Change.ChangeRequired;
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
import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.JsonForm;
import io.metaxy.jooq.spec.JsonForm.Entries;
import io.metaxy.jooq.spec.JsonForm.Items;
import io.metaxy.jooq.spec.JsonForm.Members;
import io.metaxy.jooq.spec.JsonForm.Value;
import io.metaxy.jooq.spec.LogicalType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.ParserException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The statements of every kind of change, as we and the jOOQ of the class path render them,
 * compared with the files of {@code src/test/resources/golden/statements}: every jOOQ writes the
 * same scripts. Run with {@code -Dmetaxy.golden=write} to rewrite them.
 */
class RenderedStatementsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/statements");

  /** Names and comments that quoting must get right. */
  private static final String ODD = "it's \"odd\" `n` \\ {0} ? :a";

  private static final SpecSet SPECS =
      SpecSet.of(
              feature(
                      "video",
                      text("video_id"),
                      commented(text("title", 80), ODD),
                      column("frames?", ColumnType.INT32),
                      text("token"),
                      list("vector?", ColumnType.FLOAT32, 2),
                      json("boxes?", boxes(ColumnType.INT32)))
                  .withFields("audio", "frames")
                  .described(ODD))
          .prefixed("mx_")
          .withPrimaryKey()
          .withIndex();

  /** Another name, with the placeholder of the prefix and odd characters. */
  private static final String OTHER = TableState.PREFIX + ODD;

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void theStatementsOfEveryChange(MigrationDatabase kind) throws Exception {
    TableState table = SPECS.on(kind).tables().get(0);
    List<Change> changes = all(kind, table);
    assertEquals(
        kinds(Change.class)
            .filter(each -> each != Change.ChangeValues.class) // It has no statement.
            .collect(Collectors.toSet()),
        changes.stream().map(Object::getClass).collect(Collectors.toSet()));
    String text =
        changes.stream()
            .map(change -> section(Databases.of(kind), change, before(change, table)))
            .collect(Collectors.joining("\n"));
    text += "\n-- create table video where it is missing\n";
    text += lines(Databases.of(kind).ddl().createIfMissing(table));
    text += "\n-- create table video as a whole\n";
    text += lines(Databases.of(kind).ddl().createWhole(table));
    Path file = GOLDEN.resolve(kind.folder() + ".sql");
    if ("write".equals(System.getProperty("metaxy.golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, text);
    }
    assertEquals(Files.readString(file).replace("\r\n", "\n"), text);
  }

  /** Code can be generated from the scripts for H2. */
  @Test
  void jooqParsesThoseOfH2() {
    MigrationDatabase kind = MigrationDatabase.H2;
    TableState table = SPECS.on(kind).tables().get(0);
    List<String> unknown = new ArrayList<>();
    for (Change change : all(kind, table)) {
      String text = section(Databases.of(kind), change, before(change, table));
      try {
        DSL.using(SQLDialect.DEFAULT).parser().parse(text);
      } catch (ParserException e) {
        unknown.add(text);
      }
    }
    assertEquals(List.of(), unknown);
  }

  private static StoredType vector(
      MigrationDatabase kind, ColumnType element, @Nullable Integer length) {
    return Databases.of(kind)
        .canonical(StoredType.Scalar.list(StoredType.Scalar.of(element), length));
  }

  /** A list of objects whose member names quoting must get right. */
  private static JsonForm boxes(ColumnType type, String... more) {
    Map<String, JsonForm> members = new LinkedHashMap<>();
    members.put(ODD, new Value(LogicalType.of(type)));
    for (String name : more) {
      members.put(name, new Entries(new Value(LogicalType.of(ColumnType.STRING))));
    }
    return new Items(new Members(members));
  }

  /** What changes structs, where the database has them. */
  private static List<Change> nested(TableState table) {
    ColumnState boxes = table.column("boxes").orElseThrow();
    return boxes.type() instanceof StoredType.Nested
        ? Stream.of(boxes(ColumnType.INT32, "labels", "select"), boxes(ColumnType.INT64, "labels"))
            .map(form -> StoredType.of(json("boxes", form)))
            .<Change>map(type -> new ChangeType(table, boxes, boxes.typed(type)))
            .toList()
        : List.of();
  }

  private static List<Change> all(MigrationDatabase kind, TableState table) {
    return Stream.concat(changes(kind, table).stream(), nested(table).stream()).toList();
  }

  private static List<Change> changes(MigrationDatabase kind, TableState table) {
    ColumnState vector = table.column("vector").orElseThrow();
    KeyState key = Objects.requireNonNull(table.primaryKey());
    KeyState index = table.indexes().get(0);
    ColumnState id = table.column("video_id").orElseThrow();
    ColumnState title = table.column("title").orElseThrow();
    ColumnState frames = table.column("frames").orElseThrow();
    ColumnState token = table.column("token").orElseThrow();
    ColumnState byField =
        table.columns().stream()
            .filter(c -> c.name().endsWith("by_field"))
            .findFirst()
            .orElseThrow();
    return List.of(
        new CreateTable(table),
        new CreateTable(bare(table)),
        new DropTable(table),
        new RenameTable(named(table, OTHER), table),
        new RenameTable(named(table, plain(table.name())), table),
        new AddColumn(table, title.named(ODD)),
        new AddColumn(table, frames.named("takes")),
        new DropColumn(table, title),
        new DropColumn(bare(table), frames),
        new RenameColumn(table, "frames", frames.named(ODD)),
        new RenameColumn(table, "title", title.named(ODD).required(true)),
        typed(table, frames, ColumnType.INT64),
        typed(table, token, ColumnType.UUID),
        typed(table, id, ColumnType.INT64),
        new AddColumn(table, vector.named("embedding")),
        new RenameColumn(table, "vector", vector.named(ODD).required(true)),
        new ChangeType(table, vector, vector.typed(vector(kind, ColumnType.FLOAT64, 3))),
        new ChangeType(table, vector, vector.typed(vector(kind, ColumnType.FLOAT32, null))),
        new ChangeNullability(table, title, title.nullable(true)),
        new ChangeNullability(table, frames, frames.nullable(false)),
        new ChangeRequired(table, frames.required(true)),
        new ChangeRequired(table, frames.required(false)),
        new AddStructKeys(table, byField, List.of("b", ODD)),
        new CommentOnTable(table, null),
        new CommentOnTable(bare(table), ODD),
        new CommentOnColumn(table, title.commented("line\nbreak")),
        new CommentOnColumn(table, title.commented(null)),
        new AddPrimaryKey(bare(table), key),
        new DropPrimaryKey(table, key),
        new RenamePrimaryKey(table, key, new KeyState(OTHER, key.columns())),
        new RenamePrimaryKey(table, key, new KeyState(plain(key.name()), key.columns())),
        new CreateIndex(table, new KeyState(OTHER, List.of("title", "frames"))),
        new DropIndex(table, index),
        new RenameIndex(table, index, new KeyState(OTHER, index.columns())),
        new RenameIndex(table, index, new KeyState(plain(index.name()), index.columns())));
  }

  private static Change typed(TableState table, ColumnState column, ColumnType type) {
    return new ChangeType(table, column, column.typed(StoredType.Scalar.of(type)));
  }

  private static String plain(String name) {
    return name.replace(TableState.PREFIX, "");
  }

  private static TableState named(TableState table, String name) {
    return new TableState(
        table.feature(),
        name,
        table.comment(),
        table.columns(),
        table.idColumns(),
        table.primaryKey(),
        table.indexes());
  }

  /** The table with only its columns, all nullable. */
  private static TableState bare(TableState table) {
    return new TableState(
        table.feature(),
        table.name(),
        null,
        table.columns().stream().map(c -> c.nullable(true).commented(null)).toList(),
        table.idColumns(),
        null,
        List.of());
  }

  private static TableState before(Change change, TableState table) {
    return change instanceof RenameTable ? table : change.table();
  }

  /** The change, followed by its statements, or by the reason why it has none. */
  private static String section(DatabaseSupport support, Change change, TableState before) {
    StringBuilder text = new StringBuilder("-- " + ChangeText.of(change).replace("\n", " ") + "\n");
    try {
      List<String> statements = support.ddl().statements(change, before);
      Stage stage = support.stage(change, List.of(change), before);
      text.append(lines(support.ddl().guards(change, before)));
      List<StagedStatement> staged = support.staged(change, stage, statements);
      text.append(lines(staged.stream().map(StagedStatement::sql).toList()));
    } catch (IllegalArgumentException e) {
      text.append("-- " + e.getMessage() + "\n");
    }
    return text.toString();
  }

  private static String lines(List<String> statements) {
    return statements.stream().map(sql -> sql + ";\n").collect(Collectors.joining());
  }

  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RenderedStatementsTest::kinds)
        : Stream.of(type);
  }
}
