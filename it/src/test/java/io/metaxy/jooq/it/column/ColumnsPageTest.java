package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.db.tables.Footage.FOOTAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.it.column.OddValues.Odd;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.Fixtures;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.features.Footage;
import io.metaxy.jooq.it.features.FootageGrid;
import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.table.ColumnTypes;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tables of the page of columns are what migrations create and what databases store. Run with
 * {@code -Dmetaxy.golden=write} to rewrite them.
 */
class ColumnsPageTest {

  private static final List<DatabaseFixture> DATABASES = Fixtures.quickest();

  private static List<String> names() {
    return DATABASES.stream().map(each -> Dialects.of(each.dialect()).name()).toList();
  }

  /** Returns the declaration of a component without packages and nullability. */
  private static String declared(RecordComponent component) {
    String type =
        MethodType.methodType(component.getType()).unwrap().returnType() == component.getType()
            ? component.getGenericType().getTypeName()
            : MethodType.methodType(component.getType()).unwrap().returnType().getName();
    Column column = component.getAnnotation(Column.class);
    String details = column == null ? "" : details(column);
    return "`" + details + type.replaceAll("[\\w.]+[.$](\\w+)", "$1") + "`";
  }

  private static String details(Column column) {
    List<String> all = new ArrayList<>();
    Stream.of(column.type()).forEach(type -> all.add("type = " + type));
    if (column.length() > 0) {
      all.add("length = " + column.length());
    }
    if (column.scale() > 0) {
      all.add("scale = " + column.scale());
    }
    if (column.vector() > 0) {
      all.add("vector = " + column.vector());
    }
    return "@Column(" + String.join(", ", all) + ") ";
  }

  @Test
  void theTableOfTypesIsWhatMigrationsCreate() throws IOException {
    List<Map<String, String>> types = DATABASES.stream().map(MigratedTables::types).toList();
    Map<List<String>, List<String>> rows = new LinkedHashMap<>();
    Stream.of(Footage.class, FootageGrid.class)
        .flatMap(feature -> Stream.of(feature.getRecordComponents()))
        .filter(component -> !component.getName().equals("footageId"))
        .forEach(
            component -> {
              String name =
                  component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
              List<String> cells =
                  types.stream().map(each -> each.getOrDefault(name, "error")).toList();
              rows.computeIfAbsent(cells, key -> new ArrayList<>()).add(declared(component));
            });
    PageTable table = new PageTable("types", "component", names());
    rows.forEach((cells, components) -> table.row(String.join(", ", components), cells));
    table.assertOnPage();
  }

  /** What generated code has for a column of a type; an enum and JSON have the component's type. */
  private static String inJava(ColumnType kind) {
    return switch (kind) {
      case ENUM -> "the enum";
      case JSON -> "the type of the component, or jOOQ's `JSON` for a `String`";
      case LIST -> "an array or a `List`";
      default ->
          "`"
              + ColumnTypes.dataType(new ColumnSpec("c", LogicalType.of(kind), true, null))
                  .getType()
                  .getSimpleName()
              + "`";
    };
  }

  private static String inMessages(ColumnType kind) {
    return kind == ColumnType.LIST
        ? "`float32[]`, `float32[4]` for a vector"
        : "`" + ChangeText.type(Scalar.of(kind)) + "`";
  }

  @Test
  void theTableOfColumnTypesHasAllConstants() throws IOException {
    PageTable table =
        new PageTable("column types", "`ColumnType`", List.of("in generated code", "in messages"));
    for (ColumnType kind : ColumnType.values()) {
      table.row("`" + kind + "`", List.of(inJava(kind), inMessages(kind)));
    }
    table.assertOnPage();
  }

  @Test
  void listsOfListsAreRejectedWithTheRemedyWhereTheyHaveNoType() {
    for (DatabaseFixture fixture : DATABASES) {
      if (!MigratedTables.types(fixture).containsKey("matrix")) {
        assertEquals(
            "[unsupported-type] footage/grid, column matrix: Cannot create column matrix of table"
                + " footage__grid, because it is a list of lists, which can differ in length,"
                + " but the arrays of this database are rectangular; declare @Column(type = JSON) on"
                + " the component",
            MigratedTables.rejected(fixture).get(0));
      }
    }
  }

  @Test
  void theTableOfValuesIsWhatDatabasesStore() throws Exception {
    Map<Odd<?>, List<String>> results = new LinkedHashMap<>();
    for (DatabaseFixture fixture : DATABASES) {
      try (TestDatabase database = fixture.open()) {
        MigratedTables.create(database);
        OddValues values = new OddValues(database);
        for (Odd<?> odd : OddValues.ALL) {
          results.computeIfAbsent(odd, key -> new ArrayList<>()).add(values.stored(odd));
        }
        assertEquals(0, database.dsl().fetchCount(FOOTAGE));
      }
    }
    PageTable table = new PageTable("values", "value", names());
    results.forEach((odd, cells) -> table.row(odd.title(), cells));
    table.assertOnPage();
  }
}
