package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records as Kotlin compiles them: with annotations that only class files contain. */
class KotlinRecordsTest {

  private static final String ANNOTATION =
      """
      package org.jetbrains.annotations;
      import java.lang.annotation.*;
      @Retention(RetentionPolicy.CLASS)
      @Target({ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER})
      public @interface Nullable {}
      """;

  private static final String RECORDS =
      """
      package acme;
      import io.metaxy.jooq.spec.FeatureSpec;
      import org.jetbrains.annotations.Nullable;
      public interface Declared {
        record Clip(String id, @Nullable String note, @Nullable Integer stars, String title) {
          private static final FeatureSpec SPEC = FeatureSpec.of("clip").id("id").build();
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
    Files.writeString(sources.resolve("Nullable.java"), ANNOTATION);
    Files.writeString(sources.resolve("Declared.java"), RECORDS);

    Codegen codegen = Codegen.of(directory, "acme").loader(Compiled.of(sources).loader());
    String clip = codegen.run().get("tables/Clip.java");
    String crop = Codegen.files(codegen.out()).get("generated/code/tables/Crop.java");

    assertColumn(clip, "id", "VARCHAR.nullable(false)");
    assertColumn(clip, "note", "VARCHAR");
    assertColumn(clip, "stars", "INTEGER");
    assertColumn(clip, "title", "VARCHAR.nullable(false)");
    assertColumn(crop, "note", "VARCHAR");
    assertColumn(crop, "title", "VARCHAR.nullable(false)");
  }

  private static void assertColumn(String table, String column, String type) {
    assertTrue(
        table.contains("DSL.name(\"" + column + "\"), SQLDataType." + type + ", this"), table);
  }
}
