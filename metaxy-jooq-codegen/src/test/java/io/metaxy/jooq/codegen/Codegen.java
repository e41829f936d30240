package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.spec.SpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.extensions.ddl.DDLDatabase;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Property;
import org.jooq.meta.jaxb.Strategy;
import org.jooq.meta.jaxb.Target;

/** One run of jOOQ's generation tool, configured like in a user's XML. */
final class Codegen {

  static final String PACKAGE = "generated.code";

  private final Path directory;
  private final Configuration configuration;
  private ClassLoader loader = Codegen.class.getClassLoader();
  private Map<String, String> environment = Map.of();

  private Codegen(Path directory, Class<?> database) {
    this.directory = directory;
    this.configuration =
        new Configuration()
            .withBasedir(directory.toString())
            .withGenerator(
                new Generator()
                    .withName(FeatureGenerator.class.getName())
                    .withStrategy(new Strategy().withName(FeatureGeneratorStrategy.class.getName()))
                    .withDatabase(new Database().withName(database.getName()))
                    .withGenerate(new Generate())
                    .withTarget(
                        new Target()
                            .withPackageName(PACKAGE)
                            .withDirectory(directory.resolve("out").toString())));
  }

  /** Generates from definitions. */
  static Codegen of(Path directory, String features) {
    return new Codegen(directory, FeatureDatabase.class).property("metaxy.features", features);
  }

  static Codegen of(Path directory, Class<?>... features) {
    return of(directory, names(features));
  }

  /** Generates from what the environment and the configuration file of the directory name. */
  static Codegen ofConfiguration(Path directory, Map<String, String> environment) {
    Codegen codegen = new Codegen(directory, ConfiguredDatabase.class);
    codegen.environment = Map.copyOf(environment);
    return codegen;
  }

  /** Generates from a script, as from Flyway's. */
  static Codegen ofScript(Path directory, String script, Class<?>... features) {
    try {
      Files.writeString(directory.resolve("V1__tables.sql"), script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Codegen(directory, DDLDatabase.class)
        .property("metaxy.features", names(features))
        .property("scripts", "V*.sql")
        .property("sort", "flyway")
        // jOOQ does not recognize its own default, as_is, in a Turkish locale.
        .property("defaultNameCase", "AS_IS")
        .property("logExecutedQueries", "false");
  }

  private static String names(Class<?>... features) {
    return String.join(", ", Stream.of(features).map(Class::getName).toList());
  }

  Codegen property(String name, String value) {
    configuration
        .getGenerator()
        .getDatabase()
        .getProperties()
        .add(new Property().withKey(name).withValue(value));
    return this;
  }

  Codegen database(Consumer<Database> change) {
    change.accept(configuration.getGenerator().getDatabase());
    return this;
  }

  Codegen generate(Consumer<Generate> change) {
    change.accept(configuration.getGenerator().getGenerate());
    return this;
  }

  Codegen generator(Consumer<Generator> change) {
    change.accept(configuration.getGenerator());
    return this;
  }

  Codegen jdbc(Jdbc jdbc) {
    configuration.setJdbc(jdbc);
    return this;
  }

  /** Searches definitions with this class loader, as the Maven plugin does. */
  Codegen loader(ClassLoader classes) {
    loader = classes;
    return this;
  }

  /** Runs the tool and returns the text of the generated files by name, relative to the package. */
  Map<String, String> run() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      thread.setContextClassLoader(loader);
      ConfiguredDatabase.set(environment);
      GenerationTool.generate(configuration);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      thread.setContextClassLoader(before);
      ConfiguredDatabase.set(Map.of());
    }
    return files(out().resolve(PACKAGE.replace('.', '/')));
  }

  /** The messages of the problems that the run fails with. */
  List<String> problems() {
    SpecException e = assertThrows(SpecException.class, this::run);
    return e.problems().stream().map(Problem::toString).toList();
  }

  Path out() {
    return directory.resolve("out");
  }

  static Map<String, String> files(Path root) {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
