package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records as Kotlin compiles them: with annotations that only class files contain. */
class KotlinRecordsTest {

  private static final String ANNOTATION =
      """
      package org.jetbrains.annotations;
      import java.lang.annotation.*;
      @Retention(RetentionPolicy.CLASS)
      @Target({ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
      public @interface %s {}
      """;

  /** What Kotlin's compiler adds to every class; it holds more, which nothing here reads. */
  private static final String METADATA =
      """
      package kotlin;
      import java.lang.annotation.*;
      @Retention(RetentionPolicy.RUNTIME)
      @Target(ElementType.TYPE)
      public @interface Metadata { int k() default 1; }
      """;

  private static final String LISTS =
      """
      package acme;
      import io.metaxy.jooq.spec.FeatureSpec;
      import java.util.*;
      import org.jetbrains.annotations.*;
      public interface Listed {
        @kotlin.Metadata(k = 1)
        record Kotlin(@NotNull String id, @NotNull List<String> parts, @NotNull float[] vector,
            @NotNull List<List<Integer>> grid) {
          private static final FeatureSpec SPEC = FeatureSpec.of("kotlin").id("id").build();
        }
        record Java(@NotNull String id, List<@Nullable String> parts, float[] vector,
            List<List<@Nullable Integer>> grid) {
          private static final FeatureSpec SPEC = FeatureSpec.of("java").id("id").build();
        }
        record Plain(String id, List<String> parts, float[] vector, List<List<Integer>> grid) {
          private static final FeatureSpec SPEC = FeatureSpec.of("plain").id("id").build();
        }
      }
      """;

  private static final String RECORDS =
      """
      package acme;
      import io.metaxy.jooq.spec.FeatureSpec;
      import java.util.*;
      import org.jetbrains.annotations.*;
      public interface Declared {
        record Clip(String id, @Nullable String note, @Nullable Integer stars, String title) {
          private static final FeatureSpec SPEC = FeatureSpec.of("clip").id("id").build();
        }
        record Text(
            @NotNull String id,
            @NotNull Integer size,
            List<@Nullable String> parts,
            @Nullable Map<@NotNull String, String> marks,
            @Nullable byte[] data,
            @Nullable Long count) {
          private static final FeatureSpec SPEC = FeatureSpec.of("text").id("id").build();
        }
        record Face(String id, String note, int size) {
          private static final FeatureSpec SPEC = FeatureSpec.of("face").id("id").build();
          public Face(String id, @Nullable String note, int size) {
            this.id = id;
            this.note = note;
            this.size = size;
          }
          Face(@Nullable Integer size) {
            this("", "", 0);
          }
        }
        record Crop(String id, String note, String title) {
          private static final FeatureSpec SPEC = FeatureSpec.of("crop").id("id").build();
          @Nullable
          public String note() {
            return note;
          }
          @Nullable
          public String title(int part) {
            return title;
          }
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void haveNullableColumns() throws Exception {
    Path sources = directory.resolve("src");
    Files.createDirectories(sources);
    Files.writeString(sources.resolve("Nullable.java"), ANNOTATION.formatted("Nullable"));
    Files.writeString(sources.resolve("NotNull.java"), ANNOTATION.formatted("NotNull"));
    Files.writeString(sources.resolve("Declared.java"), RECORDS);

    Codegen codegen = Codegen.of(directory, "acme").loader(Compiled.of(sources).loader());
    String clip = codegen.run().get("tables/Clip.java");
    String crop = Codegen.files(codegen.out()).get("generated/code/tables/Crop.java");
    String text = Codegen.files(codegen.out()).get("generated/code/tables/Text.java");
    String face = Codegen.files(codegen.out()).get("generated/code/tables/Face.java");

    assertColumn(clip, "id", "VARCHAR.nullable(false)");
    assertColumn(clip, "note", "VARCHAR");
    assertColumn(clip, "stars", "INTEGER");
    assertColumn(clip, "title", "VARCHAR.nullable(false)");
    assertColumn(crop, "note", "VARCHAR");
    assertColumn(crop, "title", "VARCHAR.nullable(false)");
    assertColumn(text, "id", "VARCHAR.nullable(false)");
    assertColumn(text, "size", "INTEGER.nullable(false)");
    assertColumn(text, "parts", "VARCHAR.array().nullable(false)");
    assertColumn(text, "marks", "JSON");
    assertColumn(text, "data", "VARBINARY");
    assertColumn(text, "count", "BIGINT");
    assertColumn(face, "id", "VARCHAR.nullable(false)");
    assertColumn(face, "note", "VARCHAR");
    assertColumn(face, "size", "INTEGER.nullable(false)");
  }

  /** Kotlin writes to no annotation whether elements can be null. */
  @Test
  void haveListsWhoseElementsCanBeNull() throws Exception {
    Path sources = Files.createDirectories(directory.resolve("src"));
    Files.writeString(sources.resolve("Metadata.java"), METADATA);
    Files.writeString(sources.resolve("Nullable.java"), ANNOTATION.formatted("Nullable"));
    Files.writeString(sources.resolve("NotNull.java"), ANNOTATION.formatted("NotNull"));
    Files.writeString(sources.resolve("Listed.java"), LISTS);

    Map<String, String> files =
        Codegen.of(directory, "acme").loader(Compiled.of(sources).loader()).run();

    String text = "{\\\"type\\\": \\\"string\\\"}";
    String number = "{\\\"type\\\": \\\"integer\\\", \\\"format\\\": \\\"int32\\\"}";
    String inner = "{\\\"type\\\": \\\"array\\\", \\\"items\\\": %s}";
    assertElements(files.get("tables/Kotlin.java"), orNull(text));
    assertElements(files.get("tables/Kotlin.java"), orNull(inner.formatted(orNull(number))));
    assertElements(files.get("tables/Java.java"), orNull(text));
    assertElements(files.get("tables/Java.java"), inner.formatted(orNull(number)));
    assertElements(files.get("tables/Plain.java"), text);
    assertElements(files.get("tables/Plain.java"), inner.formatted(number));
    for (String file : files.keySet()) {
      if (file.startsWith("tables/") && !file.contains("records")) {
        assertElements(
            files.get(file), "{\\\"type\\\": \\\"number\\\", \\\"format\\\": \\\"float\\\"}");
      }
    }
  }

  private static String orNull(String type) {
    return "{\\\"anyOf\\\": [" + type + ", {\\\"type\\\": \\\"null\\\"}]}";
  }

  private static void assertElements(String table, String type) {
    assertTrue(table.contains("\\\"items\\\": " + type + ", "), table);
  }

  private static void assertColumn(String table, String column, String type) {
    assertTrue(
        table.contains("DSL.name(\"" + column + "\"), SQLDataType." + type + ", this"), table);
  }
}
