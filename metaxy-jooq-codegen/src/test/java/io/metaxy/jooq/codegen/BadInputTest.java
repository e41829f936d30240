package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.codegen.story.Video;
import io.metaxy.jooq.spec.SpecException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jooq.codegen.DefaultGeneratorStrategy;
import org.jooq.meta.jaxb.Strategy;
import org.jooq.meta.jaxb.Target;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All problems are reported at once, and nothing is written. */
class BadInputTest {

  private static final String IMPORTS =
      """
      package bad;
      import io.metaxy.jooq.spec.*;
      import java.util.*;
      """;

  @TempDir Path directory;

  @Test
  void everyProblemOfEveryDefinitionIsTold() {
    Codegen codegen =
        Codegen.of(
                directory,
                "bad.Plain, bad.NoSpec bad.TwoSpecs,bad.Broken,bad.Null bad.Types\n"
                    + "bad.Nowhere none.json")
            .property("metaxy.index", "maybe")
            .property("metaxy.tabelPrefix", "x")
            .loader(
                Compiled.of(
                        directory,
                        IMPORTS + "public class Plain {}",
                        IMPORTS + "public record NoSpec(String id) {}",
                        IMPORTS
                            + """
                            public record TwoSpecs(String id) {
                              static final FeatureSpec A = FeatureSpec.of("a").id("id").build();
                              static final FeatureSpec B = FeatureSpec.of("b").id("id").build();
                            }
                            """,
                        IMPORTS
                            + """
                            public record Broken(String id) {
                              static final FeatureSpec SPEC = make();
                              static FeatureSpec make() { throw new IllegalStateException("out"
                                  + " of luck"); }
                            }
                            """,
                        IMPORTS + "public record Null(String id) { static FeatureSpec SPEC; }",
                        IMPORTS
                            + """
                            public record Types(String id, java.net.URI uri, Optional<Set<String>> tags,
                                java.time.Period length, char[] letters, Hidden[] moods,
                                @Column(vector = 3) String text, @Column(vector = 0) float[] vector,
                                @Column(type = ColumnType.LIST) String list,
                                @Column(length = 3) java.util.List<Integer> numbers,
                                @Column(type = ColumnType.ENUM) String kind, @Column(length = 3) int number,
                                @Column(scale = 2) java.math.BigDecimal price, Hidden hidden) {
                              enum Hidden { A }
                              static final FeatureSpec SPEC = FeatureSpec.of("types").id("id").build();
                            }
                            """)
                    .loader());

    String known =
        " (must be String, a primitive type or its wrapper, BigDecimal, UUID, byte[], Instant,"
            + " OffsetDateTime, LocalDate, LocalDateTime, LocalTime, Duration, an enum, Map, List, an"
            + " array of values, a record, or an Optional of one); use %s, or store it as JSON with"
            + " @Column(type = ColumnType.JSON)";
    assertEquals(
        List.of(
            "[bad-option] metaxy.tabelPrefix: Cannot use the property metaxy.tabelPrefix of jOOQ's"
                + " database: there is no such option of code generation; write"
                + " metaxy.tablePrefix",
            "[bad-option] configuration: Invalid ext.jooq.inject_index in argument metaxy.index:"
                + " \"maybe\" (must be true or false); correct the value",
            "[unknown-source] bad.Nowhere: Cannot find a class with this name, or a package with"
                + " this name that contains a record with a static FeatureSpec; correct the name,"
                + " or add the jar or folder that contains it to --classpath (in Maven, to the"
                + " dependencies of the project or of the jOOQ plugin)",
            "[unreadable] none.json: Cannot find a JSON file; correct the path, which is relative"
                + " to the base directory",
            "[no-record] bad.Plain: Cannot read columns from a class that is not a record; make it"
                + " a record",
            "[no-spec] bad.NoSpec: Cannot read a feature from a record with no static field of type"
                + " FeatureSpec; add one",
            "[two-specs] bad.TwoSpecs: Cannot read a feature from a record with more than one"
                + " static field of type FeatureSpec: [A, B]; keep one",
            "[broken-spec] bad.Broken: Cannot initialize the spec: out of luck; correct the record",
            "[broken-spec] bad.Null: Cannot read a spec that is null; set SPEC",
            "[unknown-type] bad.Types, component uri: Invalid type: java.net.URI"
                + known.formatted("a String"),
            "[unknown-type] bad.Types, component tags: Invalid type:"
                + " java.util.Optional<java.util.Set<java.lang.String>>"
                + known.formatted("a List"),
            "[unknown-type] bad.Types, component length: Invalid type: java.time.Period"
                + known.formatted("a String"),
            "[unknown-type] bad.Types, component letters: Invalid type: char[]"
                + known.formatted("a String"),
            "[hidden-type] bad.Types, component moods: Cannot use bad.Types$Hidden in generated"
                + " code; make it and its enclosing types public",
            "[bad-vector] bad.Types, component text: Invalid vector: 3 (must be positive, and is"
                + " allowed only on an array or a List of values); correct or remove it",
            "[bad-vector] bad.Types, component vector: Invalid vector: 0 (must be positive, and is"
                + " allowed only on an array or a List of values); correct or remove it",
            "[unknown-type] bad.Types, component list: Invalid type: java.lang.String (must be an"
                + " array or a List of values, for a column of type LIST); use one",
            "[bad-length] bad.Types, component numbers: Invalid length: 3 (must be positive, and is"
                + " allowed only on a text or decimal column); correct or remove it",
            "[unknown-type] bad.Types, component kind: Invalid type: java.lang.String (must be an"
                + " enum, for a column of type ENUM); use an enum",
            "[bad-length] bad.Types, component number: Invalid length: 3 (must be positive, and"
                + " is allowed only on a text or decimal column); correct or remove it",
            "[bad-scale] bad.Types, component price: Invalid scale: 2 (must be from 0 to the"
                + " length, for a decimal column); correct it or set the length",
            "[hidden-type] bad.Types, component hidden: Cannot use bad.Types$Hidden in generated"
                + " code; make it and its enclosing types public"),
        codegen.problems());
  }

