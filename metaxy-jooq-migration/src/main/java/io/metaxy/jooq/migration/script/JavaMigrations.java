package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.migration.MigrationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Migrations written in Java, where Flyway finds them on the class path alongside a target's
 * scripts: in {@code db/migration/h2}, and in {@code db/migration} itself. Their versions count as
 * taken; they are never run.
 */
final class JavaMigrations {

  static final String SUFFIX = ".class";

  private static final String RESOURCES = "resources";

  private JavaMigrations() {}

  /** The class files; those inside archives are not found. */
  static List<Path> beside(Target target, ClassLoader loader) {
    List<Path> classes = new ArrayList<>();
    String location = location(target.folder());
    if (!location.isEmpty()) {
      classes.addAll(classes(location, loader, Integer.MAX_VALUE));
      String end = "/" + target.database().folder();
      if (location.endsWith(end)) {
        String parent = location.substring(0, location.length() - end.length());
        classes.addAll(classes(parent, loader, 1));
      }
    }
    return classes;
  }

  /** The class path location of a folder of resources; empty for any other folder. */
  private static String location(Path folder) {
    String path = folder.toString().replace('\\', '/');
    int resources = path.lastIndexOf("/" + RESOURCES + "/");
    return resources < 0 ? "" : path.substring(resources + RESOURCES.length() + 2);
  }

  private static List<Path> classes(String location, ClassLoader loader, int depth) {
    List<Path> classes = new ArrayList<>();
    try {
      for (URL url : Collections.list(loader.getResources(location))) {
        if (url.getProtocol().equals("file")) {
          try (Stream<Path> all = Files.walk(Path.of(URI.create(url.toString())), depth)) {
            all.filter(JavaMigrations::isMigration).forEach(classes::add);
          }
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new MigrationException(
          "Cannot read the classes of " + location + ": " + e.getMessage() + "; make them readable",
          e);
    }
    return classes;
  }

  private static boolean isMigration(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(SUFFIX) && name.indexOf('$') < 0;
  }
}
