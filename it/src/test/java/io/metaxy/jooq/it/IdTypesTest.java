package io.metaxy.jooq.it;

import static io.metaxy.jooq.it.db.tables.Moment.MOMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.MomentRecord;
import io.metaxy.jooq.it.features.Moment.Note;
import io.metaxy.jooq.it.features.Shot.Mood;
import io.metaxy.jooq.store.InvalidRowException;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.store.Sample;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ids of every type are the same ids when they come back, whatever the time zone of the JVM. */
class IdTypesTest {

  private final TimeZone zone = TimeZone.getDefault();
  private TestDatabase database;
  private MetadataStore store;

  @BeforeEach
  void open() throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    database = TestDatabase.with(MOMENT);
    store = MetadataStore.of(database.dsl(), Features.GRAPH);
  }

  @AfterEach
  void close() throws Exception {
    TimeZone.setDefault(zone);
    database.close();
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
        .setInstant(Instant.parse("2026-03-29T00:59:59.999999Z"))
        .setOffset(OffsetDateTime.parse("2026-03-29T02:30:00.000001+02:00"))
        .setMood(Mood.CALM)
        .setWeight(new BigDecimal("1.75"))
        .setNote(new Note(Instant.EPOCH, LocalDate.EPOCH, Optional.of("Zoë")))
        .setMetaxyProvenanceByField(Map.of("default", "v1"));
  }

  @Test
  void whatWasWrittenIsFresh() {
    List<MomentRecord> moments =
        List.of(
            moment(),
            moment().setDay(LocalDate.of(1500, 2, 28)),
            moment().setAmount(new BigDecimal("2.51")),
            moment().setWall(LocalDateTime.of(1582, 10, 10, 0, 0)),
            moment().setInstant(Instant.parse("1890-01-01T00:00:00.000001Z")));
    assertEquals(5, store.resolve(MOMENT, moments).pending(Sample::record));
    assertEquals("new 0, stale 0, orphaned 0", store.resolve(MOMENT, moments).counts().toString());
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

  @Test
  void idsThatAreEqualInTheDatabaseAreOneId() {
    List<MomentRecord> moments =
        List.of(
            moment(),
            moment()
                .setAmount(new BigDecimal("2.5"))
                .setOffset(OffsetDateTime.parse("2026-03-29T00:30:00.000001Z")));
    InvalidRowException refused =
        assertThrows(InvalidRowException.class, () -> store.write(MOMENT, moments));
    assertEquals(
        "row 1 has the same id; give every id once in one call",
        refused.getMessage().substring(refused.getMessage().indexOf("): ") + 3));
  }
}
