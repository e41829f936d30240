package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.Tables.MOMENT;
import static io.metaxy.jooq.it.db.Tables.MOMENT_MARK;
import static io.metaxy.jooq.it.db.Tables.MOOD_TALLY;
import static io.metaxy.jooq.it.db.Tables.SHOT;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.MomentRecord;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.features.Moment.Note;
import io.metaxy.jooq.it.features.Shot.Mood;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTable;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jooq.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Columns with an enum type of the database, and texts that the database compares differently. */
class TextTypesTest extends ByEveryEngine {

  private TestDatabase own;
  private MetadataStore in;

  TextTypesTest() {
    super(Features.GRAPH);
  }

  @BeforeEach
  void anEmptyDatabase() throws Exception {
    own = fixture.open();
    for (FeatureTable<?> table : List.of(SHOT, MOMENT, MOMENT_MARK, MOOD_TALLY)) {
      own.create(fixture.form().asThePeerMakesIt(), table);
    }
    in = storeOf(own.dsl(), Features.GRAPH);
  }

  @AfterEach
  void close() throws Exception {
    own.close();
  }

  private void retype(Table<?> table, String column, String type) throws SQLException {
    own.execute("alter table \"" + table.getName() + "\" drop column \"" + column + "\"");
    own.execute("alter table \"" + table.getName() + "\" add column \"" + column + "\" " + type);
  }

  private static MomentRecord moment(int i) {
    return new MomentRecord()
        .setFlag(true)
        .setTiny((byte) (i % 100))
        .setSmall((short) i)
        .setBig(1L)
        .setRatio(1.0)
        .setAmount(BigDecimal.ONE)
        .setDay(LocalDate.EPOCH)
        .setWall(LocalDateTime.of(2026, 1, 1, 0, 0))
        .setClock(LocalTime.NOON)
        .setInstant(Instant.EPOCH)
        .setOffset(OffsetDateTime.parse("2026-01-01T00:00:00Z"))
        .setMood(i % 2 == 0 ? Mood.CALM : Mood.TENSE)
        .setWeight(BigDecimal.ONE)
        .setNote(new Note(Instant.EPOCH, LocalDate.EPOCH, Optional.empty()))
        .setMetaxyProvenanceByField(Map.of("default", "v" + i));
  }

  private static List<MomentRecord> moments(int count) {
    return IntStream.range(0, count).mapToObj(TextTypesTest::moment).toList();
  }

  /** The enum of the database has another order than its names. */
  @Test
  void anEnumOfTheDatabaseIsWrittenResolvedReadAndDeleted() throws SQLException {
    Optional<String> type = fixture.enumType(own, "TENSE", "CALM");
    if (type.isEmpty()) {
      retype(MOOD_TALLY, "mood", "enum('TENSE', 'CALM')");
      String says = refused(StoreException.class, () -> in.read(MOOD_TALLY));
      assertTrue(says.contains("its column mood is enum('TENSE','CALM')"), says);
      return;
    }
    retype(MOMENT, "mood", type.get());
    retype(MOMENT_MARK, "feeling", type.get());
    String[] hashes = new String[2];
    for (int count : List.of(2, 100)) {
      assertEquals(count, in.resolve(MOMENT, moments(count)).pending(Sample::record));
      assertEquals(
          "new 0, stale 0, orphaned 0, pending 0",
          in.resolve(MOMENT, moments(count)).counts().toString());
      assertEquals(count, in.resolve(MOMENT_MARK).pending(s -> s.record().setMark("x")));
      assertEquals(
          "new 0, stale 0, orphaned 0, pending 0", in.resolve(MOMENT_MARK).counts().toString());
      List<Sample<?>> tallies = List.copyOf(in.resolve(MOOD_TALLY).newSamples().fetch());
      assertEquals(
          List.of(Mood.CALM, Mood.TENSE), tallies.stream().map(t -> t.ids().get("mood")).toList());
      hashes[count / 100] = tallies.toString();
      assertEquals(2, in.resolve(MOOD_TALLY).pending(s -> s.record().setMoments(1)));
      assertEquals(count / 2, in.read(MOMENT).where(MOMENT.MOOD.eq(Mood.CALM)).fetch().size());
      assertEquals(
          count / 2,
          in.resolve(MOMENT_MARK, r -> r.where(MOMENT, MOMENT.MOOD.eq(Mood.CALM)).skipComparison())
              .counts()
              .newSamples());
      assertEquals(count / 2, in.delete(MOMENT, MOMENT.MOOD.eq(Mood.TENSE)));
      assertEquals(
          count / 2 + " " + Mood.TENSE,
          in.resolve(MOMENT_MARK).orphaned().fetch().size()
              + " "
              + in.resolve(MOMENT_MARK).orphaned().fetch().get(0).getFeeling());
      for (Table<?> table : List.of(MOMENT, MOMENT_MARK, MOOD_TALLY)) {
        own.dsl().deleteFrom(table).execute();
      }
    }
    retype(MOMENT, "mood", "varchar(20)");
    MetadataStore plain = storeOf(own.dsl(), Features.GRAPH);
    plain.write(MOMENT, moments(100));
    assertEquals(hashes[1], plain.resolve(MOOD_TALLY).newSamples().fetch().toString());
  }

  @Test
  void aTypeThatTreatsDifferentTextsAsEqualIsRefusedForIds() throws SQLException {
    for (String type : fixture.foldingTexts(own)) {
      retype(MOOD_TALLY, "mood", type);
      String says =
          refused(
              StoreException.class,
              () -> storeOf(own.dsl(), Features.GRAPH).read(MOOD_TALLY).fetch());
      assertTrue(
          says.startsWith(
              "Cannot use table mood__tally of feature mood/tally: its column mood is "),
          says);
      assertTrue(says.contains(" treats different texts as equal"), says);
    }
  }

  @Test
  void suchATypeKeepsTheTextsOfOtherColumns() throws SQLException {
    for (String type : fixture.keptFoldingTexts(own)) {
      retype(SHOT, "path", type);
      MetadataStore store = storeOf(own.dsl(), Features.GRAPH);
      for (int count : List.of(2, 100)) {
        List<ShotRecord> shots =
            IntStream.range(0, count)
                .mapToObj(i -> shot(i, "p" + i, "s").setPath(i % 2 == 0 ? "Path " : "path"))
                .toList();
        store.write(SHOT, shots);
        assertEquals(count / 2, store.read(SHOT).where(SHOT.PATH.eq("Path ")).fetch().size(), type);
        own.dsl().deleteFrom(SHOT).execute();
      }
    }
  }

  @Test
  void aTypeThatPadsTextsIsRefused() throws SQLException {
    for (String type : fixture.paddedTexts()) {
      retype(SHOT, "path", type);
      String says =
          refused(
              StoreException.class, () -> storeOf(own.dsl(), Features.GRAPH).read(SHOT).fetch());
      assertTrue(
          says.matches(
              "Cannot use table shot of feature shot: its column path is (?i:.*char.*) \\(must be text\\);"
                  + " write a migration that changes it, or correct the spec"),
          says);
    }
  }
}
