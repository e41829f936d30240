package io.metaxy.jooq.it.story;

import static io.metaxy.jooq.it.story.Generation.generate;
import static io.metaxy.jooq.it.story.Generation.property;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.codegen.FeatureDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jooq.meta.extensions.ddl.DDLDatabase;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Property;
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
    Map<String, String> fromRecords =
        generate(
            new Database().withName(FeatureDatabase.class.getName()).withProperties(FEATURES),
            directory.resolve("records"));
    assertEquals(15, fromRecords.size());
    Database ddl =
        new Database()
            .withName(DDLDatabase.class.getName())
            .withProperties(property("scripts", scripts + "/*.sql"), property("sort", "flyway"));
    ddl.getProperties().addAll(FEATURES);
    assertEquals(fromRecords, generate(ddl, directory.resolve("scripts")));
  }
}
