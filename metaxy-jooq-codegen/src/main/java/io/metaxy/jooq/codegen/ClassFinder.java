package io.metaxy.jooq.codegen;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Finds classes by name and by package, in the directories and jars of a class loader. */
public final class ClassFinder {

  private static final String CLASS = ".class";

  private final ClassLoader loader;

  /** Finds what a class loader sees. */
  public ClassFinder(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * The class of a binary or canonical name; not initialised.
   *
   * @throws LinkageError when there is one that this JVM cannot read
   */
  public Optional<Class<?>> named(String name) {
    String binary = name;
    while (true) {
      try {
        return Optional.of(Class.forName(binary, false, loader));
      } catch (ClassNotFoundException | NoClassDefFoundError e) {
        int dot = binary.lastIndexOf('.');
        if (dot < 0) {
          return Optional.empty();
        }
        // com.acme.Features.Video is com.acme.Features$Video.
        binary = binary.substring(0, dot) + '$' + binary.substring(dot + 1);
      }
    }
  }

  /** The classes of a package and the packages below, in the order of their names. */
  List<Class<?>> inPackage(String name) {
    String folder = name.replace('.', '/') + "/";
    Set<String> names = new TreeSet<>();
    try {
      for (Path place : places(folder)) {
        if (Files.isDirectory(place)) {
          addFromDirectory(place, folder, names);
        } else {
          addFromJar(place, folder, names);
        }
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("Cannot search package " + name + ": " + e.getMessage(), e);
    }
    return names.stream().map(this::named).<Class<?>>flatMap(Optional::stream).toList();
  }

  /** What a folder is in the directories, and the jars that may hold it. */
  private Set<Path> places(String folder) throws IOException, URISyntaxException {
    Set<Path> places = new LinkedHashSet<>();
    for (URL url : Collections.list(loader.getResources(folder))) {
      if (url.getProtocol().equals("file")) {
        places.add(Path.of(url.toURI()));
      } else if (url.openConnection() instanceof JarURLConnection jar) {
        places.add(Path.of(jar.getJarFileURL().toURI()));
      }
    }
    // A jar without entries for its directories does not show its packages as resources.
    for (ClassLoader l = loader; l != null; l = l.getParent()) {
      for (URL url : l instanceof URLClassLoader urls ? urls.getURLs() : new URL[0]) {
        if (url.getProtocol().equals("file") && url.getPath().endsWith(".jar")) {
          places.add(Path.of(url.toURI()));
        }
      }
    }
    places.removeIf(place -> !Files.exists(place));
    return places;
  }

  private static void addFromDirectory(Path directory, String folder, Set<String> names)
      throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .map(file -> directory.relativize(file).toString().replace(File.separatorChar, '/'))
          .forEach(entry -> add(folder + entry, names));
    }
  }

  private static void addFromJar(Path jar, String folder, Set<String> names) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      file.stream()
          .map(entry -> entry.getName())
          .filter(entry -> entry.startsWith(folder))
          .forEach(entry -> add(entry, names));
    }
  }

  private static void add(String entry, Set<String> names) {
    if (entry.endsWith(CLASS) && !entry.endsWith("-info" + CLASS)) {
      names.add(entry.substring(0, entry.length() - CLASS.length()).replace('/', '.'));
    }
  }
}