  @Test
  void whatCannotBeStoredAsDeclaredIsTold() {
    Codegen codegen =
        Codegen.of(directory, "bad.Stored")
            .loader(
                Compiled.of(
                        directory,
                        IMPORTS
                            + """
                            import io.metaxy.jooq.spec.FeatureSettings.StoredAs;
                            public record Stored(String id, @Column(storedAs = StoredAs.JSON) String text,
                                @Column(storedAs = StoredAs.JSON) int number,
                                @Column(type = ColumnType.INT64, storedAs = StoredAs.JSON) long large,
                                @Column(storedAs = StoredAs.JSON) Optional<java.time.Instant> time,
                                @Column(storedAs = StoredAs.JSON) java.net.URI uri,
                                @Column(type = {ColumnType.INT64, ColumnType.STRING}) long both,
                                @Column(storedAs = {StoredAs.VECTOR, StoredAs.JSON}, vector = 2)
                                float[] vector) {
                              static final FeatureSpec SPEC = FeatureSpec.of("stored").id("id").build();
                            }
                            """)
                    .loader());

    String scalar =
        "Cannot store %s as json (must be a list, a nested record or a map); remove storedAs, or"
            + " use @Column(type = ColumnType.JSON) for a document";
    assertEquals(
        List.of(
            "[stored-as] bad.Stored, component text: " + scalar.formatted("java.lang.String"),
            "[stored-as] bad.Stored, component number: " + scalar.formatted("int"),
            "[stored-as] bad.Stored, component large: " + scalar.formatted("long"),
            "[stored-as] bad.Stored, component time: " + scalar.formatted("java.time.Instant"),
            "[unknown-type] bad.Stored, component uri: Invalid type: java.net.URI (must be String, a"
                + " primitive type or its wrapper, BigDecimal, UUID, byte[], Instant,"
                + " OffsetDateTime, LocalDate, LocalDateTime, LocalTime, Duration, an enum, Map,"
                + " List, an array of values, a record, or an Optional of one); use a String, or"
                + " store it as JSON with @Column(type = ColumnType.JSON)",
            "[unknown-type] bad.Stored, component both: Cannot give a column several types [INT64,"
                + " STRING]; keep one in type",
            "[stored-as] bad.Stored, component vector: Cannot store a column as several types"
                + " [VECTOR, JSON]; keep one in storedAs"),
        codegen.problems());
  }

  @Test
  void theGraphsProblemsAreTold() {
    Codegen codegen =
        Codegen.of(directory, "bad")
            .loader(
                Compiled.of(
                        directory,
                        feature("A", "a b", "id", ""),
                        feature("B", "b", "nope", ".dependsOn(\"c\")"))
                    .loader());

    assertEquals(
        List.of(
            "[bad-key] a b: Invalid feature key: \"a b\" (part \"a b\" must match"
                + " [a-z_][a-z0-9_-]*); rename the feature",
            "[unknown-id] b, id nope: Cannot find the id column among the columns [id]; add the"
                + " column or correct the id",
            "[missing-dependency] b, dependency on c: Cannot find feature c; add its definition or"
                + " correct the key"),
        codegen.problems());
  }

