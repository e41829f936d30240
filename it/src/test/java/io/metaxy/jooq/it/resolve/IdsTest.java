package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.tables.Moment.MOMENT;
import static io.metaxy.jooq.it.db.tables.MomentMark.MOMENT_MARK;
import static io.metaxy.jooq.it.db.tables.MoodTally.MOOD_TALLY;
import static io.metaxy.jooq.it.resolve.Shots.md5;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.increment.BrokenSample;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.MomentMarkRecord;
import io.metaxy.jooq.it.db.tables.records.MomentRecord;
import io.metaxy.jooq.it.db.tables.records.MoodTallyRecord;
import io.metaxy.jooq.it.features.Moment.Note;
import io.metaxy.jooq.it.features.MomentMark;
import io.metaxy.jooq.it.features.Shot.Mood;
import io.metaxy.jooq.store.MetadataStore;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Ids of every type survive a round trip, regardless of the time zone of the JVM. */
@Isolated("sets the time zone of the JVM")
class IdsTest extends ByEveryEngine {

  private final TimeZone zone = TimeZone.getDefault();

  IdsTest() {
    super(Features.GRAPH, MOMENT, MOMENT_MARK, MOOD_TALLY);
  }

  @BeforeEach
  void inBerlin() {
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
  }

  @AfterEach
  void atHome() {
    TimeZone.setDefault(zone);
  }

  private static MomentRecord moment() {
    return new MomentRecord()
        .setFlag(true)
        .setTiny((byte) -1)
        .setSmall((short) 300)
        .setBig(1L << 60)
        .setRatio(0.1)
        .setAmount(new BigDecimal("2.50"))
        .setDay(LocalDate.of(2026, 3, 29))
        .setWall(LocalDateTime.of(2026, 3, 29, 2, 30))
        .setClock(LocalTime.parse("23:59:59.999999"))
        .setInstant(Instant.parse("2026-03-28T23:59:59.999999Z"))
        .setOffset(OffsetDateTime.parse("2026-03-28T02:30:00.000001+02:00"))
        .setMood(Mood.CALM)
        .setWeight(new BigDecimal("1.75"))
        .setNote(new Note(Instant.EPOCH, LocalDate.EPOCH, Optional.of("Zoë")))
        .setMetaxyProvenanceByField(Map.of("default", "v1"));
  }

  /** Each row differs from the first in one id. */
  private static List<MomentRecord> moments() {
    return List.of(
        moment(),
        moment().setFlag(false),
        moment().setTiny((byte) 7),
        moment().setSmall((short) -300),
        moment().setBig(-1L),
        moment().setRatio(0.2),
        moment().setDay(LocalDate.of(1500, 2, 28)),
        moment().setAmount(new BigDecimal("2.51")),
        moment().setWall(LocalDateTime.of(1582, 10, 10, 0, 0)),
        moment().setClock(LocalTime.parse("23:59:59.999998")),
        moment().setInstant(Instant.parse("1890-01-01T00:00:00.000001Z")),
        moment().setOffset(OffsetDateTime.parse("2026-03-28T02:30:00.000002+02:00")),
        moment().setMood(Mood.TENSE));
  }

  @Test
  void whatWasWrittenIsFresh() {
    assertEquals(13, store.resolve(MOMENT, moments()).pending(Sample::record));
    assertEquals(
        "new 0, stale 0, orphaned 0, pending 0",
        store.resolve(MOMENT, moments()).counts().toString());
    Increment<MomentRecord> increment = store.resolve(MOMENT, moments().subList(1, 13));
    assertEquals(1, increment.orphaned().fetch().size());
    assertEquals(Mood.CALM, increment.orphaned().fetch().get(0).getMood());
  }

