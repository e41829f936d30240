package io.metaxy.jooq.it.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.codegen.FeatureDatabase;
import io.metaxy.jooq.codegen.FeatureGenerator;
import io.metaxy.jooq.codegen.FeatureGeneratorStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.extensions.ddl.DDLDatabase;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Property;
import org.jooq.meta.jaxb.Strategy;
import org.jooq.meta.jaxb.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example's Flyway scripts agree with its records. */
class ExampleRoutesTest {

  private static final List<Property> FEATURES =
      List.of(
          property("metaxy.features", "io.metaxy.jooq.example.features"),
          property("metaxy.project", "example"),
          property("metaxy.index", "true"));

  @Test
  void theScriptsGiveTheClassesThatTheRecordsGive(@TempDir Path directory) throws Exception {
    Path scripts = Path.of("../codegen-config/src/main/resources/db/migration/h2").toRealPath();
    generate(
        new Database().withName(FeatureDatabase.class.getName()), directory.resolve("records"));
    generate(
        new Database()
            .withName(DDLDatabase.class.getName())
            .withProperties(property("scripts", scripts + "/*.sql"), property("sort", "flyway")),
        directory.resolve("scripts"));
    Map<String, String> fromRecords = files(directory.resolve("records"));
    assertEquals(15, fromRecords.size());
    assertEquals(fromRecords, files(directory.resolve("scripts")));
  }

  private static void generate(Database database, Path directory) throws Exception {
    database.getProperties().addAll(FEATURES);
    GenerationTool.generate(
        new Configuration()
            .withGenerator(
                new Generator()
                    .withName(FeatureGenerator.class.getName())
                    .withStrategy(new Strategy().withName(FeatureGeneratorStrategy.class.getName()))
                    .withDatabase(database)
                    .withTarget(
                        new Target()
                            .withPackageName("io.metaxy.jooq.example.db")
                            .withDirectory(directory.toString()))));
  }

  private static Property property(String key, String value) {
    return new Property().withKey(key).withValue(value);
  }

  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(Files::isRegularFile)
          .forEach(file -> files.put(root.relativize(file).toString(), text(file)));
    }
    return files;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
