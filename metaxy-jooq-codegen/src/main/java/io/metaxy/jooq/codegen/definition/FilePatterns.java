package io.metaxy.jooq.codegen.definition;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** Finds JSON files by path, directory or glob. */
final class FilePatterns {

  private FilePatterns() {}

  /** Returns the files ordered by path; for a directory, all {@code .json} files in its tree. */
  static List<Path> find(Path basedir, String pattern) throws IOException {
    int glob = firstOf(pattern, "*?{[");
    if (glob < 0) {
      Path path = basedir.resolve(pattern);
      if (Files.isDirectory(path)) {
        return walk(path, file -> file.toString().endsWith(".json"));
      }
      return Files.isRegularFile(path) ? List.of(path) : List.of();
    }
    String fixed = pattern.substring(0, pattern.substring(0, glob).lastIndexOf('/') + 1);
    Path root = basedir.resolve(fixed);
    PathMatcher matcher =
        FileSystems.getDefault().getPathMatcher("glob:" + pattern.substring(fixed.length()));
    return Files.isDirectory(root)
        ? walk(root, file -> matcher.matches(root.relativize(file)))
        : List.of();
  }

  /**
   * Returns the name of a file for problems: its path, relative to the base directory if possible.
   */
  static String name(Path basedir, Path file) {
    Path path = file.startsWith(basedir) ? basedir.relativize(file) : file;
    return path.toString().replace(File.separatorChar, '/');
  }

  private static List<Path> walk(Path root, PathMatcher matcher) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).filter(matcher::matches).sorted().toList();
    }
  }

  private static int firstOf(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }
}
