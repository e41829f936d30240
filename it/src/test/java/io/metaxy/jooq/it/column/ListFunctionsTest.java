package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.db.tables.Footage.FOOTAGE;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.Fixtures;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.FootageRecord;
import io.metaxy.jooq.store.MetadataStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.SQLDialectNotSupportedException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/**
 * The functions of jOOQ that the page of columns says work on lists do; other versions of jOOQ may
 * render more of them.
 */
class ListFunctionsTest {

  /** A list as jOOQ's own type of it, which its functions require. */
  private static final Field<String[]> TAGS = FOOTAGE.TAGS.coerce(SQLDataType.VARCHAR.array());

  private static final Field<Float[]> VECTOR = FOOTAGE.VECTOR.coerce(SQLDataType.REAL.array());

  private static final List<Function<?>> ALL =
      List.of(
          new Function<>("arrayGet(LINES, 2)", DSL.arrayGet(FOOTAGE.LINES, 2), "b"),
          new Function<>("arrayGet(TAGS, 2)", DSL.arrayGet(TAGS, 2), "b"),
          new Function<>("arrayGet(VECTOR, 4)", DSL.arrayGet(VECTOR, 4), 4f),
          new Function<>("cardinality(LINES)", DSL.cardinality(FOOTAGE.LINES), 2),
          condition("val(\"b\").eq(any(LINES))", DSL.val("b").eq(DSL.any(FOOTAGE.LINES))),
          condition("val(\"c\").ne(all(TAGS))", DSL.val("c").ne(DSL.all(TAGS))),
          condition("LINES.contains(array(\"b\"))", FOOTAGE.LINES.contains(new String[] {"b"})),
          condition(
              "arrayOverlap(LINES, array(\"b\", \"c\"))",
              DSL.arrayOverlap(FOOTAGE.LINES, DSL.array("b", "c"))),
          new Function<>(
              "arrayConcat(LINES, TAGS)", DSL.cardinality(DSL.arrayConcat(FOOTAGE.LINES, TAGS)), 4),
          condition("LINES.eq(array(\"a\", \"b\"))", FOOTAGE.LINES.eq(new String[] {"a", "b"})),
          condition("TAGS.eq(List.of(\"a\", \"b\"))", FOOTAGE.TAGS.eq(List.of("a", "b"))),
          condition("TAGS.isNotNull()", FOOTAGE.TAGS.isNotNull()));

  private record Function<T>(String code, Field<T> field, T expected) {}

  private static Function<Integer> condition(String code, Condition condition) {
    return new Function<>(code, DSL.when(condition, DSL.inline(1)).otherwise(DSL.inline(0)), 1);
  }

  @Test
  void thoseThatWorkAreOnThePage() throws Exception {
    Map<String, List<String>> results = new LinkedHashMap<>();
    List<DatabaseFixture> databases = Fixtures.quickest();
    for (DatabaseFixture fixture : databases) {
      try (TestDatabase database = fixture.open()) {
        MigratedTables.create(database);
        MetadataStore store = MetadataStore.of(database.dsl(), Features.GRAPH);
        store.write(FOOTAGE, List.of(footage()));
        for (Function<?> function : ALL) {
          results
              .computeIfAbsent("`" + function.code() + "`", code -> new ArrayList<>())
              .add(works(database.dsl(), store, function) ? "yes" : "no");
        }
      }
    }
    PageTable table =
        new PageTable(
            "functions",
            "jOOQ",
            databases.stream().map(each -> Dialects.of(each.dialect()).name()).toList());
    results.forEach(table::row);
    table.assertOnPage("no", "yes");
  }

  private static FootageRecord footage() {
    return new FootageRecord()
        .setFootageId("f")
        .setLines(new String[] {"a", "b"})
        .setTags(List.of("a", "b"))
        .setVector(new float[] {1, 2, 3, 4})
        .setMetaxyProvenanceByField(Map.of("scene", "s"));
  }

  /** Whether the value is the expected one, selected from the table and from the latest rows. */
  private static <T> boolean works(DSLContext dsl, MetadataStore store, Function<T> function) {
    try {
      return Stream.of(FOOTAGE, store.current(FOOTAGE))
          .map(table -> dsl.select(function.field()).from(table).fetchOne(0))
          .allMatch(value -> Objects.equals(function.expected(), value));
    } catch (DataAccessException | SQLDialectNotSupportedException e) {
      return false;
    }
  }
}
