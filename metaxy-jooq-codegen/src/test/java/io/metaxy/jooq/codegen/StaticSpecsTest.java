package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Static specs that are not of records, and specs that need each other. */
class StaticSpecsTest {

  private static final String IMPORTS =
      """
      package acme;
      import io.metaxy.jooq.spec.FeatureSpec;
      """;

  @TempDir Path directory;

  @Test
  void ofClassesThatAreNoRecordsAreAProblem() {
    String[] sources = {
      record("Video", "FeatureSpec.of(\"video\").id(\"id\").build()"),
      IMPORTS
          + """
          public class Crop {
            private static final FeatureSpec SPEC = FeatureSpec.of("crop").id("id").build();
          }
          """,
      IMPORTS
          + """
          public enum Specs {
            A;
            static final FeatureSpec FACES = FeatureSpec.of("faces").id("id").build();
            static final FeatureSpec TEXT = FeatureSpec.of("text").id("id").build();
          }
          """
    };

    assertEquals(
        List.of(problem("Crop", "crop"), problem("Specs", "faces"), problem("Specs", "text")),
        problems(sources));
  }

  @Test
  void aloneInAPackageAreAProblem() {
    assertEquals(
        List.of(problem("Crop", "crop")),
        problems(
            IMPORTS
                + """
                public class Crop {
                  public static final FeatureSpec SPEC = FeatureSpec.of("crop").id("id").build();
                }
                """));
  }

  /** As Kotlin and Lombok compile them. */
  @Test
  void ofClassesOfEveryKindAreAProblem() {
    String[] sources = {
      IMPORTS
          + """
          public interface Shape {
            FeatureSpec SPEC = FeatureSpec.of("shape").id("id").build();
            String id();
          }
          """,
      // @Value
      IMPORTS
          + """
          public class Value {
            static final FeatureSpec SPEC = FeatureSpec.of("value").id("id").build();
            private final String id;
            public Value(String id) { this.id = id; }
            public String getId() { return id; }
          }
          """,
      // object Scene { val SPEC = … }
      IMPORTS
          + """
          public class Scene {
            public static final Scene INSTANCE = new Scene();
            private static final FeatureSpec SPEC = FeatureSpec.of("scene").id("id").build();
            private Scene() {}
            public final FeatureSpec getSPEC() { return SPEC; }
          }
          """,
      // data class Text(val id: String) { companion object { val SPEC = … } }
      IMPORTS
          + """
          public class Text {
            public static final Companion Companion = new Companion();
            private final String id;
            private static final FeatureSpec SPEC = FeatureSpec.of("text").id("id").build();
            public Text(String id) { this.id = id; }
            public final String getId() { return id; }
            public static final class Companion {
              private Companion() {}
              public final FeatureSpec getSPEC() { return SPEC; }
            }
          }
          """,
      // val SPEC = …, in Faces.kt
      IMPORTS
          + """
          public class FacesKt {
            private static final FeatureSpec SPEC = FeatureSpec.of("faces").id("id").build();
            public static final FeatureSpec getSPEC() { return SPEC; }
          }
          """
    };

    assertEquals(
        List.of(
            problem("FacesKt", "faces"),
            problem("Scene", "scene"),
            problem("Shape", "shape"),
            problem("Text", "text"),
            problem("Value", "value")),
        problems(sources));
  }

  @Test
  void ofTypesWithMissingClassesAreAProblem() throws Exception {
    Compiled compiled =
        Compiled.of(
            directory,
            record("Video", "FeatureSpec.of(\"video\").id(\"id\").build()"),
            IMPORTS
                + """
                public record Crop(String id, Box box) {
                  public static final FeatureSpec SPEC = FeatureSpec.of("crop").id("id").build();
                }
                """,
            IMPORTS
                + """
                public class Text {
                  static FeatureSpec SPEC;
                  Box box;
                }
                """,
            IMPORTS
                + """
                public record Helper(Box box) {
                  static String key(FeatureSpec spec) { return spec.key().toString(); }
                }
                """,
            IMPORTS + "public record Box(int left) {}");
    Files.delete(compiled.classes().resolve("acme/Box.class"));

    assertEquals(List.of(unloadable("Crop")), problems(compiled));
    Files.delete(compiled.classes().resolve("acme/Crop.class"));
    assertEquals(List.of(unloadable("Text")), problems(compiled));
  }

  private static String unloadable(String type) {
    return "[unreadable] acme."
        + type
        + ": Cannot load the class: java.lang.NoClassDefFoundError: acme/Box; add what is missing to"
        + " the class path";
  }

  private List<String> problems(Compiled compiled) {
    return Codegen.of(directory, "acme").loader(compiled.loader()).problems();
  }

  @Test
  void ofKnownFeaturesMayBeAnywhere() {
    Codegen codegen =
        codegen(
            record("Video", "Specs.VIDEO"),
            IMPORTS
                + """
                public interface Specs {
                  FeatureSpec VIDEO = FeatureSpec.of("video").id("id").build();
                }
                """);

    assertTrue(codegen.run().containsKey("tables/Video.java"));
  }

  @Test
  void thatNeedEachOtherAreNamed() {
    assertEquals(
        List.of(
            "[broken-spec] acme.A: Cannot initialize the spec: the specs of acme.A and acme.B and"
                + " acme.C need each other; refer to one of the features by its key instead of its"
                + " spec"),
        problems(
            record("A", "FeatureSpec.of(\"a\").id(\"id\").dependsOn(B.SPEC).build()"),
            record("B", "FeatureSpec.of(\"b\").id(\"id\").dependsOn(C.SPEC, d -> d).build()"),
            record(
                "C",
                "FeatureSpec.of(\"c\").id(\"id\").field(\"f\", f -> f.from(A.SPEC)).build()")));
  }

  @Test
  void thatAreNullAreNotOfACycle() {
    assertEquals(
        List.of(
            "[broken-spec] acme.A: Cannot initialize the spec: Cannot depend on a spec that is"
                + " null, as happens if the specs of two classes need each other; refer to one of"
                + " the features by its key instead; correct the record"),
        problems(record("A", "FeatureSpec.of(\"a\").dependsOn((FeatureSpec) null).build()")));
  }

  private static String problem(String type, String key) {
    return "[no-record] acme."
        + type
        + ": Cannot read the columns of feature "
        + key
        + " from a class that is not a record; make it a record (in Kotlin, a data class with"
        + " @JvmRecord), or move the spec to another package";
  }

  private List<String> problems(String... sources) {
    return codegen(sources).problems();
  }

  private Codegen codegen(String... sources) {
    return Codegen.of(directory, "acme").loader(Compiled.of(directory, sources).loader());
  }

  private static String record(String name, String spec) {
    return IMPORTS
        + """
        public record %s(String id) {
          public static final FeatureSpec SPEC = %s;
        }
        """
            .formatted(name, spec);
  }
}
