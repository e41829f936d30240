package io.metaxy.jooq.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths that the system cannot have, which are mostly those outside of its encoding. */
final class Paths {

  private static final char NUL = '\0';
  private static final String REMEDY =
      "set LC_ALL to a locale of UTF-8 such as C.UTF-8, or correct the path";

  private Paths() {}

  /** What a path must be that the system cannot have. */
  static String expected(String path) {
    return path.indexOf(NUL) >= 0
        ? "must not contain the character U+0000"
        : "must be in the encoding of the system; " + REMEDY;
  }

  /** A sentence about a path that the system cannot have, of any option. */
  static String sentence(InvalidPathException failure) {
    boolean hasNul = failure.getInput().indexOf(NUL) >= 0;
    return "Cannot use the path "
        + failure.getInput().replace(NUL, ' ')
        + ": "
        + (hasNul
            ? "it contains the character U+0000; correct the path"
            : "it is not in the encoding of the system; " + REMEDY);
  }

  /** Refuses a working directory whose name was not read correctly, in which no file is found. */
  static void refuseUnreadable(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new CommandException(
          "Cannot find the working directory "
              + directory
              + ": it is deleted, or its name is not in the encoding of the system; change to"
              + " another directory, or set LC_ALL to a locale of UTF-8 such as C.UTF-8");
    }
  }
}
