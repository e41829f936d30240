package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.spec.SpecException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types whose values could be written to a JSON column, but not read. */
class UnreadableTypesTest {

  private static final String CLASSES =
      """
      package odd;
      import com.fasterxml.jackson.annotation.*;
      import io.metaxy.jooq.spec.*;
      import java.util.*;
      public record Scene(String id, List<Part> parts) {
        public static final FeatureSpec SPEC = FeatureSpec.of("scene").id("id").build();
        public record Part(Map<String, Shape> shapes, Optional<Part> next) {}
        %s
        public sealed interface Shape permits Circle, Square {}
        public record Circle(double radius) implements Shape {}
        public record Square(double side) implements Shape {}
      }
      """;

  @TempDir Path directory;

  private Codegen codegen(String annotation) throws Exception {
    return Codegen.of(directory, "odd.Scene")
        .loader(Compiled.of(directory, CLASSES.formatted(annotation)).loader());
  }

  @Test
  void aSealedTypeIsRejected() throws Exception {
    Codegen codegen = codegen("");
    assertEquals(
        "Cannot read odd.Scene$Shape from JSON, because nothing names the class of a value;"
            + " annotate the type with @JsonTypeInfo, or use a record",
        assertThrows(SpecException.class, codegen::run).problems().get(0).sentence());
  }

  @Test
  void aSealedTypeThatJacksonNamesIsNot() throws Exception {
    codegen("@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)").run();
  }
}
