package io.metaxy.jooq.it.column;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.codegen.FeatureDatabase;
import io.metaxy.jooq.codegen.FeatureGenerator;
import io.metaxy.jooq.codegen.FeatureGeneratorStrategy;
import io.metaxy.jooq.it.features.Footage;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.codegen.GenerationTool;
import org.jooq.exception.DataAccessException;
import org.jooq.meta.extensions.ddl.DDLDatabase;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Property;
import org.jooq.meta.jaxb.Strategy;
import org.jooq.meta.jaxb.Target;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Code that is generated from the scripts of migrations, with columns of every type. */
class ScriptRoutesTest {

  private static final Property FEATURES = property("metaxy.features", Footage.class.getName());

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL"})
  void isThatOfTheSpecs(MigrationDatabase kind) throws Exception {
    Database specs = new Database().withName(FeatureDatabase.class.getName());

    Map<String, String> fromSpecs = generate(specs, "specs");
    assertTrue(fromSpecs.containsKey("db/tables/Footage.java"), fromSpecs.keySet().toString());
    assertEquals(fromSpecs, generate(scripts(kind), "code"));
  }

  /** jOOQ does not parse structs, and does not simulate MariaDB's comments on tables. */
  @ParameterizedTest
  @EnumSource(names = {"DUCKDB", "MARIADB"})
  void isNotGeneratedFromTheScriptsOfOtherDatabases(MigrationDatabase kind) {
    Database scripts = scripts(kind);

    DataAccessException e =
        assertThrows(DataAccessException.class, () -> generate(scripts, "code"));
    assertEquals("Error while exporting schema", e.getMessage());
  }

  /** jOOQ's meta model of the scripts that migrations write for a database. */
  private Database scripts(MigrationDatabase kind) {
    Migrations.of(
            MigrationOptions.builder(Map.of(FEATURES.getKey(), FEATURES.getValue()))
                .basedir(directory)
                .directory("scripts")
                .databases(kind)
                .build())
        .generate();
    return new Database()
        .withName(DDLDatabase.class.getName())
        .withProperties(
            property("scripts", directory.resolve("scripts") + "/*.sql"),
            property("sort", "flyway"),
            // jOOQ does not recognize its own default, as_is, in a Turkish locale.
            property("defaultNameCase", "AS_IS"));
  }

  private Map<String, String> generate(Database database, String folder) throws Exception {
    Path target = directory.resolve(folder);
    database.getProperties().add(FEATURES);
    GenerationTool.generate(
        new Configuration()
            .withGenerator(
                new Generator()
                    .withName(FeatureGenerator.class.getName())
                    .withStrategy(new Strategy().withName(FeatureGeneratorStrategy.class.getName()))
                    .withDatabase(database)
                    .withTarget(
                        new Target().withPackageName("db").withDirectory(target.toString()))));
    return files(target);
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
