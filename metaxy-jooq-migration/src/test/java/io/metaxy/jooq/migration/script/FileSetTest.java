package io.metaxy.jooq.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.migration.MigrationException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All files are written, or everything is restored. */
class FileSetTest {

  @TempDir Path directory;

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.map(f -> directory.relativize(f).toString()).sorted().skip(1).toList();
    }
  }

  private static String refused(FileSet files) {
    return assertThrows(MigrationException.class, files::write).getMessage();
  }

  @Test
  void filesAreAddedReplacedAndRemoved() throws IOException {
    Path old = Files.writeString(directory.resolve("old"), "old");
    Path gone = Files.writeString(directory.resolve("gone"), "gone");
    FileSet files = new FileSet();
    files.add(directory.resolve("a/b/new"), "new\n");
    files.replace(old, "newer");
    files.remove(gone);

    files.write();

    assertEquals(List.of("a", "a/b", "a/b/new", "old"), files());
    assertEquals("new\n", Files.readString(directory.resolve("a/b/new")));
    assertEquals("newer", Files.readString(old));
  }

  @Test
  void aFileThatIsThereIsNeverRewritten() throws IOException {
    Path there = Files.writeString(directory.resolve("V1__a.sql"), "old");
    FileSet files = new FileSet();
    files.add(directory.resolve("new/V0__b.sql"), "b");
    files.add(there, "new");

    assertEquals(
        "Cannot write migrations: "
            + there
            + " already exists; nothing was written: run the goal again",
        refused(files));
    assertEquals(List.of("V1__a.sql"), files());
    assertEquals("old", Files.readString(there));
  }

  @Test
  void whatAKilledRunHasLeftIsRemoved() throws IOException {
    Files.writeString(directory.resolve("V1__a.sql.metaxy-tmp"), "half");
    FileSet files = new FileSet();
    files.add(directory.resolve("V2__b.sql"), "whole");

    files.write();

    assertEquals(List.of("V2__b.sql"), files());
  }

  /** The last of several moves fails: a directory cannot be replaced. */
  @Test
  void whenTheLastMoveFailsTheFirstAreUndone() throws IOException {
    Path old = Files.writeString(directory.resolve("clip.json"), "old");
    Path taken = Files.createDirectories(directory.resolve("taken.json/inside"));
    FileSet files = new FileSet();
    files.add(directory.resolve("new/V1__a.sql"), "a");
    files.replace(old, "new");
    files.replace(taken.getParent(), "taken");

    refused(files);

    assertEquals(List.of("clip.json", "taken.json", "taken.json/inside"), files());
    assertEquals("old", Files.readString(old));
  }

  @Test
  void aLinkToNothingIsNamed() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("h2"), directory.resolve("absent"));
    FileSet files = new FileSet();
    files.add(link.resolve("V1__a.sql"), "a");

    assertEquals(
        "Cannot write migrations: "
            + link
            + " is a link to a folder that does not exist; nothing was written: make the folder"
            + " writable, or name another",
        refused(files));
  }

  @Test
  void aFileInPlaceOfAFolderIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("h2"), "");
    FileSet files = new FileSet();
    files.add(directory.resolve("postgresql/V1__a.sql"), "a");
    files.add(file.resolve("V1__a.sql"), "a");

    assertEquals(
        "Cannot write migrations: "
            + file
            + " already exists; nothing was written: make the folder writable, or name another",
        refused(files));
    assertEquals(List.of("h2"), files());
  }

  /** The read-only folder that every Java installation has. */
  @Test
  void aReadOnlyFolderIsRefused() throws IOException {
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base");
    FileSet files = new FileSet();
    files.add(directory.resolve("V1__a.sql"), "a");
    files.add(modules.resolve("V1__a.sql"), "a");

    assertEquals(
        "Cannot write migrations: the file system is read-only; nothing was written: make the"
            + " folder writable, or name another",
        refused(files));
    assertEquals(List.of(), files());
  }
}
