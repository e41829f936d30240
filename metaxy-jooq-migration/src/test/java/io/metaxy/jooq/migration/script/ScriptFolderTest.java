package io.metaxy.jooq.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.migration.FlywaySettings;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.Naming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that Flyway finds in a folder, and the next version. */
class ScriptFolderTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-02-28T12:00:59Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  private void scripts(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "select 1");
    }
  }

  private ScriptFolder read() {
    return ScriptFolder.read(List.of(folder), FlywaySettings.DEFAULT);
  }

  private List<String> next(int count, Naming naming) {
    return read().next(count, naming, NOON).stream().map(ScriptVersion::text).toList();
  }

  private String refused() {
    return assertThrows(MigrationException.class, this::read).getMessage();
  }

  @Test
  void scriptsAreOrderedByTheNumbersOfTheirVersions() throws IOException {
    scripts("V10__c.sql", "V9.1__b.sql", "V2__a.sql", "old/V1_5__z.sql");

    assertEquals(
        List.of("V1_5__z.sql", "V2__a.sql", "V9.1__b.sql", "V10__c.sql"),
        read().scripts().stream().map(Script::name).toList());
  }

  @Test
  void aScriptNeedsNoDescription() throws IOException {
    scripts("V1.sql", "Views.sql");

    assertEquals(List.of("V1.sql"), read().scripts().stream().map(Script::name).toList());
    assertEquals(List.of("2"), next(1, Naming.SEQUENTIAL));
  }

  @Test
  void locationsAreFolders() {
    for (String location : List.of("classpath:db/common", "s3:bucket/db", "filesystem:db/*/sql")) {
      assertEquals(
          "Cannot read the scripts of location "
              + location
              + ": only folders are read, without wildcards; name each as filesystem:<folder>",
          assertThrows(
                  MigrationException.class,
                  () -> FlywaySettings.of(Map.of("locations", "common," + location)))
              .getMessage());
    }
    assertEquals(
        List.of("filesystem:/db", "C:\\db", "db/{database}"),
        FlywaySettings.of(Map.of("locations", "filesystem:/db, C:\\db, db/{database}"))
            .locations());
  }

  @Test
  void aSettingIsNotEmpty() {
    assertEquals(
        "Invalid Flyway setting: sqlMigrationSuffixes (must not be empty); omit it, or set a value",
        assertThrows(
                MigrationException.class,
                () -> FlywaySettings.of(Map.of("sqlMigrationSuffixes", ",")))
            .getMessage());
  }

  @Test
  void otherFilesAreNoVersionedScripts() throws IOException {
    scripts("R__view.sql", "U1__undo.sql", "B1__base.sql", "V1__a.sql.conf", "metaxy/clip.json");
    scripts("notes.sql", "V1.txt", "V1__a.sql.metaxy-tmp");

    assertEquals(List.of(), read().scripts());
  }

  @Test
  void aFolderThatIsNotThereHasNone() {
    assertEquals(
        List.of(),
        ScriptFolder.read(List.of(folder.resolve("none")), FlywaySettings.DEFAULT).scripts());
  }

  @Test
  void aTimestampIsTheTimeInUtcAndASecondMoreForEachScript() {
    assertEquals(List.of("20260228120059", "20260228120100"), next(2, Naming.TIMESTAMP));
  }

  @Test
  void aTimestampIsAboveEveryVersionThatThereIs() throws IOException {
    scripts("V20260228235959__from_the_future.sql");

    assertEquals(List.of("20260301000000"), next(1, Naming.TIMESTAMP));
  }

  @Test
  void sequentialContinuesTheStyleOfTheLastScript() throws IOException {
    assertEquals(List.of("1", "2"), next(2, Naming.SEQUENTIAL));
    scripts("V009__a.sql");
    assertEquals(List.of("010", "011"), next(2, Naming.SEQUENTIAL));
    scripts("V9.9__b.sql");
    assertEquals(List.of("9.10"), next(1, Naming.SEQUENTIAL));
    scripts("V12_3__c.sql");
    assertEquals(List.of("12_4"), next(1, Naming.SEQUENTIAL));
  }

  @Test
  void autoIsATimestampUnlessTheFolderCounts() throws IOException {
    assertEquals(List.of("20260228120059"), next(1, Naming.AUTO));
    scripts("V7__a.sql");
    assertEquals(List.of("8"), next(1, Naming.AUTO));
    scripts("V20260101000000__b.sql");
    assertEquals(List.of("20260228120059"), next(1, Naming.AUTO));
  }

  @Test
  void flywaysNamingIsHonored() throws IOException {
    scripts("M-1-a.ddl", "V2__b.sql");
    FlywaySettings settings =
        FlywaySettings.of(
            Map.of(
                "sqlMigrationPrefix", "M-",
                "sqlMigrationSeparator", "-",
                "sqlMigrationSuffixes", ".ddl, .sql"));

    ScriptFolder read = ScriptFolder.read(List.of(folder), settings);

    assertEquals(List.of("M-1-a.ddl"), read.scripts().stream().map(Script::name).toList());
    assertEquals("M-2-metaxy_x.ddl", read.fileName(new ScriptVersion("2"), "metaxy_x"));
  }

  @Test
  void anUnknownSettingIsRefused() {
    assertEquals(
        "Invalid Flyway setting: prefix (must be one of [baselineVersion,"
            + " createSchemas, defaultSchema, detectEncoding, encoding, executeInTransaction,"
            + " group, ignoreMigrationPatterns, initSql, locations, mixed, outOfOrder,"
            + " placeholderPrefix, placeholderReplacement, placeholderSeparator,"
            + " placeholderSuffix, repeatableSqlMigrationPrefix, schemas, sqlMigrationPrefix,"
            + " sqlMigrationSeparator, sqlMigrationSuffixes, table, target,"
            + " validateMigrationNaming] or placeholders.<name>); correct its name",
        assertThrows(MigrationException.class, () -> FlywaySettings.of(Map.of("prefix", "V")))
            .getMessage());
  }

  @Test
  void theSameVersionOfTwoBranchesIsRefused() throws IOException {
    scripts("V5__mine.sql", "V5.0__yours.sql", "V6__next.sql");

    assertEquals(
        "Cannot order the scripts of "
            + folder
            + ": V5.0__yours.sql and V5__mine.sql have the same version, which happens when two"
            + " branches write scripts; rename the one that no database has run yet, for"
            + " instance to version 7",
        refused());
  }

  @Test
  void aVersionThatIsNoneIsRefused() throws IOException {
    scripts("Vnext__a.sql");

    assertEquals(
        "Invalid version of script "
            + folder.resolve("Vnext__a.sql")
            + ": next (must be numbers separated by dots or underscores); rename the script",
        refused());
  }

  @Test
  void aScriptThatIsNotUtf8IsRefused() throws IOException {
    Files.write(folder.resolve("V1__a.sql"), new byte[] {(byte) 0xE4});

    assertEquals(
        "Cannot read script "
            + folder.resolve("V1__a.sql")
            + ": it is not UTF-8; save it as UTF-8, or set Flyway's encoding",
        refused());
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("h2"), "");

    assertEquals(
        "Cannot read scripts: "
            + file
            + " is not a directory; move the file away, or name another directory",
        assertThrows(
                MigrationException.class,
                () -> ScriptFolder.read(List.of(file), FlywaySettings.DEFAULT))
            .getMessage());
  }
}
