package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.codegen.story.Transcript;
import io.metaxy.jooq.codegen.story.Video;
import io.metaxy.jooq.codegen.types.Everything;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.SpecJson;
import io.metaxy.jooq.table.FeatureTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.meta.jaxb.ForcedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated code as users use it, and with jOOQ's other options. */
class GeneratedCodeTest {

  @TempDir Path directory;

  @Test
  void pojosInterfacesAndDaosCompile() {
    Codegen codegen =
        Codegen.of(directory, Video.class, Transcript.class, Everything.class)
            .property("metaxy.primaryKey", "true")
            .generate(
                g ->
                    g.withPojos(true)
                        .withPojosEqualsAndHashCode(true)
                        .withInterfaces(true)
                        .withDaos(true)
                        .withGlobalObjectNames(true));

    Map<String, String> files = codegen.run();
    Compiled.of(codegen.out());

    assertTrue(files.containsKey("tables/pojos/VideoSpeechTranscriptV2.java"));
    assertTrue(files.containsKey("tables/interfaces/IVideoSpeechTranscriptV2.java"));
    assertTrue(files.containsKey("tables/daos/VideoSpeechTranscriptV2Dao.java"));
    assertFalse(files.get("tables/pojos/Video.java").contains("FeatureTable"));
  }

  @Test
  void recordPojosAndImmutableInterfacesCompile() {
    Codegen codegen =
        Codegen.of(directory, Video.class)
            .generate(g -> g.withPojosAsJavaRecordClasses(true).withImmutableInterfaces(true));
    codegen.run();

    Compiled.of(codegen.out());
  }

  @Test
  void theUsersForcedTypesWinOnTheUsersColumnsOnly() {
    Map<String, String> files =
        Codegen.of(directory, Video.class)
            .database(
                d ->
                    d.withForcedTypes(
                        new ForcedType().withName("CLOB").withIncludeExpression(".*\\.path"),
                        new ForcedType().withName("CLOB").withIncludeTypes("JSON")))
            .run();

    String table = files.get("tables/Video.java");
    assertTrue(table.contains("DSL.name(\"path\"), SQLDataType.CLOB.nullable(false)"), table);
    assertTrue(
        table.contains("TableField<VideoRecord, Map<String, String>> METAXY_PROVENANCE_BY_FIELD"),
        table);
  }

  @Test
  void theUsersConverterWinsOverOurs() {
    Map<String, String> files =
        Codegen.of(directory, Everything.class)
            .database(
                d ->
                    d.withForcedTypes(
                        new ForcedType()
                            .withUserType("java.lang.Integer")
                            .withConverter("com.acme.Ordinal")
                            .withIncludeExpression("colour")))
            .run();

    String table = files.get("tables/Everything.java");
    assertTrue(table.contains("TableField<EverythingRecord, Integer> COLOUR"), table);
    assertTrue(table.contains("TableField<EverythingRecord, Colour> MAYBE_COLOUR"), table);
  }

  @Test
  void fluentSettersAreAlwaysGenerated() {
    Map<String, String> files =
        Codegen.of(directory, Video.class).generate(g -> g.withFluentSetters(false)).run();

    assertTrue(
        files.get("tables/records/VideoRecord.java").contains("VideoRecord setPath(String value)"));
  }

  @Test
  void recordsAreAlwaysGenerated() {
    Map<String, String> files =
        Codegen.of(directory, Video.class).generate(g -> g.withRecords(false)).run();

    assertTrue(files.containsKey("tables/records/VideoRecord.java"));
    Compiled.of(directory.resolve("out"));
  }

