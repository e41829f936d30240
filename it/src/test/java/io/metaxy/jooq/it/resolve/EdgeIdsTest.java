package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.Tables.MOMENT;
import static io.metaxy.jooq.it.db.Tables.MOMENT_MARK;
import static io.metaxy.jooq.it.db.Tables.SHOT;
import static io.metaxy.jooq.it.db.Tables.SHOT_GRADE;
import static io.metaxy.jooq.it.db.Tables.SHOT_NOTE_2;
import static io.metaxy.jooq.it.db.Tables.SPEAKER_SUMMARY;
import static io.metaxy.jooq.it.db.Tables.UTTERANCE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.MomentRecord;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.db.tables.records.UtteranceRecord;
import io.metaxy.jooq.it.features.Moment.Note;
import io.metaxy.jooq.it.features.Shot.Mood;
import io.metaxy.jooq.value.TimeLimits;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Edge values of ids are new once, and up to date after they are written. */
class EdgeIdsTest extends ByEveryEngine {

  private static final String UP_TO_DATE = "new 0, stale 0, orphaned 0, pending 0";

  EdgeIdsTest() {
    super(
        Features.GRAPH,
        MOMENT,
        MOMENT_MARK,
        SHOT,
        SHOT_NOTE_2,
        SHOT_GRADE,
        UTTERANCE,
        SPEAKER_SUMMARY);
  }

  private static MomentRecord moment(LocalDateTime time) {
    return new MomentRecord()
        .setFlag(true)
        .setTiny((byte) 0)
        .setSmall((short) 0)
        .setBig(0L)
        .setRatio(-0.0)
        .setAmount(new BigDecimal("1E+3"))
        .setDay(time.toLocalDate())
        .setWall(time)
        .setClock(time.toLocalTime())
        .setInstant(time.toInstant(ZoneOffset.UTC))
        .setOffset(time.atOffset(ZoneOffset.UTC))
        .setMood(Mood.CALM)
        .setWeight(BigDecimal.ONE)
        .setNote(new Note(Instant.EPOCH, LocalDate.EPOCH, Optional.empty()))
        .setMetaxyProvenanceByField(Map.of("default", "v" + time));
  }

  private List<MomentRecord> moments() {
    TimeLimits times = Dialects.of(fixture.dialect()).capabilities().times();
    List<MomentRecord> moments = new ArrayList<>();
    moments.add(moment(times.first()));
    moments.add(moment(times.last()));
    for (String day :
        List.of("-0044-03-15", "-0004-02-29", "0000-02-29", "0001-01-01", "+10000-01-01")) {
      LocalDateTime time = LocalDate.parse(day).atTime(LocalTime.of(23, 59, 59, 999_999_000));
      if (times.exceeded(time).isEmpty()) {
        moments.add(moment(time));
      }
    }
    LocalDateTime noon = LocalDateTime.parse("2024-02-29T12:00:00.123456789");
    moments.add(moment(noon).setTiny(Byte.MIN_VALUE).setSmall(Short.MAX_VALUE));
    moments.add(moment(noon).setBig(Long.MIN_VALUE).setRatio(Double.MAX_VALUE));
    moments.add(moment(noon).setBig(Long.MAX_VALUE).setRatio(Double.MIN_VALUE));
    moments.add(moment(noon).setAmount(new BigDecimal("-9999999999.99")));
    return moments;
  }

  private void assertMomentsOnce(List<MomentRecord> moments) {
    int count = moments.size();
    assertEquals(count, store.resolve(MOMENT, moments).pending(Sample::record));
    assertEquals(UP_TO_DATE, store.resolve(MOMENT, moments).counts().toString());
    Set<LocalDateTime> walls = new HashSet<>();
    assertEquals(
        count,
        store
            .resolve(MOMENT_MARK)
            .pending(
                sample -> {
                  walls.add(sample.from(MOMENT).getWall());
                  return sample.record().setMark("x");
                }));
    assertEquals(UP_TO_DATE, counts(MOMENT_MARK));
    assertEquals(walls, store.read(MOMENT_MARK).fetch().intoSet(MOMENT_MARK.WALL));
    assertEquals(
        count, dsl.fetchCount(store.resolve(MOMENT, List.of()).orphaned().asTable()), "orphans");
    store.delete(MOMENT, MOMENT.FLAG.isTrue());
    assertEquals(count, store.resolve(MOMENT_MARK).orphaned().fetch().size());
    emptyTables();
  }

  @Test
  void timesAndNumbers() {
    assertMomentsOnce(moments());
    moments().forEach(moment -> assertMomentsOnce(List.of(moment)));
  }

  @Test
  void timesAndNumbersAmongMany() {
    List<MomentRecord> many = moments();
    for (int i = 0; i < 100; i++) {
      many.add(moment(LocalDateTime.of(1 + i * 90, 3, 1, 0, 0)).setSmall((short) i));
    }
    assertMomentsOnce(many);
  }

  @Test
  void texts() {
    List<UtteranceRecord> utterances = new ArrayList<>();
    Set<String> speakers = new HashSet<>();
    for (String text : EdgeValues.TEXTS) {
      speakers.add(text);
      utterances.add(
          new UtteranceRecord()
              .setRecording(text)
              .setNumber(utterances.size() % 2)
              .setSpeaker(text)
              .setSeconds(1.0)
              .setWords(text)
              .setMetaxyProvenanceByField(Map.of("audio", text, "words", text)));
    }
    for (List<UtteranceRecord> some : List.of(utterances.subList(0, 10), utterances)) {
      assertEquals(some.size(), store.resolve(UTTERANCE, some).pending(Sample::record));
      assertEquals(UP_TO_DATE, store.resolve(UTTERANCE, some).counts().toString());
      emptyTables();
    }
    store.write(UTTERANCE, utterances);
    Set<String> found = new HashSet<>();
    store
        .resolve(SPEAKER_SUMMARY)
        .pending(
            sample -> {
              found.add(sample.record().getSpeakerId());
              return sample.record().setUtterances(1).setText("");
            });
    assertEquals(speakers, found);
    assertEquals(UP_TO_DATE, counts(SPEAKER_SUMMARY));
  }

  @Test
  void identifiers() {
    List<ShotRecord> shots = new ArrayList<>();
    for (UUID id : List.of(new UUID(0, 0), new UUID(-1, -1), new UUID(0, Long.MIN_VALUE))) {
      shots.add(Shots.shot(Integer.MIN_VALUE, "p", "s").setShotId(id));
      shots.add(Shots.shot(Integer.MAX_VALUE, "p", "s").setShotId(id));
    }
    assertEquals(6, store.resolve(SHOT, shots).pending(Sample::record));
    assertEquals(UP_TO_DATE, store.resolve(SHOT, shots).counts().toString());
    assertEquals(6, store.resolve(SHOT_GRADE).pending(Shots::grade));
    assertEquals(UP_TO_DATE, counts(SHOT_GRADE));
  }
}
