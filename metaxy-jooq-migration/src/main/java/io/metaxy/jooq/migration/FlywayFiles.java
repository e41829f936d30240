package io.metaxy.jooq.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The Flyway settings in the build and the files of a project, by Flyway's names. */
final class FlywayFiles {

  private static final String FLYWAY = "flyway.";
  private static final String SPRING = "spring.flyway.";
  private static final String LOCATIONS = "locations";
  private static final String RESOURCES = "src/main/resources/";
  private static final Pattern HYPHEN = Pattern.compile("-([a-z])");

  private FlywayFiles() {}

  /** All settings: those of the build, and others of the first file that has one. */
  static Map<String, String> read(Path basedir, Map<String, String> build) {
    Map<String, String> settings = new TreeMap<>();
    settings.putAll(properties(basedir.resolve(RESOURCES + "application.properties"), SPRING));
    settings.putAll(properties(basedir.resolve("flyway.conf"), FLYWAY));
    settings.putAll(toml(basedir.resolve("flyway.toml")));
    settings.putAll(build);
    settings.computeIfPresent(LOCATIONS, (name, locations) -> folders(locations));
    return settings;
  }

  private static Map<String, String> properties(Path file, String prefix) {
    Map<String, String> settings = new TreeMap<>();
    if (Files.isRegularFile(file)) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw unreadable(file, e);
      }
      for (String name : properties.stringPropertyNames()) {
        if (name.startsWith(prefix)) {
          settings.put(camelCase(name.substring(prefix.length())), properties.getProperty(name));
        }
      }
    }
    return settings;
  }

  /** Spring's {@code default-schema} is Flyway's {@code defaultSchema}; placeholders are kept. */
  private static String camelCase(String name) {
    return name.startsWith("placeholders.")
        ? name
        : HYPHEN.matcher(name).replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }

  private static Map<String, String> toml(Path file) {
    Map<String, String> settings = new TreeMap<>();
    if (Files.isRegularFile(file)) {
      try {
        add(settings, "", new TomlMapper().readTree(file.toFile()).path("flyway"));
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
    return settings;
  }

  private static void add(Map<String, String> settings, String name, JsonNode value) {
    if (value.isObject()) {
      String start = name.isEmpty() ? "" : name + ".";
      value.properties().forEach(each -> add(settings, start + each.getKey(), each.getValue()));
    } else if (value.isArray()) {
      List<String> all = new ArrayList<>();
      value.forEach(each -> all.add(each.asText()));
      settings.put(name, String.join(",", all));
    } else if (value.isValueNode()) {
      settings.put(name, value.asText());
    }
  }

  /** The locations that are folders of the project; Spring's vendor is our database. */
  private static String folders(String locations) {
    List<String> folders = new ArrayList<>();
    for (String location : locations.split(",", -1)) {
      String folder =
          location
              .strip()
              .replace("{vendor}", MigrationOptions.DATABASE)
              .replaceFirst("^classpath:/*", "filesystem:" + RESOURCES);
      boolean isFolder =
          folder.startsWith("filesystem:") && folder.chars().noneMatch(c -> c == '*' || c == '?');
      if (isFolder) {
        folders.add(folder);
      } else if (!folder.contains(":") && !folder.isEmpty()) {
        folders.add("filesystem:" + RESOURCES + folder);
      }
    }
    return String.join(",", folders);
  }

  private static MigrationException unreadable(Path file, Exception e) {
    return new MigrationException(
        "Cannot read the Flyway settings of "
            + file
            + ": "
            + String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given")
            + "; correct the file",
        e);
  }
}
