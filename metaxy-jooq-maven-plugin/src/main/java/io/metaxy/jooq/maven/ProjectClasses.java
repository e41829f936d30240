package io.metaxy.jooq.maven;

import io.metaxy.jooq.migration.MigrationException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.project.MavenProject;

/** The classes of the user's project. */
final class ProjectClasses {

  private ProjectClasses() {}

  /**
   * Loads the project's run-time class path, then the dependencies of its tests, such as embedded
   * servers; the parent loads this plugin's classes.
   */
  static URLClassLoader loader(MavenProject project) {
    try {
      List<URL> urls = new ArrayList<>();
      for (String element : elements(project)) {
        urls.add(Path.of(element).toUri().toURL());
      }
      return new URLClassLoader(urls.toArray(URL[]::new), ProjectClasses.class.getClassLoader());
    } catch (MalformedURLException e) {
      throw unreadable(e);
    }
  }

  private static Set<String> elements(MavenProject project) {
    try {
      Set<String> elements = new LinkedHashSet<>(project.getRuntimeClasspathElements());
      elements.addAll(project.getTestClasspathElements());
      elements.remove(project.getBuild().getTestOutputDirectory());
      return elements;
    } catch (DependencyResolutionRequiredException e) {
      throw unreadable(e);
    }
  }

  private static MigrationException unreadable(Exception e) {
    return new MigrationException(
        "Cannot read the class path of the project: "
            + e.getMessage()
            + "; run mvn compile first to resolve its dependencies",
        e);
  }

  /**
   * Refuses records that changed after they were compiled, because their migrations would be
   * outdated: those of the project, and those of modules whose directories are on its class path.
   *
   * @throws MigrationException naming such a record
   */
  static void refuseStale(MavenProject project, List<MavenProject> modules, List<String> features) {
    refuseStale(project, features);
    Set<String> elements = elements(project);
    for (MavenProject module : modules) {
      if (!module.equals(project) && elements.contains(module.getBuild().getOutputDirectory())) {
        refuseStale(module, features);
      }
    }
  }

  private static void refuseStale(MavenProject project, List<String> features) {
    Path classes = Path.of(project.getBuild().getOutputDirectory());
    for (String root : project.getCompileSourceRoots()) {
      for (String feature : features) {
        for (Path source : sources(Path.of(root), feature)) {
          refuseStale(Path.of(root), source, classes);
        }
      }
    }
  }

  private static List<Path> sources(Path root, String feature) {
    String path = feature.replace('.', '/');
    Path file = root.resolve(path + ".java");
    Path folder = root.resolve(path);
    if (Files.isRegularFile(file)) {
      return List.of(file);
    }
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(f -> f.toString().endsWith(".java"))
          .filter(f -> !f.endsWith("package-info.java"))
          .toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private static void refuseStale(Path root, Path source, Path classes) {
    String name = root.relativize(source).toString().replaceFirst("\\.java$", ".class");
    Path compiled = classes.resolve(name);
    try {
      if (!Files.exists(compiled)
          || Files.getLastModifiedTime(compiled).compareTo(Files.getLastModifiedTime(source)) < 0) {
        throw new MigrationException(
            "Cannot use the class of "
                + root.relativize(source)
                + ", which is missing or older than its source; run mvn compile first");
      }
    } catch (IOException e) {
      throw unreadable(compiled, e);
    }
  }

  private static MigrationException unreadable(Path path, IOException e) {
    return new MigrationException(
        "Cannot read " + path + ": " + e.getMessage() + "; make it readable", e);
  }
}
