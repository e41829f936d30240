package io.metaxy.jooq.it.story;

import static io.metaxy.jooq.it.story.Generation.generate;
import static io.metaxy.jooq.it.story.Generation.property;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.codegen.FeatureDatabase;
import io.metaxy.jooq.it.features.Footage;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.Migrations;
import java.nio.file.Path;
import java.util.Map;
import org.jooq.meta.extensions.ddl.DDLDatabase;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Property;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Code that is generated from the scripts of migrations, with columns of every type. jOOQ does not
 * parse the structs of DuckDB, and does not simulate MariaDB's comments on tables.
 */
class ScriptRoutesTest {

  private static final Property FEATURES = property("metaxy.features", Footage.class.getName());

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL"})
  void isThatOfTheSpecs(MigrationDatabase kind) throws Exception {
    Database specs =
        new Database().withName(FeatureDatabase.class.getName()).withProperties(FEATURES);

    Map<String, String> fromSpecs = generate(specs, directory.resolve("specs"));
    assertTrue(fromSpecs.containsKey("db/tables/Footage.java"), fromSpecs.keySet().toString());
    assertEquals(fromSpecs, generate(scripts(kind), directory.resolve("code")));
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
            FEATURES,
            property("scripts", directory.resolve("scripts") + "/*.sql"),
            property("sort", "flyway"),
            // jOOQ does not recognize its own default, as_is, in a Turkish locale.
            property("defaultNameCase", "AS_IS"));
  }
}