  /** Some databases would round up, even 23:59:59.9999999 to the next day. */
  @Test
  void whatIsFinerThanAMicrosecondIsCutOff() {
    List<MomentRecord> fine =
        List.of(
            moment().setInstant(Instant.parse("2026-03-28T23:59:59.999999901Z")),
            moment().setWall(LocalDateTime.parse("2026-03-29T04:05:06.000001789")),
            moment().setClock(LocalTime.parse("23:59:59.999998999")),
            moment().setOffset(OffsetDateTime.parse("2026-03-28T02:30:00.000002500+02:00")));
    assertEquals(
        "new 4, stale 0, orphaned 0, pending 4", store.resolve(MOMENT, fine).counts().toString());
    assertEquals(4, store.resolve(MOMENT, fine).pending(Sample::record));
    assertEquals(
        "new 0, stale 0, orphaned 0, pending 0", store.resolve(MOMENT, fine).counts().toString());
    assertEquals(
        Set.of(Instant.parse("2026-03-28T23:59:59.999999Z")),
        store.read(MOMENT).fetch().intoSet(MOMENT.INSTANT));
    assertEquals(
        4, store.resolve(MOMENT, r -> r.samples(fine).whereText("big > 0")).counts().expected());
    var increment = store.resolve(MOMENT, r -> r.samples(fine).skipComparison());
    assertEquals(
        4,
        dsl.fetchCount(
            DSL.select(MOMENT.INSTANT, MOMENT.WALL, MOMENT.CLOCK, MOMENT.OFFSET)
                .from(increment.newSamples().asTable())
                .intersect(
                    DSL.select(MOMENT.INSTANT, MOMENT.WALL, MOMENT.CLOCK, MOMENT.OFFSET)
                        .from(MOMENT))));
    assertEquals(0, increment.pendingMany(sample -> List.of()));
    assertEquals(List.of(), store.read(MOMENT).fetch());
  }

