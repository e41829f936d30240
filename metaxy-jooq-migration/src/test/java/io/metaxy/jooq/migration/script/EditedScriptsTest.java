package io.metaxy.jooq.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.migration.CurrentSource;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.migration.fixture.Clips.AtFirst;
import io.metaxy.jooq.migration.fixture.Clips.Renamed;
import io.metaxy.jooq.migration.fixture.Clips.WithSeconds;
import io.metaxy.jooq.migration.fixture.Project;
import io.metaxy.jooq.migration.report.DriftReport;
import io.metaxy.jooq.spec.FeatureSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Scripts and snapshots as people and their tools leave them: what we wrote stays ours, and is
 * modified when Flyway says so.
 */
class EditedScriptsTest {

  private static final String FIRST = "V20260131235958__metaxy_create_clip.sql";
  private static final String SNAPSHOT = "metaxy/clip.json";

  /** What happens to a script between the moment it is written and the commit. */
  enum Edit {
    BYTE_ORDER_MARK(false, text -> "\uFEFF" + text),
    LINE_ENDS_OF_WINDOWS(false, text -> text.replace("\n", "\r\n")),
    NO_FINAL_LINE_END(false, String::stripTrailing),
    MORE_FINAL_LINE_ENDS(false, text -> text + "\n\n"),
    EMPTY_LINES_ABOVE(false, text -> "\n\n" + text),
    EMPTY_LINES_BETWEEN_COMMENTS(false, text -> text.replace("\n-- ", "\n\n-- ")),
    EMPTY_LINES_BETWEEN_STATEMENTS(false, text -> text.replace(";\n", ";\n\n\n")),
    NO_EMPTY_LINES(false, text -> text.replace("\n\n", "\n")),
    ALL_OF_THESE(
        false, text -> "\uFEFF\n" + text.replace("\n\n", "\n\n\n").stripTrailing() + "\r\n"),
    LICENSE_IN_LINES(
        true, text -> "--\n-- Copyright ACME\n-- SPDX-License-Identifier: MIT\n--\n\n" + text),
    LICENSE_IN_A_BLOCK(true, text -> "/*\n * Copyright ACME\n *\n-- Do not copy.\n */\n" + text),
    LICENSE_AND_BYTE_ORDER_MARK(true, text -> "\uFEFF/* Copyright ACME */\n" + text),
    BLANKS_AT_LINE_ENDS(true, text -> text.replace("\n", " \t\n")),
    BLANKS_AT_LINE_STARTS(true, text -> "  " + text.replace("\n--", "\n\t--")),
    TABS(true, text -> text.replace("\n  ", "\n\t").replace("\n\n", "\n\n\t")),
    ANOTHER_COMMENT(true, text -> text.replaceFirst("\n", "\n-- Ticket 12: reviewed by Anna\n")),
    A_COMMENT_LIKE_OURS(
        true,
        text -> text.replaceFirst("\n", "\n-- Later: drop table clip\n-- Or: create table x\n")),
    UPPER_CASE(
        true,
        text -> text.replace("create table", "CREATE TABLE").replace("alter table", "ALTER TABLE")),
    UPPER_CASE_COMMENTS(true, text -> text.replace("-- Written by", "--  WRITTEN BY")),
    A_STATEMENT_ABOVE(true, text -> "set lock_timeout 1000;\n\n" + text),
    NO_HEAD(true, text -> text.lines().skip(1).collect(Collectors.joining("\n"))),
    NO_COMMENTS(
        true,
        text -> text.lines().filter(l -> !l.startsWith("--")).collect(Collectors.joining("\n")));

    private final boolean modifies;

    @SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
    private final UnaryOperator<String> edit;

    Edit(boolean modifies, UnaryOperator<String> edit) {
      this.modifies = modifies;
      this.edit = edit;
    }

    /** Without it, nothing but its name says that the script is ours. */
    private boolean removesTheHead() {
      return this == NO_HEAD || this == NO_COMMENTS;
    }
  }

