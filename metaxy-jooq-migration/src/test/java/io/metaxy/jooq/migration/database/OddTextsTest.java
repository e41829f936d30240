package io.metaxy.jooq.migration.database;

import static io.metaxy.jooq.migration.fixture.SpecSet.commented;
import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.fixture.Evolution;
import io.metaxy.jooq.migration.fixture.SpecSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names, comments and lengths of specs that a script or a database could misread. */
class OddTextsTest {

  private static final SpecSet CLIP = SpecSet.of(feature("clip", text("id")));

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void aNameOfTwoLinesEndsNoComment(MigrationDatabase kind) throws Exception {
    try (Evolution evolution = new Evolution(kind)) {
      evolution.to(CLIP, Renames.NONE);
      evolution.insert("clip", List.of("id"), "'1'");

      for (String end : List.of("\n", "\r", "\r\n")) {
        String name = "a" + end + "delete from clip; --";
        evolution.to(SpecSet.of(feature("clip", text("id"), text(name + "?"))), Renames.NONE);
        assertEquals(List.of("[1, null]"), evolution.rows("clip", "id", name));
        evolution.to(CLIP, Renames.NONE, "drop-column:clip." + name);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void anEmptyCommentIsNone(MigrationDatabase kind) throws Exception {
    try (Evolution evolution = new Evolution(kind)) {
      evolution.to(
          SpecSet.of(feature("clip", text("id"), commented(text("path?"), ""))), Renames.NONE);
    }
  }

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void aLimitOfAMillionIsNone(MigrationDatabase kind) throws Exception {
    for (int length : List.of(999_999, 1_000_000, 2_000_000, Integer.MAX_VALUE)) {
      try (Evolution evolution = new Evolution(kind)) {
        evolution.to(SpecSet.of(feature("clip", text("id"), text("path?", length))), Renames.NONE);
      }
    }
  }
}
