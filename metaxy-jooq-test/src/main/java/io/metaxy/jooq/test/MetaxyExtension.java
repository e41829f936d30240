package io.metaxy.jooq.test;

import io.metaxy.jooq.config.ConfigInput;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.store.MetadataStore;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * A JUnit extension that gives each test an empty store of its own, with the tables of all features
 * and no rows.
 *
 * <pre>{@code
 * class TranscriptTest {
 *
 *   @RegisterExtension static final MetaxyExtension METAXY = MetaxyExtension.of(Features.GRAPH);
 *
 *   @Test
 *   void everyVideoHasATranscript(MetadataStore store) {
 *     Pipeline.run(store, List.of(video("v1")));
 *     assertEquals(0, store.resolve(VIDEO_TRANSCRIPT).counts().pending());
 *   }
 * }
 * }</pre>
 *
 * <p>Test methods, and methods such as {@code @BeforeEach} and {@code @AfterEach}, may have a
 * parameter of type {@link MetadataStore} and one of type {@link DSLContext}, for queries of the
 * same tables. All methods of one test share the store; other tests never see its rows, even those
 * that run at the same time, and each invocation of a parameterized or repeated test is a test. The
 * store is removed after the test, with everything in it, whether the test fails or not.
 * Constructors and {@code @BeforeAll} methods are not part of one test, so they have no store.
 *
 * <p>By default, each test has an H2 database in memory. {@link #withDataSource} selects another
 * database, in which each test has a schema of its own, named {@code metaxy_test_} and a random
 * number (on MariaDB, where a schema is a database, a database of its own). Other schemas are never
 * changed. If the JVM is killed during a test, its schema remains and can be dropped.
 *
 * <p>The tables are those that migrations would create. The tables of external features are created
 * too, so that a test can write their rows, except for features whose columns are unknown. Keys and
 * indexes are those that {@code metaxy.toml} and the environment configure, as for {@link
 * io.metaxy.jooq.project.Metaxy#load}, unless {@link #withConfig} replaces them. {@link
 * FeatureGraph#withTablePrefix} sets another prefix of the tables.
 *
 * <p>A {@code @Nested} class may have an extension of its own, which replaces that of its enclosing
 * class for its tests. A class cannot have two.
 *
 * <p>Immutable and thread-safe. Works with JUnit 5 and 6.
 */
public final class MetaxyExtension
    implements ParameterResolver, BeforeAllCallback, BeforeEachCallback, AfterEachCallback {

  private final FeatureGraph graph;
  private final HashAlgorithm algorithm;
  private final @Nullable Supplier<? extends DataSource> dataSource;
  private final @Nullable MetaxyConfig config;
  private final Namespace namespace = Namespace.create(MetaxyExtension.class, this);

  private MetaxyExtension(
      FeatureGraph graph,
      HashAlgorithm algorithm,
      @Nullable Supplier<? extends DataSource> dataSource,
      @Nullable MetaxyConfig config) {
    this.graph = graph;
    this.algorithm = algorithm;
    this.dataSource = dataSource;
    this.config = config;
  }

  /**
   * Stores of a graph's features, which hash with MD5.
   *
   * @param graph {@code Features.GRAPH} of the generated code, or a copy {@link FeatureGraph#with
   *     with} other definitions of the same columns
   */
  public static MetaxyExtension of(FeatureGraph graph) {
    Objects.requireNonNull(
        graph,
        "Cannot create stores for tests without a feature graph; pass Features.GRAPH of the"
            + " generated code");
    return new MetaxyExtension(graph, HashAlgorithm.MD5, null, null);
  }

  /**
   * The same extension with the database of a DataSource, whose connections have auto-commit on and
   * may create schemas. The extension does not close the DataSource.
   */
  public MetaxyExtension withDataSource(DataSource other) {
    Objects.requireNonNull(
        other,
        "Cannot create stores for tests without a DataSource; pass one, or a lambda that returns"
            + " it");
    return withDataSource(() -> other);
  }

  /**
   * The same extension with the database of a DataSource that does not exist yet, such as that of a
   * container or of Spring. It is requested for each test that uses a store, before its first
   * parameter is resolved.
   */
  public MetaxyExtension withDataSource(Supplier<? extends DataSource> other) {
    return new MetaxyExtension(graph, algorithm, other, config);
  }

  /** The same extension, whose stores have another hash algorithm. */
  public MetaxyExtension withHashAlgorithm(HashAlgorithm other) {
    return new MetaxyExtension(graph, other, dataSource, config);
  }

  /**
   * The same extension, whose tables have the keys and indexes of this configuration. Neither files
   * nor the environment are read then.
   */
  public MetaxyExtension withConfig(MetaxyConfig other) {
    return new MetaxyExtension(graph, algorithm, dataSource, other);
  }

  /**
   * Checks the static fields of the class.
   *
   * @throws ExtensionConfigurationException if the class has two extensions
   */
  @Override
  public void beforeAll(ExtensionContext context) {
    nearest(context);
  }

  /**
   * Checks the other fields, too.
   *
   * @throws ExtensionConfigurationException if the class has two extensions
   */
  @Override
  public void beforeEach(ExtensionContext context) {
    nearest(context);
  }

  /**
   * The extension in a field of the test's class or, if it has none, of the nearest enclosing class
   * that has one. JUnit does not call extensions in this order: those in instance fields of
   * enclosing classes come after those in static fields.
   */
  private static @Nullable MetaxyExtension nearest(ExtensionContext context) {
    Optional<ExtensionContext> each = Optional.of(context);
    while (each.isPresent()) {
      Optional<Class<?>> tests = each.get().getTestClass();
      List<MetaxyExtension> own = tests.map(of -> of(of, context)).orElse(List.of());
      if (own.size() > 1) {
        throw new ExtensionConfigurationException(
            "Cannot choose the store of the tests in "
                + tests.orElseThrow().getName()
                + ": the class has two extensions of type MetaxyExtension; remove one, or move it"
                + " to a @Nested class");
      }
      if (!own.isEmpty()) {
        return own.get(0);
      }
      each = each.get().getParent();
    }
    return null;
  }

  /** The extensions in the static fields of a class, and in those of its object if it exists. */
  private static List<MetaxyExtension> of(Class<?> tests, ExtensionContext context) {
    Object instance =
        context.getTestInstances().flatMap(all -> all.findInstance(tests)).orElse(null);
    return AnnotationSupport.findAnnotatedFields(tests, RegisterExtension.class).stream()
        .filter(field -> instance != null || Modifier.isStatic(field.getModifiers()))
        .map(field -> ReflectionSupport.tryToReadFieldValue(field, instance).toOptional())
        .flatMap(Optional::stream)
        .filter(MetaxyExtension.class::isInstance)
        .map(MetaxyExtension.class::cast)
        .distinct()
        .toList();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type != MetadataStore.class && type != DSLContext.class) {
      return false;
    }
    MetaxyExtension nearest = nearest(context);
    return nearest == null || nearest == this;
  }

  /**
   * The store of the test or its DSLContext.
   *
   * @throws ParameterResolutionException if the parameter is not one of a test
   * @throws StoreException if the store cannot be created
   */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "Cannot provide the "
              + type.getSimpleName()
              + " of "
              + parameter.getDeclaringExecutable().getName()
              + ": each test has a store of its own; move the parameter to a test method or to a"
              + " @BeforeEach method");
    }
    TestStore test = test(context.getStore(namespace));
    return type == DSLContext.class ? test.dsl() : test.store();
  }

  /** The methods of one test run one by one. */
  private TestStore test(ExtensionContext.Store values) {
    TestStore test = values.get(TestStore.class, TestStore.class);
    if (test == null) {
      test = open();
      values.put(TestStore.class, test);
    }
    return test;
  }

  private TestStore open() {
    TestDatabase database =
        dataSource == null
            ? H2Database.create()
            : SchemaDatabase.create(
                Objects.requireNonNull(
                    dataSource.get(),
                    "Cannot create the store of a test: the DataSource is null; create it before"
                        + " the first test"));
    return TestStore.open(database, graph, algorithm, config == null ? configured() : config);
  }

  private static MetaxyConfig configured() {
    return MetaxyConfig.read(ConfigInput.of(Path.of("").toAbsolutePath(), System.getenv()));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestStore test = context.getStore(namespace).remove(TestStore.class, TestStore.class);
    if (test != null) {
      test.close();
    }
  }
}