  @Test
  void classNamesThatCannotWorkAreTold() {
    Codegen codegen =
        Codegen.of(directory, "bad")
            .loader(
                Compiled.of(
                        directory,
                        feature("A", "ab", "id", ""),
                        feature("B", "a/b", "id", ""),
                        feature("C", "string", "id", ""))
                    .loader());

    assertEquals(
        List.of(
            "[class-name-clash] ab: Cannot generate two classes whose names differ only in case,"
                + " because some file systems store them in one file: AB of a/b and Ab; rename one"
                + " of the features",
            "[class-name-clash] string: Cannot generate the class String, which would hide"
                + " java.lang.String in generated code; rename the feature"),
        codegen.problems());
  }

  @Test
  void aBrokenClassFileIsNotPassedOver() throws Exception {
    Compiled compiled =
        Compiled.of(directory, feature("A", "a", "id", ""), feature("B", "b", "id", ""));
    Path broken = compiled.classes().resolve("bad/B.class");
    Files.write(broken, Arrays.copyOf(Files.readAllBytes(broken), 100));

    assertEquals(
        List.of(
            "[unreadable] bad: Cannot load a class: Truncated class file; compile it for the Java"
                + " version that loads it, with all its dependencies"),
        Codegen.of(directory, "bad").loader(compiled.loader()).problems());
  }

  @Test
  void aBrokenJarIsNotPassedOver() throws Exception {
    Path jar = Files.write(directory.resolve("features.jar"), new byte[] {'P', 'K', 3, 4});

    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> Codegen.of(directory, "bad").loader(Compiled.loader(jar)).run());
    assertEquals(
        "Cannot read " + jar + ": zip END header not found; build or download it again",
        refused.getMessage());
  }

  @Test
  void anotherStrategyIsRefused() {
    String name = DefaultGeneratorStrategy.class.getName();

    assertEquals(
        List.of(
            "[bad-strategy] strategy: Cannot name feature tables with the strategy "
                + name
                + " (must be io.metaxy.jooq.codegen.FeatureGeneratorStrategy or a subclass); set"
                + " <strategy><name>, without <matchers>"),
        Codegen.of(directory, Video.class)
            .generator(g -> g.withStrategy(new Strategy().withName(name)))
            .problems());
  }

  @Test
  void anImpossiblePackageIsRefused() {
    for (String name : List.of("a b", "class.x", "a/b")) {
      assertEquals(
          List.of(
              "[bad-package] package: Cannot generate code in the package \""
                  + name
                  + "\" (must be a Java package such as com.acme.db); correct"
                  + " <target><packageName>"),
          Codegen.of(directory, Video.class).generator(g -> g.withTarget(target(name))).problems());
    }
  }

  private Target target(String packageName) {
    return new Target().withPackageName(packageName).withDirectory(directory.toString());
  }

  @Test
  void theMessageBeginsWithASentence() {
    SpecException e = assertThrows(SpecException.class, () -> Codegen.of(directory, "none").run());

    assertTrue(
        e.getMessage().startsWith("Cannot generate code: 1 problem\n  [unknown-source] none: "),
        e.getMessage());
  }

  @Nested
  class NothingIsWritten {

    @Test
    void whenADefinitionIsWrong() throws Exception {
      assertUntouched(Codegen.of(directory, "none"));
    }

    @Test
    void whenAScriptDiffers() throws Exception {
      String script = "create table \"video\" (\"video_id\" varchar not null)";
      assertUntouched(Codegen.ofScript(directory, script, Video.class));
    }

    private void assertUntouched(Codegen codegen) throws Exception {
      Path old = codegen.out().resolve("generated/code/Old.java");
      Files.createDirectories(old.getParent());
      Files.writeString(old, "old");

      assertThrows(SpecException.class, codegen::run);

      assertEquals(Map.of("generated/code/Old.java", "old"), Codegen.files(codegen.out()));
    }
  }

  private static String feature(String name, String key, String id, String rest) {
    return IMPORTS
        + """
        public record %s(String id) {
          public static final FeatureSpec SPEC = FeatureSpec.of("%s").id("%s")%s.build();
        }
        """
            .formatted(name, key, id, rest);
  }
}
