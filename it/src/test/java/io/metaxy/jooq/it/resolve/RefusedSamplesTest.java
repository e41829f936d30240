package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotFrame.SHOT_FRAME;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.ID;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.PendingResult;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotFrameRecord;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTable;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.ConnectionProvider;
import org.jooq.TransactionContext;
import org.jooq.TransactionProvider;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultTransactionProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Computed samples with a row that the database rejects: it takes no grade F and no file F. */
class RefusedSamplesTest extends ByEveryEngine {

  RefusedSamplesTest() {
    super(Features.GRAPH, SHOT, SHOT_NOTE_2);
  }

  @Override
  @BeforeParameterizedClassInvocation
  public void openDatabase() throws Exception {
    super.openDatabase();
    create(database, SHOT_GRADE, "check (\"grade\" <> 'F')");
    create(database, SHOT_FRAME, "check (\"file\" <> 'F')");
  }

  /** Creates a table with a constraint in addition to our migrations. */
  private void create(TestDatabase in, FeatureTable<?> table, String constraint)
      throws SQLException {
    String ddl = in.text(fixture.form(), Features.GRAPH.plan(table.featureKey())).create();
    in.execute(ddl.substring(0, ddl.length() - 1) + ", " + constraint + ")");
  }

  @Override
  @AfterEach
  public void emptyTables() {
    super.emptyTables();
    dsl.deleteFrom(SHOT_GRADE).execute();
    dsl.deleteFrom(SHOT_FRAME).execute();
  }

  private void shots(int count, String version) {
    store.write(
        SHOT, IntStream.range(0, count).mapToObj(i -> shot(i, version + i, version + i)).toList());
  }

  private static int take(Sample<?> sample) {
    return (int) Objects.requireNonNull(sample.ids().get("take"));
  }

  private static Function<Sample<ShotGradeRecord>, ShotGradeRecord> failing(Set<Integer> takes) {
    return sample -> sample.record().setGrade(takes.contains(take(sample)) ? "F" : "A");
  }

  private static PendingResult grade(
      MetadataStore in, Function<Sample<ShotGradeRecord>, ShotGradeRecord> how) {
    try (Increment<ShotGradeRecord> increment = in.resolve(SHOT_GRADE)) {
      return increment.computing().skipFailures().pending(how);
    }
  }

  private static void assertMatches(String expected, String says) {
    assertTrue(says.matches(expected), says);
  }

  private static String refusedGrade(int take) {
    return "Cannot write row 1 of shot/grade \\(shot_id="
        + ID
        + ", take="
        + take
        + "\\): the database says: [^;]+";
  }

  /** The parts of a chunk are written one by one, and a child is in two of them. */
  @Test
  void childrenThatMoveWithinAChunkWithARefusedSampleAreNotLost() {
    MetadataStore frames = storeOf(dsl, Shots.FRAMES);
    shots(4, "v");
    Map<Integer, List<Integer>> before =
        Map.of(0, List.of(1, 2), 1, List.of(11), 2, List.of(21, 22), 3, List.of(31));
    frames.resolve(SHOT_FRAME).pendingMany(sample -> frames(sample, before));
    shots(4, "w");
    Map<Integer, List<Integer>> after =
        Map.of(0, List.of(1, 22), 1, List.of(-1), 2, List.of(21), 3, List.of(31, 2));
    PendingResult result;
    try (Increment<ShotFrameRecord> increment = frames.resolve(SHOT_FRAME)) {
      result = increment.computing().skipFailures().pendingMany(sample -> frames(sample, after));
    }
    assertEquals(1, result.failed());
    assertEquals(
        Map.of(1, 0, 22, 0, 11, 1, 21, 2, 31, 3, 2, 3),
        frames.read(SHOT_FRAME).fetch().intoMap(SHOT_FRAME.FRAME, SHOT_FRAME.TAKE));
    assertEquals(
        "new 0, stale 1, orphaned 0, pending 1", frames.resolve(SHOT_FRAME).counts().toString());
  }

  private static List<ShotFrameRecord> frames(
      Sample<ShotFrameRecord> sample, Map<Integer, List<Integer>> byTake) {
    return Objects.requireNonNull(byTake.get(take(sample))).stream()
        .map(frame -> sample.record().setFrame(frame).setFile(frame < 0 ? "F" : "A"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 1000})
  void theOthersAreWrittenAndEachIsAFailure(int shots) {
    shots(shots, "v");
    Set<Integer> bad = new TreeSet<>(List.of(0, shots / 3, shots - 1));
    PendingResult result = grade(store, failing(bad));
    assertEquals(shots - bad.size(), result.samples());
    assertEquals(shots - bad.size(), result.rows());
    assertEquals(bad.size(), result.failed());
    assertEquals(bad.size(), result.failures().size());
    result
        .failures()
        .forEach(
            failure -> {
              int take = (int) Objects.requireNonNull(failure.ids().get("take"));
              assertTrue(bad.contains(take));
              assertEquals(ID, failure.ids().get("shot_id"));
              assertEquals(StoreException.class, failure.cause().getClass());
              assertMatches(refusedGrade(take), String.valueOf(failure.cause().getMessage()));
            });
    assertEquals(shots - bad.size(), dsl.fetchCount(SHOT_GRADE));
    int[] computed = {0};
    result =
        grade(
            store,
            sample -> {
              computed[0]++;
              return Shots.grade(sample);
            });
    assertEquals(bad.size(), computed[0]);
    assertEquals(0, result.failed());
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(SHOT_GRADE));
  }

