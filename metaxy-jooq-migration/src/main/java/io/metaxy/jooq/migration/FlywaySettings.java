package io.metaxy.jooq.migration;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

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
 * @param others other settings by Flyway's names, such as {@code table}, {@code defaultSchema} or
 *     {@code encoding}
 * @param notes sentences for the reader about settings of the project's files that are not known
 */
public record FlywaySettings(
    String sqlMigrationPrefix,
    String sqlMigrationSeparator,
    List<String> sqlMigrationSuffixes,
    String placeholderPrefix,
    String placeholderSuffix,
    Map<String, String> placeholders,
    List<String> locations,
    Map<String, String> others,
    List<String> notes) {

  /** The table of Flyway's history by default. */
  public static final String DEFAULT_TABLE = "flyway_schema_history";

  /** Flyway's defaults. */
  public static final FlywaySettings DEFAULT =
      new FlywaySettings(
          "V", "__", List.of(".sql"), "${", "}", Map.of(), List.of(), Map.of(), List.of());

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

  private static final String TABLE = "table";
  private static final String DEFAULT_SCHEMA = "defaultSchema";
  private static final String SCHEMAS = "schemas";
  private static final String ENCODING = "encoding";

  /** What Flyway needs to run the scripts, and to find its history. */
  private static final Set<String> OTHERS =
      new TreeSet<>(
          Set.of(
              TABLE,
              DEFAULT_SCHEMA,
              SCHEMAS,
              ENCODING,
              "createSchemas",
              "detectEncoding",
              "executeInTransaction",
              "group",
              "initSql",
              "mixed",
              "placeholderReplacement",
              "placeholderSeparator",
              "repeatableSqlMigrationPrefix",
              "validateMigrationNaming"));

  /** What it needs only to compare its history with the scripts. */
  private static final Set<String> OF_HISTORY =
      Set.of("baselineVersion", "ignoreMigrationPatterns", "outOfOrder", "target");

  public FlywaySettings {
    sqlMigrationSuffixes = List.copyOf(sqlMigrationSuffixes);
    placeholders = Map.copyOf(placeholders);
    locations = List.copyOf(locations);
    others = Map.copyOf(others);
    notes = List.copyOf(notes);
    refuseUnknownEncoding(others.get(ENCODING));
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
    return of(settings, List.of());
  }

  private static FlywaySettings of(Map<String, String> settings, List<String> notes) {
    Map<String, String> placeholders = new TreeMap<>();
    Map<String, String> others = new TreeMap<>();
    for (Map.Entry<String, String> setting : new TreeMap<>(settings).entrySet()) {
      String name = setting.getKey();
      if (name.startsWith(PLACEHOLDERS)) {
        placeholders.put(name.substring(PLACEHOLDERS.length()), setting.getValue());
      } else if (OTHERS.contains(name) || OF_HISTORY.contains(name)) {
        others.put(name, setting.getValue().strip());
      } else if (!NAMES.contains(name)) {
        throw new MigrationException(
            "Invalid Flyway setting: "
                + name
                + " (must be one of "
                + names()
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
        list(settings.getOrDefault("locations", "")),
        others,
        notes);
  }

  /**
   * The settings of a project by Flyway's names: the given ones, then those of its build, then
   * those of its files {@code flyway.toml}, {@code flyway.conf}, and {@code
   * src/main/resources/application.properties} ({@code spring.flyway.*}), in this order. Settings
   * that do not concern scripts or their history are ignored unless they are given, and so are
   * locations that cannot be read as folders. A setting of a file whose value has a placeholder,
   * such as <code>${DB_SCHEMA}</code> or {@code @schema@}, is left out with a note, unless the file
   * has that property.
   *
   * @throws MigrationException when no setting has a given name, or a file cannot be read
   */
  public static FlywaySettings read(
      Path basedir, Map<String, String> build, Map<String, String> given) {
    Map<String, String> settings = new TreeMap<>();
    FlywayFiles files = FlywayFiles.read(basedir, build);
    files
        .settings()
        .forEach(
            (name, value) -> {
              if (isKnown(name)) {
                settings.put(name, value);
              }
            });
    settings.putAll(given);
    List<String> notes = new ArrayList<>();
    new TreeMap<>(files.unresolved())
        .forEach(
            (name, file) -> {
              if (isKnown(name) && !given.containsKey(name)) {
                notes.add(
                    "Flyway's setting "
                        + name
                        + " in "
                        + file
                        + " is not used, because its value has a placeholder that cannot be"
                        + " resolved here; set it in <flyway>");
              }
            });
    return of(settings, notes);
  }

  private static boolean isKnown(String name) {
    return name.startsWith(PLACEHOLDERS) || names().contains(name);
  }

  private static Set<String> names() {
    Set<String> names = new TreeSet<>(NAMES);
    names.addAll(OTHERS);
    names.addAll(OF_HISTORY);
    return names;
  }

  /** The table of Flyway's history; empty for Flyway's default. */
  public Optional<String> table() {
    return Optional.ofNullable(others.get(TABLE)).filter(table -> !table.isEmpty());
  }

  /** The schema of unqualified names in scripts, and of the history; empty for the connection's. */
  public Optional<String> schema() {
    return Stream.of(
            others.getOrDefault(DEFAULT_SCHEMA, ""),
            list(others.getOrDefault(SCHEMAS, "")).stream().findFirst().orElse(""))
        .filter(schema -> !schema.isEmpty())
        .findFirst();
  }

  /** All schemas that Flyway creates, and cleans after a replay. */
  public List<String> schemas() {
    return Stream.concat(schema().stream(), list(others.getOrDefault(SCHEMAS, "")).stream())
        .distinct()
        .toList();
  }

  /** The encoding of scripts. */
  public Charset charset() {
    return Charset.forName(others.getOrDefault(ENCODING, StandardCharsets.UTF_8.name()));
  }

  private static void refuseUnknownEncoding(@Nullable String encoding) {
    try {
      if (encoding != null) {
        Charset.forName(encoding);
      }
    } catch (IllegalArgumentException e) {
      throw new MigrationException(
          "Invalid Flyway setting: encoding "
              + encoding
              + " (must be a character set, such as UTF-8); correct it",
          e);
    }
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
        .placeholders(placeholders)
        .configuration(prefixed(OTHERS));
  }

  /** The same, for comparing the history of a live database with the scripts. */
  public FluentConfiguration configureHistory(ClassLoader loader, List<Path> folders) {
    return configure(loader, folders).configuration(prefixed(OF_HISTORY));
  }

  private Map<String, String> prefixed(Set<String> names) {
    Map<String, String> properties = new TreeMap<>();
    others.forEach(
        (name, value) -> {
          if (names.contains(name)) {
            properties.put("flyway." + name, value);
          }
        });
    return properties;
  }

  private static List<String> list(String text) {
    return Stream.of(text.split(",", -1)).map(String::strip).filter(t -> !t.isEmpty()).toList();
  }
}
