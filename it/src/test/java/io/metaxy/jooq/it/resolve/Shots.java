package io.metaxy.jooq.it.resolve;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.it.db.tables.records.ShotNote_2Record;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.features.Shot.Mood;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rows of this module's features, and their expected hashes. */
public final class Shots {

  public static final UUID ID = UUID.fromString("7f1c8a52-0c35-4a5c-9b0e-8f0f6c7ad001");

  /** The features; frames have ids of their own, so that they can move to another shot. */
  public static final FeatureGraph FRAMES =
      Features.GRAPH.with(
          Features.GRAPH
              .plan(FeatureKey.of("shot/frame"))
              .definition()
              .withSpec(
                  FeatureSpec.of("shot/frame")
                      .id("frame")
                      .dependsOn("shot", dep -> dep.lineage(Lineage.expansion("shot_id", "take")))
                      .field("picture", f -> f.from("shot", "picture/raw"))
                      .build()));

  private Shots() {}

  public static ShotRecord shot(int take, String picture, String sound) {
    return new ShotRecord()
        .setShotId(ID)
        .setTake(take)
        .setPath("/shots/" + take)
        .setLens((byte) 1)
        .setReel((short) 2)
        .setFrames(240L)
        .setGain(0.5f)
        .setSeconds(10.0)
        .setCost(new BigDecimal("12.50"))
        .setShotAt(Instant.parse("2026-01-02T03:04:05.678901Z"))
        .setDay(LocalDate.of(2026, 1, 2))
        .setSlate(LocalDateTime.parse("2026-01-02T03:04:05.678901"))
        .setSunset(LocalTime.parse("17:30:01.234567"))
        .setMood(Mood.TENSE)
        .setTags(List.of("night", "ü \"quoted\""))
        .setMetaxyProvenanceByField(Map.of("picture_raw", picture, "sound", sound));
  }

  public static ShotNote_2Record note(int take, String version) {
    return new ShotNote_2Record()
        .setNoteOf(ID)
        .setTakeNumber(take)
        .setText("a note")
        .setPath("/notes/" + take)
        .setMetaxyProvenanceByField(Map.of("text", version));
  }

  /** Returns the computed grade. */
  public static ShotGradeRecord grade(Sample<ShotGradeRecord> sample) {
    return sample.record().setGrade("A");
  }

  public static String md5(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