  static final class TwoNames {
    record Before(String clipId, String path) {
      static final FeatureSpec SPEC = FeatureSpec.of("clip").id("clip_id").table("a to b").build();
    }

    record After(String clipId, String path) {
      static final FeatureSpec SPEC =
          FeatureSpec.of("clip").id("clip_id").table("b to c to d").build();
    }

    private TwoNames() {}
  }

  record Song(String songId, String clip) {
    static final FeatureSpec SPEC = FeatureSpec.of("song").id("song_id").build();
  }

  @TempDir Path directory;
  private Project project;

  @BeforeEach
  void generate() {
    project = new Project(directory);
    project.with(AtFirst.Clip.class).generate();
    project.later(60);
  }

  private Path path(String file) {
    return project.path(Project.H2 + "/" + file);
  }

  private void edit(String file, UnaryOperator<String> edit) throws IOException {
    String before = Files.readString(path(file));
    String after = edit.apply(before);
    assertFalse(after.equals(before), after);
    Files.writeString(path(file), after);
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(path(file).getParent());
    Files.writeString(path(file), text);
  }

  /** The script that alters or renames the clips. */
  private String last() throws IOException {
    return project.files().keySet().stream()
        .map(file -> file.replace(Project.H2 + "/", ""))
        .filter(file -> file.endsWith(".sql"))
        .reduce((one, other) -> other)
        .orElseThrow();
  }

  private Set<String> names() throws IOException {
    return project.files().keySet();
  }

  private void record(Class<?> feature) {
    project.with(feature, o -> o.current(CurrentSource.SCRIPTS)).generate();
  }

  private void refused(Class<?> feature, String sentence) throws IOException {
    Map<String, String> before = project.files();
    Migrations migrations = project.with(feature);
    assertEquals(
        sentence, assertThrows(MigrationException.class, migrations::generate).getMessage());
    assertEquals("broken: " + sentence, migrations.check().summary());
    assertEquals(before, project.files());
  }

  /** The snapshot lists the scripts, and nothing is left to do. */
  private void isRecorded(Class<?> feature, String snapshot, String... scripts) throws IOException {
    String text = project.files().get(Project.H2 + "/metaxy/" + snapshot);
    for (String script : scripts) {
      assertTrue(text.contains("\"" + script + "\""), text);
    }
    assertEquals(List.of(), project.with(feature).generate().files());
    DriftReport drift = project.with(feature).drift();
    assertTrue(drift.isClean(), drift.text());
  }

  private static String unlisted(String script) {
    return "Cannot find script "
        + script
        + " in any snapshot, so its changes would be written again; restore the snapshot that"
        + " lists it from version control, or rewrite the snapshots from the scripts: run"
        + " generate with -Dmetaxy.current=scripts";
  }

  private static String created(String script) {
    return "Cannot write a script that creates table clip: script "
        + script
        + " already does, and no snapshot contains the table; restore the snapshot from version"
        + " control, or rewrite the snapshots from the scripts: run generate with"
        + " -Dmetaxy.current=scripts";
  }

  /** Whether Flyway refuses the script as edited after a database has run it. */
  private boolean flywayRefuses(Edit edit) throws IOException, SQLException {
    String url = "jdbc:h2:mem:" + directory.getFileName();
    try (Connection kept = DriverManager.getConnection(url)) {
      Flyway flyway =
          Flyway.configure().dataSource(url, null, null).locations("filesystem:" + path("")).load();
      flyway.migrate();
      edit(FIRST, edit.edit);
      assertTrue(kept.isValid(1));
      return !flyway.validateWithResult().validationSuccessful;
    }
  }

  @ParameterizedTest
  @EnumSource
  void isModifiedWhenFlywaySaysSo(Edit edit) throws IOException, SQLException {
    assertEquals(edit.modifies, flywayRefuses(edit));
    if (edit.modifies) {
      refused(
          AtFirst.Clip.class,
          "Cannot trust script "
              + FIRST
              + ", which was changed after it was written; restore it from version control, or,"
              + " if no database has run it yet, update the snapshot: run generate with"
              + " -Dmetaxy.current=scripts");
      record(AtFirst.Clip.class);
    }
    isRecorded(AtFirst.Clip.class, "clip.json", FIRST);
  }

