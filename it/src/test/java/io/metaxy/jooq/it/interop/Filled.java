package io.metaxy.jooq.it.interop;

import static io.metaxy.jooq.it.interop.db.tables.Clip.CLIP;
import static io.metaxy.jooq.it.interop.db.tables.ClipEmbedding.CLIP_EMBEDDING;
import static io.metaxy.jooq.it.interop.db.tables.ClipMerged.CLIP_MERGED;
import static io.metaxy.jooq.it.interop.db.tables.ClipScene.CLIP_SCENE;
import static io.metaxy.jooq.it.interop.db.tables.ClipTimeline.CLIP_TIMELINE;
import static io.metaxy.jooq.it.interop.db.tables.Note.NOTE;
import static io.metaxy.jooq.it.interop.db.tables.SpeakerSummary.SPEAKER_SUMMARY;

import io.metaxy.jooq.it.interop.Side.Writer;
import io.metaxy.jooq.it.interop.db.Features;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stores in which one side has written every feature, created once and then copied. */
final class Filled {

  private static final Map<List<?>, Place> MADE = new ConcurrentHashMap<>();

  private Filled() {}

  static Place by(Writer writer, SharedStore kind) {
    return MADE.computeIfAbsent(List.of(kind, writer), key -> make(writer, kind)).copy();
  }

  private static Place make(Writer writer, SharedStore kind) {
    Place place = kind.empty();
    Side side = Sides.of(kind, place, Features.GRAPH).side(writer);
    side.write(CLIP, Rows.CLIPS);
    side.write(NOTE, Rows.NOTES);
    update(side);
    return place;
  }

  /** Computes all pending samples, in the order of the graph. */
  static void update(Side side) {
    side.update(CLIP_EMBEDDING);
    side.update(SPEAKER_SUMMARY);
    side.update(CLIP_SCENE);
    side.update(CLIP_TIMELINE);
    side.update(CLIP_MERGED);
  }
}