  @Test
  void whatIsMadeFromThemIsFresh() {
    store.write(MOMENT, moments());
    assertEquals(13, store.resolve(MOMENT_MARK).pending(s -> s.record().setMark("x")));
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(MOMENT_MARK));
    store.delete(MOMENT, MOMENT.AMOUNT.eq(new BigDecimal("2.51")));
    store.write(MOMENT, List.of(moment().setMetaxyProvenanceByField(Map.of("default", "v2"))));
    assertEquals("new 0, stale 1, orphaned 1, pending 1", counts(MOMENT_MARK));
    Increment<MomentMarkRecord> increment = store.resolve(MOMENT_MARK);
    assertEquals(new BigDecimal("2.51"), increment.orphaned().fetch().get(0).getAmount());
    Sample<MomentMarkRecord> stale = increment.stale().fetch().get(0);
    MomentMarkRecord record = stale.record();
    assertEquals(1L << 60, record.getLarge());
    assertEquals(moment().getInstant(), record.getMomentAt());
    assertEquals(moment().getOffset().toInstant(), record.getOffset().toInstant());
    assertEquals(Mood.CALM, record.getFeeling());
    MomentRecord moment = stale.from(MOMENT);
    assertEquals(moment().getWall(), moment.getWall());
    assertEquals(moment().getClock(), moment.getClock());
    assertEquals(moment().getNote(), moment.getNote());
    assertEquals(1, dsl.fetchCount(increment.stale().asTable()));
    assertEquals(1, dsl.fetchCount(increment.orphaned().asTable()));
  }

  /** Clocks in Berlin show half past two twice on one day and never on another. */
  @Nested
  class InTheHourInWhichTheClockIsTurned {

    private static final List<Instant> TURNED =
        Stream.of(
                "2026-03-29T00:30:00Z",
                "2026-03-29T01:30:00Z",
                "2026-10-25T00:30:00.000001Z",
                "2026-10-25T01:30:00Z")
            .map(Instant::parse)
            .toList();

    private static List<MomentRecord> turned() {
      return TURNED.stream()
          .map(
              instant ->
                  moment()
                      .setInstant(instant)
                      .setOffset(instant.atOffset(ZoneOffset.ofHours(-7)))
                      .setMetaxyProvenanceByField(Map.of("default", "v" + instant)))
          .toList();
    }

    private static List<Instant> instants(List<MomentRecord> moments) {
      moments.forEach(m -> assertEquals(m.getInstant(), m.getOffset().toInstant()));
      return moments.stream().map(MomentRecord::getInstant).sorted().toList();
    }

    @Test
    void whatIsMadeOfThemIsFresh() {
      store.write(MOMENT, turned());
      assertEquals(4, store.resolve(MOMENT_MARK).pending(s -> s.record().setMark("x")));
      assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(MOMENT_MARK));
      store.delete(MOMENT, MOMENT.MOOD.eq(Mood.CALM));
      assertEquals("new 0, stale 0, orphaned 4, pending 0", counts(MOMENT_MARK));
      assertEquals(
          TURNED,
          store.resolve(MOMENT_MARK).orphaned().fetch().stream()
              .map(MomentMarkRecord::getMomentAt)
              .sorted()
              .toList());
    }

    @Test
    void samplesThatWereGivenAreFresh() {
      assertEquals(4, store.resolve(MOMENT, turned()).pending(Sample::record));
      assertEquals(
          "new 0, stale 0, orphaned 0, pending 0",
          store.resolve(MOMENT, turned()).counts().toString());
      Increment<MomentRecord> increment = store.resolve(MOMENT, turned().subList(3, 4));
      assertEquals(TURNED.subList(0, 3), instants(increment.orphaned().fetch()));
      assertEquals(
          TURNED.subList(0, 3),
          dsl.select(MOMENT.INSTANT)
              .from(increment.orphaned().asTable())
              .orderBy(MOMENT.INSTANT)
              .fetch(MOMENT.INSTANT));
    }

    @Test
    void samplesAndTheirInputsHaveThem() {
      store.write(MOMENT, turned());
      Increment<MomentMarkRecord> increment = store.resolve(MOMENT_MARK);
      List<Sample<MomentMarkRecord>> samples = increment.newSamples().fetch();
      assertEquals(TURNED, samples.stream().map(s -> s.record().getMomentAt()).toList());
      assertEquals(TURNED, instants(samples.stream().map(s -> s.from(MOMENT)).toList()));
      assertEquals(
          TURNED,
          dsl.select(MOMENT_MARK.MOMENT_AT)
              .from(increment.newSamples().asTable())
              .orderBy(MOMENT_MARK.MOMENT_AT)
              .fetch(MOMENT_MARK.MOMENT_AT));
      assertEquals(
          TURNED, instants(store.resolve(MOOD_TALLY).newSamples().fetch().get(0).each(MOMENT)));
    }

    @Test
    void aReadHasThem() {
      for (Instant now : TURNED) {
        MetadataStore then = store.withClock(Clock.fixed(now, ZoneOffset.UTC));
        then.write(MOMENT, List.of(turned().get(TURNED.indexOf(now))));
      }
      assertEquals(TURNED, instants(store.read(MOMENT).fetch()));
      assertEquals(TURNED, instants(dsl.selectFrom(MOMENT).fetch()));
      assertEquals(
          TURNED,
          dsl.select(MOMENT.METAXY_UPDATED_AT)
              .from(store.current(MOMENT))
              .where(MOMENT.INSTANT.in(TURNED))
              .orderBy(MOMENT.INSTANT)
              .fetch(MOMENT.METAXY_UPDATED_AT));
      Instant end = TURNED.get(3).plusSeconds(1);
      store.withClock(Clock.fixed(end, ZoneOffset.UTC)).delete(MOMENT, DSL.trueCondition());
      assertEquals(
          Set.of(end),
          store.read(MOMENT).includingDeleted().fetch().intoSet(MOMENT.METAXY_DELETED_AT));
    }
  }

  /** DuckDB's driver reads a null double as NaN, which would be a valid id. */
  @Test
  void nullIsNoIdOfAnyType() throws Exception {
    try (TestDatabase own = fixture.open()) {
      own.create(fixture.form().asThePeerMakesIt(), MOMENT);
      own.create(fixture.form().asThePeerMakesIt(), MOMENT_MARK);
      MetadataStore in = storeOf(own.dsl(), Features.GRAPH);
      for (String id : MomentMark.SPEC.idColumns()) {
        String column =
            Map.of("large", "big", "moment_at", "instant", "feeling", "mood").getOrDefault(id, id);
        own.dsl().deleteFrom(MOMENT).execute();
        in.write(MOMENT, List.of(moment()));
        own.execute("update \"moment\" set \"" + column + "\" = null");
        List<BrokenSample> broken = in.resolve(MOMENT_MARK).broken();
        assertEquals(List.of(id), broken.stream().map(BrokenSample::missing).toList());
        assertNull(broken.get(0).ids().get(id));
        assertEquals(
            "new 0, stale 0, orphaned 0, broken 1, pending 0",
            in.resolve(MOMENT_MARK, r -> r.leaveOutBroken()).counts().toString());
      }
    }
  }

  @Test
  void everyValueComesBackAsItWas() {
    store.write(MOMENT, List.of(moment().setDay(LocalDate.of(1500, 2, 28))));
    MomentRecord read = store.read(MOMENT).fetch().get(0);
    assertEquals(LocalDate.of(1500, 2, 28), read.getDay());
    assertEquals(LocalDateTime.of(2026, 3, 29, 2, 30), read.getWall());
    assertEquals(LocalTime.parse("23:59:59.999999"), read.getClock());
    assertEquals(0, new BigDecimal("1.75").compareTo(read.getWeight()));
    assertEquals(new Note(Instant.EPOCH, LocalDate.EPOCH, Optional.of("Zoë")), read.getNote());
  }

  /** Ordered by flag, then tiny, then small, …, each by value. */
  @Test
  void aGroupIsInTheOrderOfItsIds() {
    List<MomentRecord> ordered =
        List.of(
            moment().setFlag(false).setTiny((byte) 9),
            moment().setTiny((byte) -2),
            moment().setTiny((byte) 9).setSmall((short) -10),
            moment().setTiny((byte) 9).setSmall((short) 9),
            moment().setTiny((byte) 10).setBig(2L),
            moment().setTiny((byte) 10).setBig(10L).setRatio(-0.5),
            moment().setTiny((byte) 10).setBig(10L).setAmount(new BigDecimal("9.00")),
            moment().setTiny((byte) 10).setBig(10L).setAmount(new BigDecimal("10.00")),
            moment().setTiny((byte) 11).setDay(LocalDate.of(999, 1, 1)),
            moment().setTiny((byte) 11).setWall(LocalDateTime.of(2026, 3, 29, 1, 59)),
            moment().setTiny((byte) 11).setClock(LocalTime.parse("04:00:00")),
            moment().setTiny((byte) 11).setInstant(Instant.parse("1999-12-31T23:59:59Z")),
            moment()
                .setTiny((byte) 11)
                .setOffset(OffsetDateTime.parse("2026-03-28T03:30:00+04:00")));
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < ordered.size(); i++) {
      ordered.get(i).setMetaxyProvenanceByField(Map.of("default", "v" + i));
      joined.append(i == 0 ? "" : "|").append("v").append(i);
    }
    // Written in reverse order.
    for (int i = ordered.size() - 1; i >= 0; i--) {
      store.write(MOMENT, List.of(ordered.get(i)));
    }
    Sample<MoodTallyRecord> sample = store.resolve(MOOD_TALLY).newSamples().fetch().get(0);
    String version = md5(joined.toString());
    assertEquals(
        Map.of("default", md5("default|__metaxy_initial__|moment.default|" + version)),
        sample.provenanceByField());
    assertEquals(13, sample.each(MOMENT).size());
    assertEquals(Mood.CALM, sample.record().getMood());
  }

  @Test
  void idsThatAreEqualInTheDatabaseAreOneId() {
    List<MomentRecord> moments =
        List.of(
            moment(),
            moment()
                .setAmount(new BigDecimal("2.5"))
                .setOffset(OffsetDateTime.parse("2026-03-28T00:30:00.000001Z")));
    String says = refused(InvalidRowException.class, () -> store.write(MOMENT, moments));
    assertEquals(
        "row 1 has the same id; pass every id only once per call",
        says.substring(says.indexOf("): ") + 3));
  }
}
