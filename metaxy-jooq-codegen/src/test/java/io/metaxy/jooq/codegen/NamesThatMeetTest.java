package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.meta.Definition;
import org.jooq.meta.jaxb.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns whose names become one name in Java, or that of a member of jOOQ's classes. */
class NamesThatMeetTest {

  /** Names of members of generated classes, keywords, and names with other characters. */
  private static final List<String> TAKEN =
      List.of(
          "class table size key value values_row value1 get_value changed touched original valid from into",
          "with_table configuration record feature_data feature_key schema name",
          "alias primary_key indexes record_type dsl DSL_2 sensor sensor_record hash_code to_string clone",
          "default int enum void var yield _ __ _a a_ 1 1a a-b a.c a|d straße İi",
          "generated tables instant map");

  /** A strategy that separates two columns. */
  public static final class Separating extends FeatureGeneratorStrategy {

    @Override
    public String getJavaIdentifier(Definition definition) {
      return definition.getName().equals("unit-id")
          ? "DASHED"
          : super.getJavaIdentifier(definition);
    }

    @Override
    public String getJavaGetterName(Definition definition, Mode mode) {
      return definition.getName().equals("unit-id")
          ? "getDashed"
          : super.getJavaGetterName(definition, mode);
    }

    @Override
    public String getJavaSetterName(Definition definition, Mode mode) {
      return definition.getName().equals("unit-id")
          ? "setDashed"
          : super.getJavaSetterName(definition, mode);
    }

    @Override
    public String getJavaMemberName(Definition definition, Mode mode) {
      return definition.getName().equals("unit-id")
          ? "dashed"
          : super.getJavaMemberName(definition, mode);
    }
  }

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "unit-id, unit_id, constant UNIT_ID",
    "a b, a_b, constant A_B",
    "path, PATH, constant PATH",
    "ab, aB, constant AB",
    "1a, _1a, constant _1A",
    "straße, strasse, constant STRASSE",
    "class, class_, getter getClass_",
    "sensor, sensor_, constant SENSOR_",
    "dsl, dsl_, constant DSL_"
  })
  void areAProblem(String first, String second, String name) throws Exception {
    assertEquals(
        List.of(
            "[column-name-clash] sensor, column "
                + second
                + ": Cannot give two columns the same name in Java: "
                + first
                + " and "
                + second
                + " both become the "
                + name
                + "; rename one of them, or name it in a subclass of FeatureGeneratorStrategy"),
        codegen(List.of(first, second)).problems());
    assertEquals(List.of(), written());
  }

  @Test
  void inEveryTableAreReportedAtOnce() {
    Codegen codegen = codegen(List.of("a-b", "a_b", "a b", "c", "C"));

    assertEquals(
        List.of("column a_b", "column a b", "column C"),
        codegen.problems().stream().map(p -> p.replaceAll(".*, (column .*?): .*", "$1")).toList());
  }

  @Test
  void withMethodsOfObjectAreAProblemInRecords() {
    Codegen codegen =
        codegen(List.of("hash_code", "waiting"))
            .generate(g -> g.withPojos(true).withPojosAsJavaRecordClasses(true));

    assertEquals(
        List.of(
            "[column-name-clash] sensor, column hash_code: Cannot name a record component"
                + " hashCode, which Java forbids; rename the column, or generate classes instead of"
                + " records with <pojosAsJavaRecordClasses>"),
        codegen.problems());
  }

  @Test
  void mayBeSeparatedByAStrategy() {
    codegen(List.of("unit-id", "unit_id"))
        .generator(g -> g.withStrategy(new Strategy().withName(Separating.class.getName())))
        .run();

    Compiled.of(directory.resolve("out"));
  }

  @Test
  void withMembersOfJooqKeepTheirValues() throws Exception {
    List<String> columns =
        TAKEN.stream().flatMap(names -> Stream.of(names.split(" "))).collect(Collectors.toList());
    codegen(columns)
        .property("metaxy.primaryKey", "true")
        .generate(g -> g.withPojos(true).withInterfaces(true).withDaos(true))
        .run();
    Compiled compiled = Compiled.of(directory.resolve("out"));
    FeatureTable<?> table =
        (FeatureTable<?>) compiled.load("tables.Sensor").getField("SENSOR").get(null);
    FeatureGraph graph = (FeatureGraph) compiled.load("Features").getField("GRAPH").get(null);

    assertEquals(values(columns), resolved(table, graph, columns));
  }

  /** Resolves a sample that the caller supplies, computes it, and reads it back. */
  private static <R extends FeatureRecord<R>> Map<String, Object> resolved(
      FeatureTable<?> wild, FeatureGraph graph, List<String> columns) throws Exception {
    @SuppressWarnings("unchecked")
    FeatureTable<R> table = (FeatureTable<R>) wild;
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
      DSLContext dsl = DSL.using(connection);
      dsl.createTable(table).columns(table.fields()).execute();
      MetadataStore store = MetadataStore.of(dsl, graph);
      R sample = dsl.newRecord(table);
      values(columns).forEach((name, value) -> set(sample, table.field(name), value));
      set(sample, table.field("metaxy_provenance_by_field"), Map.of("default", "hash"));

      store.resolve(table, List.of(sample)).pending(Sample::record);

      R read = store.read(table).fetch().get(0);
      Map<String, Object> values = new TreeMap<>();
      values(columns).keySet().forEach(name -> values.put(name, read.get(name)));
      return values;
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> void set(FeatureRecord<?> row, Field<T> field, Object value) {
    row.set(field, (T) value);
  }

  private static Map<String, Object> values(List<String> columns) {
    Map<String, Object> values = new TreeMap<>(Map.of("id", "the id"));
    columns.forEach(column -> values.put(column, "value of " + column));
    return values;
  }

  private List<Path> written() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(f -> f.toString().endsWith(".java")).toList();
    }
  }

  private Codegen codegen(List<String> columns) {
    String properties =
        columns.stream()
            .map(column -> ", \"" + column + "\": {\"type\": \"string\"}")
            .collect(Collectors.joining());
    String required = columns.stream().map(c -> ", \"" + c + "\"").collect(Collectors.joining());
    try {
      Files.writeString(
          directory.resolve("sensor.json"),
          """
          {"feature_spec": {"key": "sensor", "id_columns": ["id"]},
           "feature_schema": {"properties": {"id": {"type": "string"}%s}, "required": ["id"%s]}}
          """
              .formatted(properties, required));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Codegen.of(directory, "sensor.json");
  }
}
