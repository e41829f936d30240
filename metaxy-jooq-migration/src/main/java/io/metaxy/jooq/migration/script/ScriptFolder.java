package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.migration.FlywaySettings;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.Naming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The versioned scripts that Flyway finds in a folder and in the other folders of its history.
 * Existing scripts are only read.
 */
public final class ScriptFolder {

  private final List<Script> scripts;
  private final FlywaySettings settings;

  private ScriptFolder(List<Script> scripts, FlywaySettings settings) {
    this.scripts = List.copyOf(scripts);
    this.settings = settings;
  }

  /**
   * Reads the scripts; a missing folder has none.
   *
   * @throws MigrationException when a folder is not a directory, a version is invalid, or two
   *     scripts have the same version
   */
  static ScriptFolder read(List<Path> folders, FlywaySettings settings) {
    return read(folders, List.of(), settings);
  }

  /**
   * Reads the scripts, and the migrations written in Java.
   *
   * @param classes the class files of the latter
   */
  static ScriptFolder read(List<Path> folders, List<Path> classes, FlywaySettings settings) {
    Set<Path> files = new LinkedHashSet<>();
    for (Path folder : folders) {
      files.addAll(files(folder));
    }
    List<Script> scripts = new ArrayList<>();
    files.forEach(file -> read(file, settings).ifPresent(scripts::add));
    classes.forEach(file -> readJava(file).ifPresent(scripts::add));
    scripts.sort(Comparator.comparing(Script::version).thenComparing(Script::name));
    for (int i = 1; i < scripts.size(); i++) {
      refuseSameVersion(scripts.get(i - 1), scripts.get(i), scripts.get(scripts.size() - 1));
    }
    return new ScriptFolder(scripts, settings);
  }

  private static List<Path> files(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    if (!Files.isDirectory(folder)) {
      throw new MigrationException(
          "Cannot read scripts: "
              + folder
              + " is not a directory; move the file away, or name another directory");
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> file.toAbsolutePath().normalize())
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new MigrationException(
          "Cannot read scripts in " + folder + ": " + e.getMessage() + "; make it readable", e);
    }
  }

  private static Optional<Script> read(Path file, FlywaySettings settings) {
    String name = String.valueOf(file.getFileName());
    Optional<String> suffix =
        settings.sqlMigrationSuffixes().stream().filter(name::endsWith).findFirst();
    String prefix = settings.sqlMigrationPrefix();
    int separator = name.indexOf(settings.sqlMigrationSeparator(), prefix.length());
    if (suffix.isEmpty() || !name.startsWith(prefix)) {
      return Optional.empty();
    }
    if (separator < 0) {
      return ScriptVersion.parse(name.substring(prefix.length(), end(name, suffix.get())))
          .map(version -> Script.of(version, "", file, text(file, settings)));
    }
    String version = name.substring(prefix.length(), separator);
    int description = separator + settings.sqlMigrationSeparator().length();
    ScriptVersion parsed =
        ScriptVersion.parse(version)
            .orElseThrow(
                () ->
                    new MigrationException(
                        "Invalid version of script "
                            + file
                            + ": "
                            + version
                            + " (must be numbers separated by dots or underscores); rename the"
                            + " script"));
    String text = name.substring(description, end(name, suffix.get()));
    return Optional.of(Script.of(parsed, text, file, text(file, settings)));
  }

  private static int end(String name, String suffix) {
    return Math.max(name.length() - suffix.length(), 0);
  }

  private static Optional<Script> readJava(Path file) {
    String name = String.valueOf(file.getFileName());
    String prefix = FlywaySettings.DEFAULT.sqlMigrationPrefix();
    int separator = name.indexOf(FlywaySettings.DEFAULT.sqlMigrationSeparator());
    return separator < 0 || !name.startsWith(prefix)
        ? Optional.empty()
        : ScriptVersion.parse(name.substring(prefix.length(), separator))
            .map(version -> new Script(version, name.substring(separator), file, "", List.of("")));
  }

  /** The text of a script. */
  static String text(Path file, FlywaySettings settings) {
    Charset charset = settings.charset();
    try {
      return Files.readString(file, charset);
    } catch (CharacterCodingException e) {
      throw new MigrationException(
          "Cannot read script "
              + file
              + ": it is not "
              + charset
              + "; save it as "
              + charset
              + ", or set Flyway's encoding",
          e);
    } catch (IOException e) {
      throw new MigrationException(
          "Cannot read script " + file + ": " + e.getMessage() + "; make it readable", e);
    }
  }

  private static void refuseSameVersion(Script one, Script other, Script last) {
    if (one.version().compareTo(other.version()) == 0) {
      throw new MigrationException(
          "Cannot order the scripts of "
              + other.file().getParent()
              + ": "
              + one.name()
              + " and "
              + other.name()
              + " have the same version, which happens when two branches write scripts; rename"
              + " the one that no"
              + " database has run yet, for instance to version "
              + last.version().next().text());
    }
  }

  /** The scripts, ordered by version. */
  List<Script> scripts() {
    return scripts;
  }

  /** The file names of the migrations written in Java. */
  List<String> ofJava() {
    return scripts.stream()
        .map(Script::name)
        .filter(name -> name.endsWith(JavaMigrations.SUFFIX))
        .toList();
  }

  /** The script with a file name. */
  Optional<Script> named(String name) {
    return scripts.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /**
   * The versions of {@code count} new scripts, above all existing ones: Flyway would refuse others
   * as out of order.
   */
  List<ScriptVersion> next(int count, Naming naming, Clock clock) {
    Optional<ScriptVersion> last =
        scripts.isEmpty()
            ? Optional.empty()
            : Optional.of(scripts.get(scripts.size() - 1).version());
    List<ScriptVersion> versions = new ArrayList<>();
    ScriptVersion version = first(last, naming, clock);
    for (int i = 0; i < count; i++) {
      versions.add(version);
      version = version.next();
    }
    return versions;
  }

  private static ScriptVersion first(Optional<ScriptVersion> last, Naming naming, Clock clock) {
    boolean timestamp =
        switch (naming) {
          case TIMESTAMP -> true;
          case SEQUENTIAL -> false;
          case AUTO -> last.map(ScriptVersion::isTimestamp).orElse(true);
        };
    if (!timestamp) {
      return last.map(ScriptVersion::next).orElse(new ScriptVersion("1"));
    }
    ScriptVersion now = ScriptVersion.at(clock.instant());
    return last.filter(l -> l.compareTo(now) >= 0).map(ScriptVersion::next).orElse(now);
  }

  /** The file name of a new script. */
  String fileName(ScriptVersion version, String description) {
    return settings.sqlMigrationPrefix()
        + version.text()
        + settings.sqlMigrationSeparator()
        + description
        + settings.sqlMigrationSuffixes().get(0);
  }
}
