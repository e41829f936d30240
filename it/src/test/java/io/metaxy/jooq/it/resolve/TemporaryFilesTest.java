package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.store.MetadataStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The directory of the files in which samples wait for their computation. */
@Isolated("changes the directory of temporary files")
class TemporaryFilesTest {

  private static final int SHOTS = 100;
  private static final String PROPERTY = "java.io.tmpdir";

  @TempDir Path directory;

  /** Computes more samples than stay in memory, with temporary files in a directory. */
  private static long compute(Path temporary, AtomicInteger computed) throws Exception {
    String before = System.getProperty(PROPERTY);
    try (TestDatabase database = TestDatabase.with(SHOT, SHOT_GRADE, SHOT_NOTE_2)) {
      MetadataStore store = MetadataStore.of(database.dsl(), Features.GRAPH);
      store.write(SHOT, IntStream.range(0, SHOTS).mapToObj(TemporaryFilesTest::large).toList());
      System.setProperty(PROPERTY, temporary.toString());
      return store
          .resolve(SHOT_GRADE)
          .pending(
              sample -> {
                computed.incrementAndGet();
                return Shots.grade(sample);
              });
    } finally {
      System.setProperty(PROPERTY, before);
    }
  }

  private static ShotRecord large(int take) {
    return shot(take, "p", "s").setThumbnail(new byte[45_000]);
  }

  @Test
  void thatDoesNotExistIsNamedBeforeAnythingIsComputed() {
    AtomicInteger computed = new AtomicInteger();
    Path missing = directory.resolve("missing");
    String says = assertThrows(StoreException.class, () -> compute(missing, computed)).getMessage();
    String file = Pattern.quote(missing.resolve("metaxy-").toString()) + "\\S+";
    assertTrue(
        says.matches(
            "Cannot keep the samples of shot/grade in a temporary file in "
                + Pattern.quote(missing.toString())
                + ": java.nio.file.NoSuchFileException: "
                + file
                + "; free space there, or name another directory with -Djava.io.tmpdir"),
        says);
    assertEquals(0, computed.get());
  }

  @Test
  void isEmptyAfterwards() throws Exception {
    Path named = Files.createDirectory(directory.resolve("a b \u00FC"));
    assertEquals(SHOTS, compute(named, new AtomicInteger()));
    try (Stream<Path> left = Files.list(named)) {
      assertEquals(List.of(), left.toList());
    }
  }
}
