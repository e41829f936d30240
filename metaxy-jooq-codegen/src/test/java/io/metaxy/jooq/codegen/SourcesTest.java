package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sources of definitions. */
class SourcesTest {

  @TempDir Path directory;

  @Nested
  class APackage {

    private Compiled compiled() {
      return Compiled.of(
          directory,
          feature("acme.features", "A", "a"),
          feature("acme.features.deep", "B", "b"),
          feature("acme.features2", "C", "c"),
          "package acme.features; public record Helper(String text) {}",
          """
          package acme.features;
          import io.metaxy.jooq.spec.FeatureSpec;
          public interface Holder {
            record Nested(String id) {
              public static final FeatureSpec SPEC = FeatureSpec.of("nested").id("id").build();
            }
          }
          """);
    }

    @Test
    void isSearchedInADirectory() {
      assertEquals(
          Set.of("A", "B", "Nested"),
          tables(Codegen.of(directory, "acme.features").loader(compiled().loader())));
    }

    @Test
    void isSearchedInAJar() throws Exception {
      Path jar = jar(compiled().classes(), true);

      assertEquals(
          Set.of("A", "B", "Nested"),
          tables(Codegen.of(directory, "acme.features").loader(Compiled.loader(jar))));
    }

    @Test
    void isSearchedInAJarWithoutEntriesForItsDirectories() throws Exception {
      Path jar = jar(compiled().classes(), false);

      assertEquals(
          Set.of("A", "B", "Nested"),
          tables(Codegen.of(directory, "acme.features").loader(Compiled.loader(jar))));
    }

    @Test
    void andAClassInItCountOnce() {
      assertEquals(
          Set.of("A", "B", "C", "Nested"),
          tables(
              Codegen.of(directory, "acme.features.A,acme.features acme.features2.C")
                  .loader(compiled().loader())));
    }

    @Test
    void orAClassMayBeNamedAsInSource() {
      assertEquals(
          Set.of("Nested"),
          tables(Codegen.of(directory, "acme.features.Holder.Nested").loader(compiled().loader())));
    }

    private Path jar(Path classes, boolean directories) throws IOException {
      Path jar = directory.resolve("features.jar");
      try (OutputStream file = Files.newOutputStream(jar);
          JarOutputStream out = new JarOutputStream(file);
          var all = Files.walk(classes)) {
        for (Path path : all.toList()) {
          String name = classes.relativize(path).toString().replace('\\', '/');
          if (Files.isRegularFile(path)) {
            out.putNextEntry(new JarEntry(name));
            out.write(Files.readAllBytes(path));
          } else if (directories && !name.isEmpty()) {
            out.putNextEntry(new JarEntry(name + "/"));
          }
        }
      }
      return jar;
    }
  }

  @Nested
  class JsonFiles {

    /** A row recorded by Metaxy for Python: system columns among the properties, JSON as text. */
    private static final String RECORDED =
        """
        {"project": "vision", "feature_key": "frames/crop",
         "metaxy_definition_version": "0a1b2c3d", "recorded_at": "2026-01-02T03:04:05",
         "feature_class_path": "vision.features.Crop", "tags": "{}", "deleted_at": null,
         "feature_spec": %s,
         "feature_schema": %s}
        """
            .formatted(
                text(
                    "{'deps': [], 'description': 'Crops', 'fields': [{'code_version': '1',"
                        + " 'deps': [], 'key': 'boxes'}], 'id_columns': ['crop_id'], 'key':"
                        + " 'frames/crop', 'metadata': {}}"),
                text(
                    "{'$defs': {'Kind': {'enum': ['face', 'hand'], 'title': 'Kind', 'type':"
                        + " 'string'}}, 'properties': {'metaxy_provenance': {'anyOf': [{'type':"
                        + " 'string'}, {'type': 'null'}], 'default': null}, 'crop_id': {'title':"
                        + " 'Crop Id', 'type': 'string'}, 'kind': {'$ref': '#/$defs/Kind'},"
                        + " 'score': {'anyOf': [{'type': 'number'}, {'type': 'null'}]}, 'boxes':"
                        + " {'items': {'type': 'integer'}, 'type': 'array'}}, 'required':"
                        + " ['crop_id', 'kind'], 'title': 'Crop', 'type': 'object'}"));

