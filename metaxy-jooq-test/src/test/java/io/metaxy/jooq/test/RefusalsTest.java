package io.metaxy.jooq.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.store.MetadataStore;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What the extension refuses; {@code io.metaxy.jooq.it.testing} uses it on every database. */
class RefusalsTest {

  private static final FeatureGraph GRAPH = FeatureGraph.of(List.of());

  static class InAConstructor {
    @RegisterExtension static final MetaxyExtension METAXY = MetaxyExtension.of(GRAPH);

    InAConstructor(MetadataStore store) {
      throw new IllegalStateException("has " + store);
    }

    @Test
    void isNeverRun() {
      throw new IllegalStateException("has run");
    }
  }

  static class BeforeAllTests {
    @RegisterExtension static final MetaxyExtension METAXY = MetaxyExtension.of(GRAPH);

    @BeforeAll
    static void prepare(DSLContext dsl) {
      assertNull(dsl);
    }

    @Test
    void isNeverRun() {
      throw new IllegalStateException("has run");
    }
  }

  static class WithTwo {
    @RegisterExtension static final MetaxyExtension METAXY = MetaxyExtension.of(GRAPH);
    @RegisterExtension static final MetaxyExtension OTHER = MetaxyExtension.of(GRAPH);

    @Test
    void isNeverRun(MetadataStore store) {
      throw new IllegalStateException("has " + store);
    }
  }

  static class WithTwoObjects {
    @RegisterExtension final MetaxyExtension metaxy = MetaxyExtension.of(GRAPH);
    @RegisterExtension final MetaxyExtension other = MetaxyExtension.of(GRAPH);

    @Test
    void isNeverRun(MetadataStore store) {
      throw new IllegalStateException("has " + store);
    }
  }

  static class WithTwoFields {
    @RegisterExtension static final MetaxyExtension METAXY = MetaxyExtension.of(GRAPH);
    @RegisterExtension final MetaxyExtension other = MetaxyExtension.of(GRAPH);

    @Test
    void isNeverRun(DSLContext dsl) {
      throw new IllegalStateException("has " + dsl);
    }
  }

  /** JUnit calls the extensions of the inner classes first. */
  static class EnclosingObject {
    @RegisterExtension
    final MetaxyExtension metaxy = MetaxyExtension.of(GRAPH).withDataSource(() -> null);

    @Test
    void isRefused(MetadataStore store) {
      throw new IllegalStateException("has " + store);
    }

    @Nested
    class WithItsOwn {
      @RegisterExtension static final MetaxyExtension NEAREST = MetaxyExtension.of(GRAPH);

      @Test
      void runs(MetadataStore store) {
        throw new IllegalStateException("has a store of " + store.graph().plans().size());
      }
    }
  }

  static class Enclosing {
    @RegisterExtension
    static final MetaxyExtension METAXY = MetaxyExtension.of(GRAPH).withDataSource(() -> null);

    @Test
    void isRefused(MetadataStore store) {
      throw new IllegalStateException("has " + store);
    }

    @Nested
    class Inherited {
      @Test
      void isRefused(DSLContext dsl) {
        throw new IllegalStateException("has " + dsl);
      }
    }

    @Nested
    class WithItsOwn {
      @RegisterExtension static final MetaxyExtension NEAREST = MetaxyExtension.of(GRAPH);

      @Test
      void runs(MetadataStore store) {
        throw new IllegalStateException("has a store of " + store.graph().plans().size());
      }
    }

    @Nested
    class WithAnotherOfItsOwn {
      @RegisterExtension final MetaxyExtension nearest = MetaxyExtension.of(GRAPH);

      @Test
      void runs(DSLContext dsl) {
        throw new IllegalStateException("has " + dsl.family());
      }
    }
  }

  private static List<String> failures(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
        .execute()
        .allEvents()
        .failed()
        .stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class).getThrowable())
        .map(error -> error.orElseThrow().getMessage())
        .toList();
  }

  @Test
  void aConstructorHasNoStore() {
    assertEquals(
        List.of(
            "Cannot provide the MetadataStore of "
                + InAConstructor.class.getName()
                + ": each test has a store of its own; move the parameter to a test method or to a"
                + " @BeforeEach method"),
        failures(InAConstructor.class));
  }

  @Test
  void aMethodBeforeAllTestsHasNoStore() {
    assertEquals(
        List.of(
            "Cannot provide the DSLContext of prepare: each test has a store of its own; move the"
                + " parameter to a test method or to a @BeforeEach method"),
        failures(BeforeAllTests.class));
  }

  @ParameterizedTest
  @ValueSource(classes = {WithTwo.class, WithTwoObjects.class, WithTwoFields.class})
  void aClassHasOneExtension(Class<?> tests) {
    assertEquals(
        List.of(
            "Cannot choose the store of the tests in "
                + tests.getName()
                + ": the class has two extensions of type MetaxyExtension; remove one, or move it"
                + " to a @Nested class"),
        failures(tests));
  }

  @Test
  void aNestedClassMayHaveItsOwn() {
    String refused =
        "Cannot create the store of a test: the DataSource is null; create it before the first test";
    assertEquals(List.of(refused, refused, "has H2", "has a store of 0"), reasons(Enclosing.class));
    assertEquals(List.of(refused, "has a store of 0"), reasons(EnclosingObject.class));
  }

  private static List<String> reasons(Class<?> tests) {
    return failures(tests).stream()
        .map(failure -> failure.replaceFirst("^Failed to resolve .*: (?=Cannot)", ""))
        .sorted()
        .toList();
  }

  @Test
  void aMissingGraphIsNamed() {
    FeatureGraph missing = null;
    NullPointerException refused =
        assertThrows(NullPointerException.class, () -> MetaxyExtension.of(missing));

    assertEquals(
        "Cannot create stores for tests without a feature graph; pass Features.GRAPH of the"
            + " generated code",
        refused.getMessage());
  }

  @Test
  void aMissingDataSourceIsNamed() {
    DataSource missing = null;
    NullPointerException refused =
        assertThrows(
            NullPointerException.class, () -> MetaxyExtension.of(GRAPH).withDataSource(missing));

    assertEquals(
        "Cannot create stores for tests without a DataSource; pass one, or a lambda that returns"
            + " it",
        refused.getMessage());
  }

  /** Runs in a class loader without H2. */
  public static final class Opening {

    private Opening() {}

    /** Returns the message. */
    public static String message() {
      return assertThrows(RuntimeException.class, H2Database::create).getMessage();
    }
  }

  @Test
  void aMissingDriverIsNamed() throws Exception {
    List<URL> libraries = new ArrayList<>();
    StringTokenizer entries =
        new StringTokenizer(System.getProperty("java.class.path"), File.pathSeparator);
    while (entries.hasMoreTokens()) {
      Path library = Path.of(entries.nextToken());
      if (!library.getFileName().toString().startsWith("h2-")) {
        libraries.add(library.toUri().toURL());
      }
    }
    try (URLClassLoader withoutH2 =
        new URLClassLoader(libraries.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      assertEquals(
          "Cannot create the store of a test: the JDBC driver of H2 is missing; add"
              + " com.h2database:h2 to the test dependencies, or provide the DataSource of another"
              + " database",
          withoutH2.loadClass(Opening.class.getName()).getMethod("message").invoke(null));
    }
  }
}
