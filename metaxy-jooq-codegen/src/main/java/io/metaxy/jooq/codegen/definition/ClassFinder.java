package io.metaxy.jooq.codegen.definition;

import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassGraphException;
import io.github.classgraph.ScanResult;
import java.util.List;
import java.util.Optional;

/** Finds classes by name and by package, in the directories and jars of a class loader. */
public final class ClassFinder {

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
    try (ScanResult found =
        new ClassGraph()
            .overrideClassLoaders(loader)
            .acceptPackages(name)
            .ignoreClassVisibility()
            .scan()) {
      return found.getAllClasses().getNames().stream()
          .sorted()
          .map(this::named)
          .<Class<?>>flatMap(Optional::stream)
          .toList();
    } catch (ClassGraphException e) {
      throw new IllegalStateException("Cannot search package " + name + ": " + e.getMessage(), e);
    }
  }
}
