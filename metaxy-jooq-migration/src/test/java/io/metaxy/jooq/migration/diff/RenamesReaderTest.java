package io.metaxy.jooq.migration.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.migration.fixture.Clips;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class RenamesReaderTest {

  private static Renames read(Class<?> feature) {
    ClassLoader loader = RenamesReaderTest.class.getClassLoader();
    Properties properties = new Properties();
    properties.setProperty("metaxy.features", feature.getName());
    return RenamesReader.read(FeatureModel.of(properties, Path.of(""), loader), loader);
  }

  @Test
  void annotationsOnRecordsAndComponentsAreRead() {
    assertEquals(
        new Renames(Map.of("film", "clip"), Map.of("film", Map.of("file", "path"))),
        read(Clips.Renamed.Film.class));
  }

  @Test
  void withoutAnyThereIsNone() {
    assertEquals(Renames.NONE, read(Clips.AtFirst.Clip.class));
  }
}
