package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.json.JsonException;
import io.metaxy.jooq.json.JsonText;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSettings;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecException;
import io.metaxy.jooq.spec.SpecJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Reads definitions from JSON files, in the form that the system tables record:
 *
 * <pre>{@code
 * {"feature_spec": {...}, "feature_schema": {...}, "feature_class_path": "acme.Video", "project": "acme"}
 * }</pre>
 *
 * or {@code {"features": [...]}} with such objects. Spec and schema are objects or JSON text;
 * {@code spec} is an alias of {@code feature_spec}; {@code table} names the table, {@code settings}
 * are {@link FeatureSettings}. Other properties are ignored.
 */
final class DefinitionFiles {

  private final Path basedir;
  private final String project;
  private final List<Problem> problems;

  DefinitionFiles(Path basedir, String project, List<Problem> problems) {
    this.basedir = basedir;
    this.project = project;
    this.problems = problems;
  }

  /** Returns whether an entry, which could also be a package, is a directory. */
  boolean isDirectory(String entry) {
    try {
      return Files.isDirectory(basedir.resolve(entry));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Reads the files that match a path, a directory or a glob. */
  List<FeatureDefinition> read(String entry) {
    List<FeatureDefinition> definitions = new ArrayList<>();
    try {
      List<Path> files = FilePatterns.find(basedir, entry);
      if (files.isEmpty()) {
        problem(
            entry,
            "Cannot find a JSON file; correct the path, which is relative to the base directory");
      }
      for (Path file : files) {
        definitions.addAll(readFile(file, FilePatterns.name(basedir, file)));
      }
    } catch (InvalidPathException e) {
      problem(
          entry,
          "Cannot find a JSON file: the system has no such path, because it contains U+0000 or"
              + " characters outside of the system's encoding; correct the path or the locale");
    } catch (PatternSyntaxException e) {
      problem(entry, "Cannot search for JSON files: the pattern is invalid; correct it");
    } catch (IOException e) {
      problem(entry, "Cannot search for JSON files: " + e + "; correct the path");
    }
    return definitions;
  }

  private List<FeatureDefinition> readFile(Path file, String name) {
    Object json;
    try {
      json = JsonText.parse(Files.readAllBytes(file));
    } catch (JsonException e) {
      problem(
          name, "Cannot read a file that is not JSON: " + e.getMessage() + "; correct the file");
      return List.of();
    } catch (IOException e) {
      problem(name, "Cannot read the file: " + e.getMessage() + "; make it readable");
      return List.of();
    }
    if (!(json instanceof Map<?, ?> object) || !(object.get("features") instanceof List<?> all)) {
      return definition(json, name).stream().toList();
    }
    List<FeatureDefinition> definitions = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      definition(all.get(i), name + ", features[" + i + "]").ifPresent(definitions::add);
    }
    return definitions;
  }

  private Optional<FeatureDefinition> definition(@Nullable Object json, String source) {
    if (!(json instanceof Map<?, ?> object)) {
      problem(source, "Invalid definition: " + json + " (must be a JSON object)");
      return Optional.empty();
    }
    Object spec = object.get(object.containsKey("feature_spec") ? "feature_spec" : "spec");
    Object schema = object.get("feature_schema");
    if (spec == null || schema == null) {
      problem(
          source,
          "Cannot read a definition without the property "
              + (spec == null ? "feature_spec" : "feature_schema")
              + "; add it");
      return Optional.empty();
    }
    return definition(object, spec, schema, source);
  }

  private Optional<FeatureDefinition> definition(
      Map<?, ?> object, Object specJson, Object schemaJson, String source) {
    try {
      FeatureSpec spec =
          specJson instanceof String text
              ? SpecJson.read(text, source)
              : SpecJson.read(specJson, source);
      Object settings = object.get("settings");
      return Optional.of(
          FeatureDefinition.recorded(
                  object.get("table") instanceof String table ? spec.withTable(table) : spec,
                  schema(schemaJson, source),
                  text(object, "project", project),
                  text(object, "feature_class_path", spec.key().toString()))
              .withSettings(
                  settings == null
                      ? FeatureSettings.NONE
                      : FeatureSettings.read(settings, source)));
    } catch (SpecException e) {
      problems.addAll(e.problems());
    } catch (IllegalArgumentException e) {
      problem(source, e.getMessage() + "; correct the value");
    }
    return Optional.empty();
  }

  private static Map<String, @Nullable Object> schema(Object json, String source) {
    if (json instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> schema = new LinkedHashMap<>();
      map.forEach((name, value) -> schema.put((String) name, value));
      return schema;
    }
    return SchemaJson.parse(json instanceof String text ? text : json.toString(), source);
  }

  private static String text(Map<?, ?> object, String name, String absent) {
    return object.get(name) instanceof String text ? text : absent;
  }

  private void problem(String source, @Nullable String sentence) {
    problems.add(new Problem("unreadable", source, "", String.valueOf(sentence)));
  }
}