    @Test
    void holdARecordedRow() throws Exception {
      write("specs/crop.json", RECORDED);

      Map<String, String> files = Codegen.of(directory, "specs/crop.json").run();

      String table = files.get("tables/FramesCrop.java");
      assertTrue(table.contains("TableField<FramesCropRecord, String> CROP_ID"), table);
      assertTrue(table.contains("TableField<FramesCropRecord, String> KIND"), table);
      assertTrue(table.contains("TableField<FramesCropRecord, Double> SCORE"), table);
      assertTrue(table.contains("TableField<FramesCropRecord, JSON> BOXES"), table);
      assertTrue(table.contains("        \"vision\",\n        \"vision.features.Crop\"\n"), table);
      assertTrue(table.contains("Feature frames/crop: Crops"), table);
      Compiled.of(directory.resolve("out")).load("Features").getField("GRAPH").get(null);
    }

    @Test
    void holdManyFeaturesAndAreFoundByDirectoryAndGlob() throws Exception {
      write("specs/a.json", plain("a"));
      write("specs/deep/b.json", "{\"features\": [" + plain("b") + "," + plain("c") + "]}");
      write("specs/deep/notes.txt", "not JSON");

      assertEquals(Set.of("A", "B", "C"), tables(Codegen.of(directory, "specs")));
      assertEquals(Set.of("A"), tables(Codegen.of(directory, "specs/*.json")));
      assertEquals(Set.of("B", "C"), tables(Codegen.of(directory, "specs/**/*.json")));
      assertEquals(Set.of("A", "B", "C"), tables(Codegen.of(directory, "./specs/")));
    }

    @Test
    void nameTheirTables() throws Exception {
      write("a.json", plain("a").replace("{\"spec\"", "{\"table\": \"own\", \"spec\""));

      Codegen codegen = Codegen.of(directory, "a.json").property("metaxy.inferTableNames", "false");

      assertTrue(codegen.run().get("tables/A.java").contains("DSL.name(\"own\")"));
    }

    @Test
    void thatCannotBeReadAreProblems() throws Exception {
      write("1.json", "{\"feature_spec\": {},}");
      write("2.json", "[]");
      write("3.json", "{\"features\": [{\"feature_spec\": {}}, {\"feature_schema\": {}}]}");
      write("4.json", "{\"feature_spec\": {\"kay\": \"a\"}, \"feature_schema\": {}}");
      write("5.json", plain("five").replace("\"string\"", "\"string\", \"maxLength\": 0.5"));
      write("6.json", "{\"feature_spec\": \"{\", \"feature_schema\": {}}");

      assertEquals(
          List.of(
              "[unreadable] 1.json: Cannot read a file that is not JSON: Unexpected character ('}'"
                  + " (code 125)): was expecting double-quote to start field name at line 1, column"
                  + " 21; correct the file",
              "[unreadable] 2.json: Invalid definition: [] (must be a JSON object)",
              "[unreadable] 3.json, features[0]: Cannot read a definition without the property"
                  + " feature_schema; add it",
              "[unreadable] 3.json, features[1]: Cannot read a definition without the property"
                  + " feature_spec; add it",
              "[unreadable] 4.json: Cannot read property kay (must be one of [deps, description,"
                  + " fields, id_columns, key, metadata]); remove it",
              "[unreadable] 4.json: Cannot read a spec without its key; add the property \"key\"",
              "[unreadable] five, column id: Invalid maxLength: 0.5 (must be an integer of at most"
                  + " 2147483647); correct the schema",
              "[unreadable] 6.json: Cannot read a spec that is not JSON: Unexpected end-of-input:"
                  + " expected close marker for Object at line 1, column 2; correct the text"),
          Codegen.of(directory, "*.json").problems());
    }

    private void write(String file, String text) throws IOException {
      Path path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    }

    private static String plain(String key) {
      return """
      {"spec": {"key": "%s", "id_columns": ["id"]},
       "feature_schema": {"properties": {"id": {"type": "string"}}, "required": ["id"]}}
      """
          .formatted(key);
    }

    private static String text(String json) {
      return '"' + json.replace("'", "\\\"") + '"';
    }
  }

  private static Set<String> tables(Codegen codegen) {
    return codegen.run().keySet().stream()
        .filter(file -> file.matches("tables/\\w+\\.java"))
        .map(file -> file.replaceAll(".*/|\\.java", ""))
        .collect(Collectors.toSet());
  }

  private static String feature(String packageName, String name, String key) {
    return """
    package %s;
    import io.metaxy.jooq.spec.FeatureSpec;
    public record %s(String id) {
      public static final FeatureSpec SPEC = FeatureSpec.of("%s").id("id").build();
    }
    """
        .formatted(packageName, name, key);
  }
}