  @ParameterizedTest
  @EnumSource
  void isModifiedWhateverItsVersionIs(Edit edit) throws IOException {
    String higher = "V20260301000000__metaxy_create_clip.sql";
    edit(FIRST, edit.edit);
    Files.move(path(FIRST), path(higher));

    if (edit.modifies) {
      refused(
          AtFirst.Clip.class,
          "Cannot find script "
              + FIRST
              + ", which created the table of clip; restore it from version control");
      record(AtFirst.Clip.class);
    } else {
      project.with(AtFirst.Clip.class).generate();
    }
    isRecorded(AtFirst.Clip.class, "clip.json", higher);
  }

  @ParameterizedTest
  @EnumSource
  void isNotWrittenAgainWithoutItsSnapshot(Edit edit) throws IOException {
    edit(FIRST, edit.edit);
    Files.delete(path(SNAPSHOT));

    refused(AtFirst.Clip.class, edit.removesTheHead() ? created(FIRST) : unlisted(FIRST));
    record(AtFirst.Clip.class);

    assertEquals(Set.of(Project.H2 + "/" + FIRST, Project.H2 + "/" + SNAPSHOT), names());
    isRecorded(AtFirst.Clip.class, "clip.json", FIRST);
  }

  @ParameterizedTest
  @EnumSource
  void isNotWrittenAgainWhenTheSnapshotOfTheOtherBranchWins(Edit edit) throws IOException {
    String before = Files.readString(path(SNAPSHOT));
    project.with(WithSeconds.Clip.class).generate();
    String alter = last();
    edit(alter, edit.edit);
    write(SNAPSHOT, before);

    refused(WithSeconds.Clip.class, unlisted(alter));
    record(WithSeconds.Clip.class);

    isRecorded(WithSeconds.Clip.class, "clip.json", FIRST, alter);
  }

  @ParameterizedTest
  @EnumSource
  void isNotWhatTheUserRenamed(Edit edit) throws IOException {
    project.with(Renamed.Film.class).generate();
    String rename = last();
    edit(rename, edit.edit);
    Files.delete(path("metaxy/film.json"));

    record(Renamed.Film.class);

    isRecorded(Renamed.Film.class, "film.json", FIRST, rename);
  }

  @Test
  void isRecognizedThoughItsRenameIsWrapped() throws IOException {
    project.with(Renamed.Film.class).generate();
    String rename = last();
    edit(
        rename, text -> text.replace("rename table clip to film", "rename table clip to\n-- film"));

    record(Renamed.Film.class);

    isRecorded(Renamed.Film.class, "film.json", FIRST, rename);
  }

  @Nested
  class UnderAnotherName {

    private static final String OTHER = "V20260131235958__clips.sql";

    @Test
    void isNotWrittenAgain() throws IOException {
      Files.move(path(FIRST), path(OTHER));
      Files.delete(path(SNAPSHOT));

      refused(AtFirst.Clip.class, unlisted(OTHER));
      record(AtFirst.Clip.class);

      isRecorded(AtFirst.Clip.class, "clip.json", OTHER);
    }

    @Test
    void isNotWrittenAgainThoughItIsLikeOneOfOurs() throws IOException {
      String other = "V20260131235958__metaxy_create_clips.sql";
      Files.move(path(FIRST), path(other));
      Files.delete(path(SNAPSHOT));

      refused(AtFirst.Clip.class, unlisted(other));
      record(AtFirst.Clip.class);

      isRecorded(AtFirst.Clip.class, "clip.json", other);
    }

