package io.metaxy.jooq.it.words;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of all modules. */
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
    return java(top, "src/main");
  }

  /** Returns the Java files below {@code src/test/java} of all modules, ordered by path. */
  static List<Path> testSources(Path top) throws IOException {
    return java(top, "src/test/java");
  }

  private static List<Path> java(Path top, String directory) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path module : modules(top)) {
      sources.addAll(in(module.resolve(directory), ".java"));
    }
    return sources;
  }

  /** Returns the files in a tree with a suffix, ordered by path; none if it does not exist. */
  static List<Path> in(Path directory, String suffix) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(f -> Files.isRegularFile(f) && f.toString().endsWith(suffix))
          .sorted()
          .toList();
    }
  }

  /** Reads a file as UTF-8; bytes that are not UTF-8 become replacement characters. */
  static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