  @Test
  void allOfThem() {
    shots(20, "v");
    PendingResult result = grade(store, sample -> sample.record().setGrade("F"));
    assertEquals(0, result.samples());
    assertEquals(20, result.failed());
    assertEquals(0, dsl.fetchCount(SHOT_GRADE));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 76, 99})
  void whatCameBeforeItIsWrittenAndItIsNamed(int place) {
    shots(100, "v");
    int[] computed = {0};
    int[] at = {-1};
    String says =
        refused(
            StoreException.class,
            () ->
                store
                    .resolve(SHOT_GRADE)
                    .pending(
                        sample -> {
                          if (computed[0]++ != place) {
                            return Shots.grade(sample);
                          }
                          at[0] = take(sample);
                          return sample.record().setGrade("F");
                        }));
    assertMatches(
        refusedGrade(at[0])
            + String.format(
                Locale.ROOT,
                "; %d samples? (is|are) already written:"
                    + " correct the cause and resolve again, or continue after failures with"
                    + " skipFailures\\(\\)",
                place),
        says);
    assertEquals(place, dsl.fetchCount(SHOT_GRADE));
    assertEquals(100 - place, store.resolve(SHOT_GRADE).pending(Shots::grade));
  }

  private static Function<Sample<ShotFrameRecord>, Collection<ShotFrameRecord>> frames(
      int count, int refusedTake) {
    return sample ->
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    sample
                        .record()
                        .setFrame(i)
                        .setFile(take(sample) == refusedTake && i == count - 2 ? "F" : "f" + i))
            .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 60})
  void aSampleIsWrittenWithAllItsRowsOrNot(int frames) {
    shots(5, "v");
    store.resolve(SHOT_FRAME).pendingMany(frames(4, -1));
    shots(5, "w");
    PendingResult result;
    try (Increment<ShotFrameRecord> increment = store.resolve(SHOT_FRAME)) {
      result = increment.computing().skipFailures().pendingMany(frames(frames, 2));
    }
    assertEquals(4, result.samples());
    assertEquals(4L * frames, result.rows());
    assertEquals(1, result.failed());
    assertMatches(
        "Cannot write row "
            + (frames - 1)
            + " of shot/frame \\(shot_id="
            + ID
            + ", take=2, frame="
            + (frames - 2)
            + "\\): the database says: [^;]+",
        String.valueOf(result.failures().get(0).cause().getMessage()));
    List<ShotFrameRecord> current = store.read(SHOT_FRAME).fetch();
    assertEquals(4 * frames + 4, current.size());
    assertEquals(4, current.stream().filter(frame -> frame.getTake() == 2).count());
    assertEquals("new 0, stale 1, orphaned 0, pending 1", counts(SHOT_FRAME));
    String says =
        refused(
            StoreException.class, () -> store.resolve(SHOT_FRAME).pendingMany(frames(frames, 2)));
    assertTrue(
        says.endsWith(
            "; 0 samples are already written:"
                + " correct the cause and resolve again, or continue after failures with"
                + " skipFailures()"),
        says);
  }

  /** A table that others created has a key of its own. */
  @Test
  void aKeyThatAnEarlierRowHas() throws Exception {
    try (TestDatabase own = fixture.open()) {
      own.create(SHOT, SHOT_NOTE_2);
      create(own, SHOT_GRADE, "unique (\"shot_id\", \"take\")");
      store = storeOf(own.dsl(), Features.GRAPH);
      shots(1, "v");
      assertEquals(1, grade(store, Shots::grade).samples());
      shots(100, "w");
      PendingResult result = grade(store, Shots::grade);
      assertEquals(99, result.samples());
      assertEquals(1, result.failed());
      assertMatches(refusedGrade(0), String.valueOf(result.failures().get(0).cause().getMessage()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 100})
  void inATransactionOfTheCaller(int shots) {
    shots(shots, "v");
    Set<Integer> bad = Set.of(1, shots - 2);
    if (!fixture.can(Capability.SAVEPOINTS)) {
      String says =
          refused(
              StoreException.class,
              () -> dsl.transaction(trx -> grade(store.using(trx.dsl()), failing(bad))));
      assertMatches(
          "Cannot write shot/grade: the database says: [^;]+; roll back the transaction, which"
              + " cannot continue because the database has no savepoints",
          says);
      assertEquals(0, dsl.fetchCount(SHOT_GRADE));
      return;
    }
    dsl.transaction(
        trx -> {
          PendingResult result = grade(store.using(trx.dsl()).withChunkRows(10), failing(bad));
          assertEquals(shots - 2, result.samples());
          assertEquals(2, result.failed());
        });
    assertEquals(shots - 2, dsl.fetchCount(SHOT_GRADE));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 100})
  void onTheOnlyConnection(int shots) {
    shots(shots, "v");
    dsl.connection(
        connection -> {
          MetadataStore in =
              storeOf(DSL.using(connection, fixture.dialect()), Features.GRAPH).withChunkRows(10);
          PendingResult result = grade(in, failing(Set.of(1, shots - 2)));
          assertEquals(shots - 2, result.samples());
          assertEquals(2, result.failed());
          assertTrue(connection.getAutoCommit());
        });
    assertEquals(shots - 2, dsl.fetchCount(SHOT_GRADE));
  }

  /** Such as Spring's, which throws exceptions of its own. */
  private static final class FullAtSecondCommit implements TransactionProvider {
    private final TransactionProvider own;
    private int commits;

    FullAtSecondCommit(ConnectionProvider connections) {
      own = new DefaultTransactionProvider(connections);
    }

    @Override
    public void begin(TransactionContext context) {
      own.begin(context);
    }

    @Override
    public void commit(TransactionContext context) {
      if (++commits == 2) {
        throw new UnsupportedOperationException("no space left");
      }
      own.commit(context);
    }

    @Override
    public void rollback(TransactionContext context) {
      own.rollback(context);
    }
  }

  @Test
  void aCommitThatFailsEndsTheRunAndSaysHowManyAreWritten() {
    shots(6, "v");
    MetadataStore in =
        storeOf(
                DSL.using(
                    dsl.configuration()
                        .derive(new FullAtSecondCommit(dsl.configuration().connectionProvider()))),
                Features.GRAPH)
            .withChunkRows(2);
    int[] computed = {0};
    String says =
        refused(
            StoreException.class,
            () ->
                grade(
                    in,
                    sample -> {
                      computed[0]++;
                      return Shots.grade(sample);
                    }));
    assertEquals(
        "Cannot write shot/grade: no space left; 2 samples are already written:"
            + " correct the cause and resolve again, or continue after failures with"
            + " skipFailures()",
        says);
    assertEquals(4, computed[0]);
    assertEquals(2, dsl.fetchCount(SHOT_GRADE));
  }

  /** Loses the connection when a transaction begins after the first. */
  private static final class LostAfterTheFirst implements TransactionProvider {
    private final TransactionProvider own;
    private int begun;

    LostAfterTheFirst(ConnectionProvider connections) {
      own = new DefaultTransactionProvider(connections);
    }

    @Override
    public void begin(TransactionContext context) {
      if (++begun > 1) {
        throw new DataAccessException("Cannot begin", new SQLException("gone away", "08006"));
      }
      own.begin(context);
    }

    @Override
    public void commit(TransactionContext context) {
      own.commit(context);
    }

    @Override
    public void rollback(TransactionContext context) {
      own.rollback(context);
    }
  }

  private MetadataStore lostAfterTheFirst() {
    return storeOf(
        DSL.using(
            dsl.configuration()
                .derive(new LostAfterTheFirst(dsl.configuration().connectionProvider()))),
        Features.GRAPH);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 100})
  void aConnectionLostWhileHalvesAreWritten(int shots) {
    shots(shots, "v");
    MetadataStore in = lostAfterTheFirst();
    String says = refused(StoreException.class, () -> grade(in, failing(Set.of(shots - 1))));
    assertTrue(
        says.startsWith(
            "Cannot write shot/grade: the database says: gone away; its transaction was rolled"
                + " back: reconnect and retry"),
        says);
    assertEquals(0, dsl.fetchCount(SHOT_GRADE));
  }

  /** That the database rejects a row is said even if the row cannot be found. */
  @ParameterizedTest
  @ValueSource(ints = {2, 100})
  void aConnectionLostWhileTheRowIsSearched(int rows) {
    MetadataStore in = lostAfterTheFirst();
    List<ShotGradeRecord> grades =
        IntStream.range(0, rows)
            .mapToObj(
                i ->
                    new ShotGradeRecord()
                        .setShotId(ID)
                        .setTake(i)
                        .setGrade(i == rows - 1 ? "F" : "A")
                        .setMetaxyProvenanceByField(
                            Map.of("raw", "r", "style", "s", "everything", "e")))
            .toList();
    StoreException rejected =
        assertThrows(StoreException.class, () -> in.write(SHOT_GRADE, grades));
    assertMatches(
        "Cannot write shot/grade: the database says: [^;]+", String.valueOf(rejected.getMessage()));
    assertEquals(
        "Cannot begin",
        Objects.requireNonNull(rejected.getCause()).getSuppressed()[0].getMessage());
    assertEquals(0, dsl.fetchCount(SHOT_GRADE));
  }
}
