package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.column.ClipTable.CLIP;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.it.column.ClipTable.Clip;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import io.metaxy.jooq.table.FeatureTables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Many lists, and large ones. */
class BulkListsTest extends OnEveryDatabase {

  private static final int EXPONENTS = 255;
  private static final int MANTISSA = 0x7fffff;

  BulkListsTest() {
    super(FeatureTables.graph(GraphOptions.DEFAULT, CLIP), CLIP);
  }

  private static Clip clip(int number) {
    Clip clip = CLIP.newRecord();
    clip.set(CLIP.clipId, "c" + number);
    clip.set(CLIP.provenance, Map.of("cut", "v" + number));
    return clip;
  }

  private static List<Clip> clips(int count) {
    List<Clip> clips = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clips.add(clip(i));
    }
    return clips;
  }

  @Test
  void aComputationWritesWhenItsValuesTakeSixteenMegabytes() {
    List<String> fourMegabytes = Collections.nCopies(4, "x".repeat(1_000_000));
    List<Long> written = new ArrayList<>();
    store
        .resolve(CLIP, clips(9))
        .computing()
        .onProgress(progress -> written.add(progress.done()))
        .pending(
            sample -> {
              Clip clip = sample.record();
              clip.set(CLIP.tags, fourMegabytes);
              return clip;
            });
    assertEquals(List.of(5L, 9L), written);
    assertEquals(9, dsl.fetchCount(CLIP));
  }

  @Test
  void floatsOfEveryExponentAreKeptBitForBit() {
    Map<String, float[]> written = new HashMap<>();
    List<Clip> clips = clips(EXPONENTS);
    for (int exponent = 0; exponent < clips.size(); exponent++) {
      float[] floats = new float[64];
      for (int i = 0; i < floats.length; i++) {
        int sign = (i % 2) << 31;
        int mantissa = i < 4 ? i / 2 * (MANTISSA - 1) + 1 : (exponent * 131 + i) * 40_503;
        floats[i] = Float.intBitsToFloat(sign | (exponent << 23) | (mantissa & MANTISSA));
      }
      Clip clip = clips.get(exponent);
      clip.set(CLIP.floats, floats);
      written.put(clip.get(CLIP.clipId), floats);
    }
    store.write(CLIP, clips);
    List<Clip> read = store.read(CLIP).fetch();
    assertEquals(EXPONENTS, read.size());
    read.forEach(
        clip -> assertArrayEquals(written.get(clip.get(CLIP.clipId)), clip.get(CLIP.floats)));
  }

  @Test
  void numbersOfEveryLengthAreKept() {
    List<Clip> clips = clips(100);
    for (int row = 0; row < clips.size(); row++) {
      long[] longs = {0, Long.MIN_VALUE, Long.MAX_VALUE, row, -row, 1L << (row % 63)};
      int[] ints = {0, Integer.MIN_VALUE, Integer.MAX_VALUE, row, -row, 1 << (row % 31)};
      double[] doubles = {0, Double.MAX_VALUE, -Double.MIN_VALUE, Math.PI * row, 1e22};
      clips.get(row).set(CLIP.longs, longs);
      clips.get(row).set(CLIP.ints, row == 7 ? new int[0] : ints);
      clips.get(row).set(CLIP.doubles, doubles);
    }
    store.write(CLIP, clips);
    Map<String, Clip> read = new HashMap<>();
    store.read(CLIP).fetch().forEach(clip -> read.put(clip.get(CLIP.clipId), clip));
    for (Clip clip : clips) {
      Clip back = read.get(clip.get(CLIP.clipId));
      assertArrayEquals(clip.get(CLIP.longs), back.get(CLIP.longs));
      assertArrayEquals(clip.get(CLIP.ints), back.get(CLIP.ints));
      assertArrayEquals(clip.get(CLIP.doubles), back.get(CLIP.doubles));
    }
  }
}