  @Test
  void everyTypeGoesThroughADatabaseAndBack() throws Exception {
    Codegen codegen = Codegen.of(directory, Everything.class);
    codegen.run();
    Table<?> table = table(Compiled.of(codegen.out()), "Everything");
    Instant now = Instant.parse("2026-01-02T03:04:05.678901Z");
    Map<String, Object> values =
        Map.ofEntries(
            Map.entry("everything_id", UUID.randomUUID()),
            Map.entry("int8", (byte) 1),
            Map.entry("price", new BigDecimal("1.234567")),
            Map.entry("bytes", new byte[] {1, 2}),
            Map.entry("instant", now),
            Map.entry("offset_date_time", now.atOffset(ZoneOffset.UTC)),
            Map.entry("local_date_time", LocalDateTime.parse("2026-01-02T03:04:05.678901")),
            Map.entry("local_time", LocalTime.parse("03:04:05")),
            Map.entry("colour", Everything.Colour.GREEN),
            Map.entry("counts", Map.of("a", 1)),
            Map.entry("tags", List.of("x", "y")),
            Map.entry("box", new Everything.Box(1, 2)),
            Map.entry("boxes", List.of(Map.of("b", new Everything.Box(3, 4)))),
            Map.entry("document", JSON.json("[1,2]")),
            Map.entry("metaxy_provenance_by_field", Map.of("default", "abc")),
            Map.entry("metaxy_created_at", now));
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
      DSLContext dsl = DSL.using(connection);
      // H2's decimal without arguments has scale 0.
      dsl.createTable(table).columns(nullable(table)).execute();

      dsl.insertInto(table).set(values).execute();
      Record row = dsl.selectFrom(table).fetchSingle();

      values.forEach(
          (name, value) -> {
            Object read = row.get(name);
            if (value instanceof byte[] bytes) {
              assertArrayEquals(bytes, (byte[]) read);
            } else {
              assertEquals(value, read, name);
            }
          });
    }
  }

  private static List<Field<?>> nullable(Table<?> table) {
    return Stream.of(table.fields())
        .<Field<?>>map(f -> DSL.field(f.getUnqualifiedName(), f.getDataType().nullable(true)))
        .toList();
  }

  @Test
  void aTableKnowsItsFeature() throws Exception {
    Codegen codegen = Codegen.of(directory, Video.class, Transcript.class);
    codegen.run();
    FeatureTable<?> table =
        (FeatureTable<?>) table(Compiled.of(codegen.out()), "VideoSpeechTranscriptV2");

    assertEquals(FeatureKey.of("video/speech-transcript/v2"), table.featureKey());
    assertEquals(List.of("text", "audio/french"), table.featureData().fields());
    Field<?> version =
        (Field<?>) table.getClass().getMethod("audioFrenchDataVersion").invoke(table);
    assertEquals("metaxy_data_version_by_field_audio_french", version.getName());
    assertEquals("Feature video/speech-transcript/v2", table.getComment());
  }

  @Test
  void fieldsWhoseAccessorsMeetAreReachedByKey() {
    String table = generate(definition("a", "\"b-c\", \"b_c\", \"d\"", "{}")).get("tables/A.java");

    assertFalse(table.contains("bCDataVersion"), table);
    assertTrue(table.contains("dDataVersion()"), table);
  }

  @Test
  void aSpecTooLongForAConstantIsJoinedAtRunTime() throws Exception {
    String note = "\u00e9\\\\".repeat(50_000);
    generate(definition("a", "\"d\"", "{\"note\": \"" + note + "\"}"));

    FeatureTable<?> table = (FeatureTable<?>) table(Compiled.of(directory.resolve("out")), "A");

    assertTrue(table.featureData().spec().length() > 300_000);
    assertEquals(
        note.replace("\\\\", "\\"),
        SpecJson.read(table.featureData().spec(), "a").metadata().get("note"));
  }

  @Test
  void featuresMayBeCalledAsClassesThatGeneratedCodeUses() throws Exception {
    String keys =
        """
        arrays by-field-binding catalog character class-loader collection comparable condition
        default-catalog default-schema dsl enum error exception feature-data feature-table
        feature-tables features features/graph field generated graph-options index indexes instant
        iterable keys list map math module name number process public record schema select
        serializable sql sql-data-type system table table-field table-impl tables thread unique-key
        video video-record void
        """;
    Codegen codegen =
        codegen(
                Stream.of(keys.strip().split("\\s+"))
                    .map(key -> definition(key, "\"d\"", "{}"))
                    .toArray(String[]::new))
            .property("metaxy.primaryKey", "true")
            .property("metaxy.index", "true")
            .generate(g -> g.withPojos(true).withDaos(true).withInterfaces(true));
    codegen.run();

    Compiled.of(codegen.out()).load("Features").getField("GRAPH").get(null);
  }

  private Map<String, String> generate(String... definitions) {
    return codegen(definitions).run();
  }

  private Codegen codegen(String... definitions) {
    try {
      Files.writeString(
          directory.resolve("all.json"),
          Stream.of(definitions).collect(Collectors.joining(",", "{\"features\": [", "]}")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Codegen.of(directory, "all.json");
  }

  private static String definition(String key, String fields, String metadata) {
    return """
    {"feature_spec": {"key": "%s", "id_columns": ["id"], "fields": [%s], "metadata": %s},
     "feature_schema": {"properties": {"id": {"type": "string"}, "at": {"type": "string",
       "format": "date-time"}}, "required": ["id"]}}
    """
        .formatted(key, fields, metadata);
  }

  private static Table<?> table(Compiled compiled, String name) throws Exception {
    return (Table<?>) compiled.load("tables." + name).getConstructor().newInstance();
  }
}
