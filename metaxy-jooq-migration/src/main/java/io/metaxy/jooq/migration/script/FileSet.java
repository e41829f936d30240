package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.migration.MigrationException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files that are written together or not at all: each to a temporary file next to its own, then all
 * moved. A failure restores everything.
 */
public final class FileSet {

  private static final String TEMPORARY = ".metaxy-tmp";

  private final Map<Path, String> added = new LinkedHashMap<>();
  private final Map<Path, Charset> charsets = new HashMap<>();
  private final Map<Path, String> replaced = new LinkedHashMap<>();
  private final List<Path> removed = new ArrayList<>();

  private interface Step {
    void run() throws IOException;
  }

  /** Adds a file that must not exist yet. */
  void add(Path file, String text) {
    added.put(file, text);
  }

  /** Adds a file in another encoding than UTF-8. */
  void add(Path file, String text, Charset charset) {
    if (!charset.newEncoder().canEncode(text)) {
      throw new MigrationException(
          "Cannot write "
              + file
              + " in Flyway's encoding "
              + charset
              + ", which lacks some of its characters; set encoding to UTF-8, or change the names"
              + " and descriptions in the spec");
    }
    charsets.put(file, charset);
    add(file, text);
  }

  /** Adds a file, or replaces an existing one. */
  void replace(Path file, String text) {
    replaced.put(file, text);
  }

  /** Removes a file if it exists. */
  void remove(Path file) {
    removed.add(file);
  }

  boolean isEmpty() {
    return added.isEmpty() && replaced.isEmpty() && removed.isEmpty();
  }

  /**
   * Writes all files.
   *
   * @throws MigrationException when one cannot be written; then none is
   */
  public void write() {
    Deque<Step> undo = new ArrayDeque<>();
    Map<Path, String> all = new LinkedHashMap<>(added);
    all.putAll(replaced);
    for (Path file : added.keySet()) {
      if (Files.exists(file)) {
        throw new MigrationException(
            "Cannot write migrations: "
                + file
                + " already exists; nothing was written: run the goal again");
      }
    }
    try {
      removeLeftovers(all.keySet());
      for (Map.Entry<Path, String> file : all.entrySet()) {
        createDirectories(file.getKey().getParent(), undo);
        writeTemporary(temporary(file.getKey()), bytes(file.getKey(), file.getValue()), undo);
      }
      for (Path file : all.keySet()) {
        move(temporary(file), file, undo);
      }
      for (Path file : removed) {
        if (Files.exists(file)) {
          byte[] old = Files.readAllBytes(file);
          undo.push(() -> Files.write(file, old));
          Files.delete(file);
        }
      }
    } catch (IOException | ReadOnlyFileSystemException e) {
      undo(undo, e);
      throw new MigrationException(
          "Cannot write migrations: "
              + reason(e)
              + "; nothing was written: make the folder writable, or name another",
          e);
    }
  }

  /** Removes what a killed run left behind. */
  private static void removeLeftovers(Set<Path> files) throws IOException {
    Set<Path> directories = new LinkedHashSet<>();
    files.forEach(file -> directories.add(file.toAbsolutePath().getParent()));
    for (Path directory : directories) {
      if (Files.isDirectory(directory)) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, "*" + TEMPORARY)) {
          for (Path file : left) {
            Files.deleteIfExists(file);
          }
        }
      }
    }
  }

  private static Path temporary(Path file) {
    return file.resolveSibling(file.getFileName() + TEMPORARY);
  }

  private static void createDirectories(@Nullable Path directory, Deque<Step> undo)
      throws IOException {
    if (directory != null && !Files.isDirectory(directory)) {
      createDirectories(directory.toAbsolutePath().getParent(), undo);
      Files.createDirectory(directory);
      undo.push(() -> Files.deleteIfExists(directory));
    }
  }

  private byte[] bytes(Path file, String text) {
    return text.getBytes(charsets.getOrDefault(file, StandardCharsets.UTF_8));
  }

  private static void writeTemporary(Path file, byte[] bytes, Deque<Step> undo) throws IOException {
    undo.push(() -> Files.deleteIfExists(file));
    Files.write(file, bytes);
  }

  private static void move(Path from, Path to, Deque<Step> undo) throws IOException {
    if (Files.exists(to)) {
      byte[] old = Files.readAllBytes(to);
      undo.push(() -> Files.write(to, old));
    } else {
      undo.push(() -> Files.deleteIfExists(to));
    }
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void undo(Deque<Step> steps, Exception failure) {
    for (Step step : steps) {
      try {
        step.run();
      } catch (IOException | ReadOnlyFileSystemException e) {
        failure.addSuppressed(e);
      }
    }
  }

  private static String reason(Exception e) {
    if (e instanceof FileAlreadyExistsException exists) {
      Path file = Path.of(exists.getFile());
      return file
          + (Files.isSymbolicLink(file) && !Files.exists(file)
              ? " is a link to a folder that does not exist"
              : " already exists");
    }
    if (e instanceof FileSystemException file) {
      String reason = file.getReason();
      return file.getFile() + (reason == null ? " cannot be written" : ": " + reason);
    }
    return e instanceof ReadOnlyFileSystemException
        ? "the file system is read-only"
        : String.valueOf(e.getMessage());
  }
}
