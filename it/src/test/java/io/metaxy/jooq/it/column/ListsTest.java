package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.column.ClipTable.CLIP;
import static io.metaxy.jooq.it.column.CutTable.CUT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.it.column.ClipTable.Clip;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import io.metaxy.jooq.store.Engine;
import io.metaxy.jooq.table.FeatureTables;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists are read as they were written, by value and in bulk, and travel downstream. */
class ListsTest extends OnEveryDatabase {

  ListsTest() {
    super(FeatureTables.graph(GraphOptions.DEFAULT, CLIP, CUT), CLIP, CUT);
  }

  private List<Clip> read() {
    return store.read(CLIP).fetch().stream()
        .sorted(Comparator.comparing(clip -> clip.get(CLIP.clipId)))
        .toList();
  }

  private static void assertSame(List<Clip> written, List<Clip> read) {
    assertEquals(written.size(), read.size());
    for (int i = 0; i < written.size(); i++) {
      assertEquals(ListRows.text(written.get(i)), ListRows.text(read.get(i)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 100})
  void areReadAsTheyWereWritten(int rows) {
    List<Clip> clips = ListRows.rows(rows);
    store.write(CLIP, clips);
    assertSame(clips, read());
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void travelDownstream(Engine engine) {
    List<Clip> clips = ListRows.rows(100);
    store.write(CLIP, clips);
    AtomicInteger computed = new AtomicInteger();
    store
        .withEngine(engine)
        .resolve(CUT)
        .pending(
            sample -> {
              computed.incrementAndGet();
              Clip clip = sample.from(CLIP);
              int number = Integer.parseInt(clip.get(CLIP.clipId).substring(1)) - 1000;
              assertEquals(ListRows.text(clips.get(number)), ListRows.text(clip));
              return sample.record();
            });
    assertEquals(100, computed.get());
  }
}
