package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.metaxy.jooq.it.database.OnEveryDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.features.Shot.Box;
import io.metaxy.jooq.table.Fingerprint;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A row has the same fingerprint before it is written and after it is read. */
class RowFingerprintsTest extends OnEveryDatabase {

  RowFingerprintsTest() {
    super(Features.GRAPH, SHOT);
  }

  private ShotRecord stored(ShotRecord row) {
    store.write(SHOT, List.of(row));
    return store.read(SHOT).where(SHOT.TAKE.eq(row.getTake())).fetch().get(0);
  }

  @Test
  void ofEveryType() {
    ShotRecord full =
        shot(1, "p1", "s1")
            .setColor(true)
            .setGain(0.1f)
            .setSeconds(-0.0)
            .setCost(new BigDecimal("12.5"))
            .setThumbnail(new byte[] {0, -1, 7})
            .setShotAt(Instant.parse("2026-01-02T03:04:05.678901234Z"))
            .setScannedAt(OffsetDateTime.parse("2026-01-02T03:04:05.5+02:00"))
            .setCounts(Map.of("faces", 2, "dogs", 1))
            .setBox(new Box(3, 4))
            .setOperatorName("ü \"quoted\" \uD83D\uDE00");
    String before = Fingerprint.ofRow(full);

    assertEquals(before, Fingerprint.ofRow(stored(full)));
  }

  @Test
  void ofNulls() {
    ShotRecord row = shot(2, "p1", "s1");
    assertEquals(Fingerprint.ofRow(row), Fingerprint.ofRow(stored(row)));
  }

  @Test
  void isOfTheUsersColumnsOnly() {
    String first = Fingerprint.ofRow(shot(3, "p1", "s1"));

    assertEquals(first, Fingerprint.ofRow(shot(3, "p2", "s2").setDataVersion("sound", "own")));
    assertNotEquals(first, Fingerprint.ofRow(shot(3, "p1", "s1").setPath("/other")));
  }

  @Test
  void ofSomeColumnsIsThatOfTheirNamesAndValues() {
    ShotRecord row = shot(4, "p1", "s1");
    String expected = Fingerprint.ofRow(Map.of("path", "/shots/4", "seconds", 10.0));

    assertEquals(expected, Fingerprint.ofRow(row.into(SHOT.PATH, SHOT.SECONDS)));
    assertEquals(expected, Fingerprint.ofRow(stored(row).into(SHOT.SECONDS, SHOT.PATH)));
  }

  @Test
  void aFieldWhoseKeyHasPartsHasADataVersion() {
    ShotRecord row = stored(shot(5, "p1", "s1").setDataVersion("picture/raw", "own"));

    assertEquals(Map.of("picture_raw", "own", "sound", "s1"), row.dataVersionByField());
    assertEquals("own", row.dataVersion("picture/raw"));
  }
}
