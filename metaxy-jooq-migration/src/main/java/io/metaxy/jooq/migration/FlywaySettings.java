package io.metaxy.jooq.migration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The Flyway settings that scripts depend on; names and defaults are Flyway's.
 *
 * @param sqlMigrationPrefix the first part of a versioned script's name, before the version
 * @param sqlMigrationSeparator the part between its version and its description
 * @param sqlMigrationSuffixes the endings it can have; new scripts get the first
 * @param placeholderPrefix the start of a placeholder
 * @param placeholderSuffix the end of a placeholder
 * @param placeholders the values of placeholders, by name
 * @param locations further folders with scripts of the same history, read only
 */
public record FlywaySettings(
    String sqlMigrationPrefix,
    String sqlMigrationSeparator,
    List<String> sqlMigrationSuffixes,
    String placeholderPrefix,
    String placeholderSuffix,
    Map<String, String> placeholders,
    List<String> locations) {

  /** Flyway's defaults. */
  public static final FlywaySettings DEFAULT =
      new FlywaySettings("V", "__", List.of(".sql"), "${", "}", Map.of(), List.of());

  /** A scheme, which is longer than a drive's letter, or a wildcard. */
  private static final Pattern OTHER_LOCATION =
      Pattern.compile("^(?!filesystem:)[A-Za-z][A-Za-z0-9+.-]+:|[*?]");

  private static final String PLACEHOLDERS = "placeholders.";
  private static final Set<String> NAMES =
      new TreeSet<>(
          Set.of(
              "sqlMigrationPrefix",
              "sqlMigrationSeparator",
              "sqlMigrationSuffixes",
              "placeholderPrefix",
              "placeholderSuffix",
              "locations"));

  public FlywaySettings {
    sqlMigrationSuffixes = List.copyOf(sqlMigrationSuffixes);
    placeholders = Map.copyOf(placeholders);
    locations = List.copyOf(locations);
    refuseEmpty("sqlMigrationSuffixes", String.join("", sqlMigrationSuffixes));
    refuseEmpty("sqlMigrationSeparator", sqlMigrationSeparator);
    refuseEmpty("placeholderPrefix", placeholderPrefix);
    refuseEmpty("placeholderSuffix", placeholderSuffix);
    for (String location : locations) {
      if (OTHER_LOCATION.matcher(location).find()) {
        throw new MigrationException(
            "Cannot read the scripts of location "
                + location
                + ": only folders are read, without wildcards; name each as filesystem:<folder>");
      }
    }
  }

  /**
   * Settings by Flyway's names, such as {@code sqlMigrationPrefix} or {@code placeholders.owner}.
   *
   * @throws MigrationException when no setting has such a name
   */
  public static FlywaySettings of(Map<String, String> settings) {
    Map<String, String> placeholders = new TreeMap<>();
    for (Map.Entry<String, String> setting : new TreeMap<>(settings).entrySet()) {
      String name = setting.getKey();
      if (name.startsWith(PLACEHOLDERS)) {
        placeholders.put(name.substring(PLACEHOLDERS.length()), setting.getValue());
      } else if (!NAMES.contains(name)) {
        throw new MigrationException(
            "Invalid Flyway setting: "
                + name
                + " (must be one of "
                + NAMES
                + " or placeholders.<name>); correct its name");
      }
    }
    return new FlywaySettings(
        settings.getOrDefault("sqlMigrationPrefix", DEFAULT.sqlMigrationPrefix),
        settings.getOrDefault("sqlMigrationSeparator", DEFAULT.sqlMigrationSeparator),
        list(settings.getOrDefault("sqlMigrationSuffixes", ".sql")),
        settings.getOrDefault("placeholderPrefix", DEFAULT.placeholderPrefix),
        settings.getOrDefault("placeholderSuffix", DEFAULT.placeholderSuffix),
        placeholders,
        list(settings.getOrDefault("locations", "")));
  }

  private static void refuseEmpty(String name, String value) {
    if (value.isEmpty()) {
      throw new MigrationException(
          "Invalid Flyway setting: " + name + " (must not be empty); omit it, or set a value");
    }
  }

  /** Flyway with these settings, for the scripts of some folders; missing folders have none. */
  public FluentConfiguration configure(ClassLoader loader, List<Path> folders) {
    return Flyway.configure(loader)
        .locations(
            folders.stream()
                .filter(Files::isDirectory)
                .map(folder -> "filesystem:" + folder.toAbsolutePath())
                .toArray(String[]::new))
        .sqlMigrationPrefix(sqlMigrationPrefix)
        .sqlMigrationSeparator(sqlMigrationSeparator)
        .sqlMigrationSuffixes(sqlMigrationSuffixes.toArray(String[]::new))
        .placeholderPrefix(placeholderPrefix)
        .placeholderSuffix(placeholderSuffix)
        .placeholders(placeholders);
  }

  private static List<String> list(String text) {
    return Stream.of(text.split(",", -1)).map(String::strip).filter(t -> !t.isEmpty()).toList();
  }
}
