package io.metaxy.jooq.it.words;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The main sources of all modules. */
final class SourceFiles {

  private SourceFiles() {}

  /** Returns the directories of the modules, ordered by name. */
  static List<Path> modules(Path top) throws IOException {
    try (Stream<Path> children = Files.list(top)) {
      return children.filter(child -> Files.exists(child.resolve("pom.xml"))).sorted().toList();
    }
  }

  /** Returns the Java files below {@code src/main} of all modules, ordered by path. */
  static List<Path> mainSources(Path top) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path module : modules(top)) {
      try (Stream<Path> files = Files.walk(module.resolve("src/main"))) {
        files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
      }
    }
    return sources;
  }
}
