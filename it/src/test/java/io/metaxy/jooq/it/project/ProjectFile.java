package io.metaxy.jooq.it.project;

import io.metaxy.jooq.config.ConfigInput;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.project.Metaxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A {@code metaxy.toml} in a directory. */
public record ProjectFile(Path directory, FeatureGraph graph) {

  /** Returns a text in TOML. */
  public static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Returns a store with a type and a URL. */
  public static String store(String name, String type, String url) {
    return """
        [stores.%s]
        type = %s
        [stores.%s.config]
        url = %s
        """
        .formatted(name, quoted(type), name, quoted(url));
  }

  /** Writes the file and opens it. */
  public Metaxy open(String toml) {
    return open(toml, Map.of());
  }

  /** The same in an environment. */
  public Metaxy open(String toml, Map<String, String> environment) {
    try {
      Files.writeString(directory.resolve("metaxy.toml"), toml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Metaxy.of(MetaxyConfig.read(ConfigInput.of(directory, environment)), graph);
  }
}