    @Test
    void keepsItsTable() throws IOException {
      project.with(WithSeconds.Clip.class).generate();
      String alter = last();
      Files.move(path(alter), path("V20260301000000__seconds.sql"));
      project.with(Renamed.Film.class, o -> o.allow(Set.of("drop-column"))).generate();
      String rename = last();
      Files.move(path(rename), path("V20260401000000__films.sql"));

      record(Renamed.Film.class);

      isRecorded(
          Renamed.Film.class,
          "film.json",
          FIRST,
          "V20260301000000__seconds.sql",
          "V20260401000000__films.sql");
    }

    @Test
    void andDropsItsTable() throws IOException {
      project.with(Song.class, o -> o.dropFeatures(Set.of("clip"))).generate();
      String drop =
          names().stream().filter(n -> n.endsWith("_drop_clip.sql")).findFirst().orElseThrow();
      Files.move(project.path(drop), path("V20260301000000__no_clips.sql"));

      assertEquals(Status.CLEAN, project.with(Song.class).check().status());
    }

    @Test
    void isOneOfSeveralInOneFile() throws IOException {
      project.with(WithSeconds.Clip.class).generate();
      String alter = last();
      String both = "V20260201000059__until_february.sql";
      write(both, Files.readString(path(FIRST)) + "\n" + Files.readString(path(alter)));
      Files.delete(path(FIRST));
      Files.delete(path(alter));
      Files.delete(path(SNAPSHOT));

      refused(WithSeconds.Clip.class, unlisted(both));
      record(WithSeconds.Clip.class);

      isRecorded(WithSeconds.Clip.class, "clip.json", both);
    }

    @Test
    void isInAFolderOfItsYear() throws IOException {
      Files.createDirectories(path("2026"));
      Files.move(path(FIRST), path("2026/" + FIRST));
      isRecorded(AtFirst.Clip.class, "clip.json", FIRST);
      Files.delete(path(SNAPSHOT));

      refused(AtFirst.Clip.class, unlisted(FIRST));
      record(AtFirst.Clip.class);

      isRecorded(AtFirst.Clip.class, "clip.json", FIRST);
    }
  }

  @Nested
  class ASnapshot {

    @Test
    void thatNamesNoScriptsIsRefused() throws IOException {
      Snapshot snapshot = SnapshotJson.read(Files.readString(path(SNAPSHOT)), SNAPSHOT);
      String none =
          SnapshotJson.write(new Snapshot(snapshot.table(), snapshot.featureVersion(), List.of()));

      for (Edit edit : Edit.values()) {
        String text = Files.readString(path(FIRST));
        write(SNAPSHOT, none);
        edit(FIRST, edit.edit);
        refused(AtFirst.Clip.class, unlisted(FIRST));
        record(AtFirst.Clip.class);
        isRecorded(AtFirst.Clip.class, "clip.json", FIRST);
        write(FIRST, text);
      }
    }

    @Test
    void isReadWithAByteOrderMarkAndAnyLineEnds() throws IOException {
      edit(SNAPSHOT, text -> "\uFEFF" + text.replace("\n", "\r\n"));
      String before = Files.readString(path(SNAPSHOT));

      isRecorded(AtFirst.Clip.class, "clip.json", FIRST);
      assertEquals(before, Files.readString(path(SNAPSHOT)));
      project.with(WithSeconds.Clip.class).generate();

      isRecorded(WithSeconds.Clip.class, "clip.json", FIRST, last());
      assertFalse(Files.readString(path(SNAPSHOT)).contains("\r"));
    }
  }

  /** Recorded by an earlier version, whose checksums had the first mark and the last line end. */
  @ParameterizedTest
  @EnumSource(names = {"BYTE_ORDER_MARK", "NO_FINAL_LINE_END", "MORE_FINAL_LINE_ENDS"})
  void hasTheChecksumThatAnEarlierVersionRecorded(Edit edit) throws IOException {
    edit(FIRST, edit.edit);
    String text = Files.readString(path(FIRST));
    Snapshot snapshot = SnapshotJson.read(Files.readString(path(SNAPSHOT)), SNAPSHOT);
    ScriptMark mark = new ScriptMark(FIRST, HashAlgorithm.SHA256.hasher(16).add(text).finish());
    String earlier =
        SnapshotJson.write(
            new Snapshot(snapshot.table(), snapshot.featureVersion(), List.of(mark)));
    write(SNAPSHOT, earlier);

    isRecorded(AtFirst.Clip.class, "clip.json", FIRST);
    assertEquals(earlier, Files.readString(path(SNAPSHOT)));
  }

