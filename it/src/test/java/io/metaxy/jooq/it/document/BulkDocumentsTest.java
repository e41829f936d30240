package io.metaxy.jooq.it.document;

import static io.metaxy.jooq.it.document.PhotoTables.PHOTO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import io.metaxy.jooq.it.document.PhotoTables.Kind;
import io.metaxy.jooq.it.document.PhotoTables.Mark;
import io.metaxy.jooq.it.document.PhotoTables.Photo;
import io.metaxy.jooq.table.FeatureTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jooq.JSON;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many documents, and large ones. */
class BulkDocumentsTest extends OnEveryDatabase {

  private static final int MEGABYTE = 1_000_000;

  BulkDocumentsTest() {
    super(FeatureTables.graph(GraphOptions.DEFAULT, PHOTO), PHOTO);
  }

  private static List<Photo> photos(int count) {
    return IntStream.range(0, count).mapToObj(PhotoRows::empty).toList();
  }

  /** Computes photos; returns the numbers of samples that were written after each chunk. */
  private List<Long> computed(int count, Consumer<Photo> documents) {
    List<Long> written = new ArrayList<>();
    store
        .resolve(PHOTO, photos(count))
        .computing()
        .onProgress(progress -> written.add(progress.done()))
        .pending(
            sample -> {
              Photo photo = sample.record();
              photo.set(PHOTO.album, "a");
              documents.accept(photo);
              return photo;
            });
    return written;
  }

  @Test
  void aComputationWritesWhenItsObjectsTakeSixteenMegabytesAsJson() {
    float[] box = new float[MEGABYTE];
    Arrays.fill(box, 1.5f); // "1.5," in JSON
    List<Mark> marks = List.of(new Mark(Kind.CAR, 0.5, box, null));
    assertEquals(List.of(5L, 9L), computed(9, photo -> photo.set(PHOTO.marks, marks)));
    List<Photo> read = store.read(PHOTO).fetch();
    assertEquals(9, read.size());
    read.forEach(photo -> assertEquals(MEGABYTE, photo.get(PHOTO.marks).get(0).box().length));
  }

  @Test
  void aComputationWritesWhenItsTextsOfJsonTakeSixteenMegabytes() {
    JSON raw = JSON.valueOf("\"" + "x".repeat(4 * MEGABYTE) + "\"");
    assertEquals(List.of(5L, 9L), computed(9, photo -> photo.set(PHOTO.raw, raw)));
    assertEquals(9, dsl.fetchCount(PHOTO));
  }

  /** Scores that count how often they are converted. */
  private static final class Scores extends LinkedHashMap<String, Double> {

    private static final long serialVersionUID = 1L;

    private int conversions;

    @Override
    public Set<Map.Entry<String, Double>> entrySet() {
      conversions++;
      return super.entrySet();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void aDocumentIsConvertedOnce(int rows) {
    List<Scores> all = new ArrayList<>();
    computed(
        rows,
        photo -> {
          Scores scores = new Scores();
          scores.put(photo.get(PHOTO.photoId), 0.25);
          all.add(scores);
          photo.set(PHOTO.scores, scores);
        });
    assertEquals(rows, all.size());
    all.forEach(scores -> assertEquals(1, scores.conversions));
    List<Photo> read = store.read(PHOTO).fetch();
    assertEquals(rows, read.size());
    read.forEach(
        photo -> assertEquals(Map.of(photo.get(PHOTO.photoId), 0.25), photo.get(PHOTO.scores)));
  }
}
