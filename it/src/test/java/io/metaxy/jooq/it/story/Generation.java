package io.metaxy.jooq.it.story;

import io.metaxy.jooq.codegen.FeatureGenerator;
import io.metaxy.jooq.codegen.FeatureGeneratorStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Property;
import org.jooq.meta.jaxb.Strategy;
import org.jooq.meta.jaxb.Target;

/** Code that is generated from one of jOOQ's databases. */
final class Generation {

  private Generation() {}

  static Property property(String key, String value) {
    return new Property().withKey(key).withValue(value);
  }

  /** The generated files by their paths below the directory. */
  static Map<String, String> generate(Database database, Path directory) throws Exception {
    GenerationTool.generate(
        new Configuration()
            .withGenerator(
                new Generator()
                    .withName(FeatureGenerator.class.getName())
                    .withStrategy(new Strategy().withName(FeatureGeneratorStrategy.class.getName()))
                    .withDatabase(database)
                    .withTarget(
                        new Target().withPackageName("db").withDirectory(directory.toString()))));
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      all.filter(Files::isRegularFile)
          .forEach(file -> files.put(directory.relativize(file).toString(), text(file)));
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