  @Nested
  class AScriptOfTheUsers {

    @Test
    void dropsNothingInAComment() throws IOException {
      write(
          "V20260201000000__mine.sql",
          """
          -- We shall never drop table clip; nor is it renamed:
          /* alter table "clip" rename to "film"; */
          create table "song" ("song_id" varchar, "clip" varchar default 'drop table clip;');
          """);
      Files.delete(path(SNAPSHOT));

      refused(AtFirst.Clip.class, unlisted(FIRST));
    }

    @Test
    void renamesAColumnNotTheTableOfThatName() throws IOException {
      write(
          "V20260201000000__mine.sql",
          """
          create table "song" ("clip" varchar);
          alter table "song" alter column "clip" rename to "file";
          create table "old clip" ("id" varchar);
          drop table "old clip";
          """);
      Files.delete(path(SNAPSHOT));

      refused(AtFirst.Clip.class, unlisted(FIRST));
    }

    @Test
    void createsTheTableOfAFeature() throws IOException {
      String mine = "V20260131235958__mine.sql";
      String sql = Edit.NO_COMMENTS.edit.apply(Files.readString(path(FIRST)));
      write(mine, sql);
      Files.delete(path(FIRST));
      Files.delete(path(SNAPSHOT));

      refused(AtFirst.Clip.class, created(mine));
      record(AtFirst.Clip.class);
      isRecorded(AtFirst.Clip.class, "clip.json");
    }

    @Test
    void createsItAndDropsItAgain() throws IOException {
      write("V20260131235958__mine.sql", "create table \"clip\" (\"id\" int);\n");
      write("V20260131235959__mine.sql", "drop table if exists \"clip\";\n");
      Files.delete(path(FIRST));
      Files.delete(path(SNAPSHOT));

      project.with(AtFirst.Clip.class).generate();

      isRecorded(AtFirst.Clip.class, "clip.json", last());
    }
  }

  @Nested
  class TablesWhoseNamesContainTo {

    private String create;
    private String rename;

    @BeforeEach
    void rename() throws IOException {
      Files.delete(path(FIRST));
      Files.delete(path(SNAPSHOT));
      project.with(TwoNames.Before.class).generate();
      create = last();
      project.later(60);
      project.with(TwoNames.After.class).generate();
      rename = last();
      assertTrue(
          Files.readString(path(rename))
              .contains("\n-- clip: rename table a to b to b to c to d\n"),
          Files.readString(path(rename)));
    }

    @Test
    void keepTheirScripts() throws IOException {
      Map<String, String> before = project.files();
      Files.delete(path(SNAPSHOT));

      refused(TwoNames.After.class, unlisted(create));
      record(TwoNames.After.class);

      assertEquals(before, project.files());
    }

    @Test
    void keepThoseOfAnEarlierVersion() throws IOException {
      for (String script : List.of(create, rename)) {
        edit(
            script,
            text ->
                text.replaceFirst(
                    ".*",
                    "-- Written by metaxy-jooq from the feature specs; once a database has run it,"
                        + " change it no more."));
      }

      record(TwoNames.After.class);

      isRecorded(TwoNames.After.class, "clip.json", create, rename);
    }

    @Test
    void keepThoseThatTheUserRenames() throws IOException {
      Files.move(path(rename), path("V20260401000000__mine.sql"));

      record(TwoNames.After.class);

      isRecorded(TwoNames.After.class, "clip.json", create, "V20260401000000__mine.sql");
    }
  }
}
