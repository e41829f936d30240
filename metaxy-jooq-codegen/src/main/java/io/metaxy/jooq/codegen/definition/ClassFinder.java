package io.metaxy.jooq.codegen.definition;

import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassGraphException;
import io.github.classgraph.ScanResult;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;

/** Finds classes by name and by package, in the directories and jars of a class loader. */
public final class ClassFinder {

  private final ClassLoader loader;

  /** Searches the given class loader and its parents. */
  public ClassFinder(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Returns the class with the given binary or canonical name, without initializing it.
   *
   * @throws LinkageError if the class exists but this JVM cannot read it
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

  /**
   * Returns the classes of a package and its subpackages, ordered by name. A broken class file is
   * an error, not skipped.
   *
   * @throws LinkageError if this JVM cannot read one of the classes
   * @throws IllegalStateException if a jar cannot be opened
   */
  List<Class<?>> inPackage(String name) {
    checkJars();
    try (ScanResult found =
        new ClassGraph().overrideClassLoaders(loader).acceptPackages(name).scan()) {
      return found.getResourcesWithExtension("class").getPaths().stream()
          .map(path -> path.substring(0, path.length() - ".class".length()).replace('/', '.'))
          .sorted()
          .distinct()
          .map(this::named)
          .<Class<?>>flatMap(Optional::stream)
          .toList();
    } catch (ClassGraphException e) {
      throw new IllegalStateException("Cannot search package " + name + ": " + e.getMessage(), e);
    }
  }

  /** Class loaders and ClassGraph silently skip broken jars. */
  private void checkJars() {
    for (ClassLoader of = loader; of instanceof URLClassLoader urls; of = of.getParent()) {
      for (URL url : urls.getURLs()) {
        if (url.getProtocol().equals("file") && url.getPath().endsWith(".jar")) {
          checkJar(new File(URI.create(url.toString())));
        }
      }
    }
  }

  private static void checkJar(File file) {
    if (file.isFile()) {
      try (JarFile jar = new JarFile(file)) {
        jar.entries();
      } catch (IOException e) {
        throw new IllegalStateException(
            "Cannot read " + file + ": " + e.getMessage() + "; build or download it again", e);
      }
    }
  }
}
