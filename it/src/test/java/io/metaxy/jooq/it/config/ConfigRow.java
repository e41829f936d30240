package io.metaxy.jooq.it.config;

import io.metaxy.jooq.config.ConfigInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files and an environment that Java and the peer read. {@code {root}} is their directory. */
final class ConfigRow {

  final String name;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final Map<String, String> links = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private String directory = "";
  private String path = "";
  private String difference = "";

  ConfigRow(String name) {
    this.name = name;
  }

  ConfigRow file(String file, String text) {
    files.put(file, text);
    return this;
  }

  ConfigRow metaxy(String text) {
    return file("metaxy.toml", text);
  }

  ConfigRow pyproject(String text) {
    return file("pyproject.toml", text);
  }

  ConfigRow link(String link, String target) {
    links.put(link, target);
    return this;
  }

  ConfigRow variable(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** The working directory. */
  ConfigRow in(String workingDirectory) {
    directory = workingDirectory;
    return this;
  }

  /** The explicit path of the configuration. */
  ConfigRow explicit(String file) {
    path = file;
    return this;
  }

  /** Why Java reads it otherwise than the peer. */
  ConfigRow differs(String reason) {
    difference = reason;
    return this;
  }

  boolean isDifferent() {
    return !difference.isEmpty();
  }

  /** Writes the files below a directory that does not exist yet. */
  Path write(Path root) {
    try {
      Files.createDirectories(root.resolve(directory));
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path to = root.resolve(file.getKey());
        Files.createDirectories(to.getParent());
        Files.writeString(to, file.getValue().replace("{root}", root.toString()));
      }
      for (Map.Entry<String, String> link : links.entrySet()) {
        Files.createSymbolicLink(root.resolve(link.getKey()), root.resolve(link.getValue()));
      }
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> environment(Path root) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.replaceAll((variable, value) -> value.replace("{root}", root.toString()));
    return all;
  }

  /** The row for Java. */
  ConfigInput input(Path root) {
    ConfigInput input = ConfigInput.of(root.resolve(directory), environment(root));
    return path.isEmpty() ? input : input.file(Path.of(path));
  }

  /** The row for {@code src/interop/config.py}. */
  Map<String, Object> request(Path root) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("directory", root.resolve(directory).normalize().toString());
    request.put("environment", environment(root));
    if (!path.isEmpty()) {
      request.put("path", path);
    }
    return request;
  }

  @Override
  public String toString() {
    return name;
  }
}
