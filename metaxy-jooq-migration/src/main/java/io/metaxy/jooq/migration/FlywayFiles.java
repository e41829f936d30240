package io.metaxy.jooq.migration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Flyway settings in the build and the files of a project, by Flyway's names.
 *
 * @param settings their values
 * @param unresolved settings whose value is not known before run time, with the name of their file
 */
record FlywayFiles(Map<String, String> settings, Map<String, String> unresolved) {

  private static final String FLYWAY = "flyway.";
  private static final String SPRING = "spring.flyway.";
  private static final String LOCATIONS = "locations";

  /** Flyway replaces its own placeholders in this setting. */
  private static final String INIT_SQL = "initSql";

  private static final String RESOURCES = "src/main/resources/";
  private static final Pattern HYPHEN = Pattern.compile("-([a-z])");

  /** The place of a value in a list of Spring. */
  private static final Pattern INDEX = Pattern.compile("(.+)\\[(\\d{1,9})]");

  private static final Pattern MAP_KEY = Pattern.compile("placeholders\\[(.+)]");

  /** A value of Spring or of the environment. */
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^${}]+)}");

  /** A value of Maven, which fills in Spring's files. */
  private static final Pattern FILTERED = Pattern.compile("@[\\w.-]+@");

  FlywayFiles {
    settings = Map.copyOf(settings);
    unresolved = Map.copyOf(unresolved);
  }

  /** All settings: those of the build, and each other one from the first file that has it. */
  static FlywayFiles read(Path basedir, Map<String, String> build) {
    Map<String, String> settings = new TreeMap<>();
    Map<String, String> unresolved = new TreeMap<>();
    String spring = RESOURCES + "application.properties";
    String conf = "flyway.conf";
    String toml = "flyway.toml";
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    all.put(spring, spring(load(basedir.resolve(spring), ISO_8859_1)));
    all.put(conf, prefixed(load(basedir.resolve(conf), UTF_8), FLYWAY));
    all.put(toml, toml(basedir.resolve(toml)));
    all.put("", build);
    all.forEach(
        (file, found) -> {
          settings.putAll(found);
          unresolved.keySet().removeAll(found.keySet());
          found.forEach(
              (name, value) -> {
                boolean unknown =
                    PLACEHOLDER.matcher(value).find()
                        ? !(file.equals(toml) && name.equals(INIT_SQL))
                        : file.equals(spring) && FILTERED.matcher(value).find();
                if (unknown && !file.isEmpty()) {
                  unresolved.put(name, file);
                }
              });
        });
    settings.keySet().removeAll(unresolved.keySet());
    settings.computeIfPresent(LOCATIONS, (name, locations) -> folders(locations));
    return new FlywayFiles(settings, unresolved);
  }

  /** Accepts bytes that are not characters, as Spring and Flyway do. */
  private static Properties load(Path file, Charset charset) {
    Properties properties = new Properties();
    if (Files.isRegularFile(file)) {
      try {
        properties.load(new StringReader(new String(Files.readAllBytes(file), charset)));
      } catch (IOException | IllegalArgumentException e) {
        throw unreadable(file, e);
      }
    }
    return properties;
  }

  private static Map<String, String> prefixed(Properties properties, String prefix) {
    Map<String, String> settings = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(prefix)) {
        settings.put(camelCase(name.substring(prefix.length())), properties.getProperty(name));
      }
    }
    return settings;
  }

  /** Lists have indexes, unless one value has all elements; keys of maps can be in brackets. */
  private static Map<String, String> spring(Properties properties) {
    Map<String, String> settings = new TreeMap<>();
    Map<String, SortedMap<Integer, String>> lists = new TreeMap<>();
    prefixed(properties, SPRING)
        .forEach(
            (name, written) -> {
              String value = resolved(written, properties);
              Matcher index = INDEX.matcher(name);
              if (index.matches()) {
                lists
                    .computeIfAbsent(index.group(1), list -> new TreeMap<>())
                    .put(Integer.valueOf(index.group(2)), value);
              } else {
                settings.put(MAP_KEY.matcher(name).replaceFirst("placeholders.$1"), value);
              }
            });
    lists.forEach((name, list) -> settings.putIfAbsent(name, String.join(",", list.values())));
    return settings;
  }

  /** The value with the file's other properties in place of its placeholders, where they exist. */
  private static String resolved(String value, Properties properties) {
    return PLACEHOLDER
        .matcher(value)
        .replaceAll(
            found -> {
              String name = found.group(1).replaceFirst(":.*", "");
              return Matcher.quoteReplacement(properties.getProperty(name, found.group()));
            });
  }

  /** Spring's {@code default-schema} is Flyway's {@code defaultSchema}; placeholders are kept. */
  private static String camelCase(String name) {
    return name.startsWith("placeholders")
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
