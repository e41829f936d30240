package io.metaxy.jooq.it.model;

import static io.metaxy.jooq.it.model.RandomValues.chance;
import static io.metaxy.jooq.it.model.RandomValues.one;
import static org.junit.jupiter.api.Assertions.fail;

import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.Fixtures;
import io.metaxy.jooq.it.database.TableForm;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.resolve.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random graphs with rows, ten thousand in the profile {@code exhaustive}: every engine on every
 * database must agree with the {@link NaiveModel}. Failures name their seeds, and the first one is
 * shrunk. Use {@code -Dmodel.seed=…} to replay one seed, and {@code -Dmodel.percent=…} to run more
 * or fewer cases.
 */
@Tag("scaled")
@Execution(ExecutionMode.CONCURRENT)
class ModelTest {

  private static final List<ModelEngine> ENGINES =
      List.of(
          new ModelReadBack(), new ModelResolution(Engine.SQL), new ModelResolution(Engine.MERGE));

  /** The seed of a case determines its database. */
  private static final long SEEDS = 1_000_000;

  /** The time zone of the session and, in the build, of the JVM: far from UTC. */
  private static final String ZONE = "America/New_York";

  /**
   * The number of cases per test, small enough that the threads of a run end at about the same
   * time.
   */
  private static final int TOGETHER = 50;

  private static Stream<Arguments> cases() {
    return Fixtures.every().stream().flatMap(ModelTest::cases);
  }

  private static Stream<Arguments> cases(DatabaseFixture fixture) {
    long first = Fixtures.every().indexOf(fixture) * SEEDS;
    long[] seeds = seeds(fixture, first).toArray();
    return IntStream.rangeClosed(0, Math.max(seeds.length - 1, 0) / TOGETHER)
        .map(part -> part * TOGETHER)
        .mapToObj(
            from ->
                Arguments.of(
                    fixture,
                    Arrays.copyOfRange(seeds, from, Math.min(from + TOGETHER, seeds.length))));
  }

  private static LongStream seeds(DatabaseFixture fixture, long first) {
    Long replayed = Long.getLong("model.seed");
    return replayed == null
        ? LongStream.range(
            first, first + fixture.modelCases() * Long.getLong("model.percent", 1) / 100)
        : LongStream.of(replayed).filter(seed -> seed / SEEDS == first / SEEDS);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyEngineFindsWhatTheModelFinds(DatabaseFixture fixture, long[] seeds) throws Exception {
    try (TestDatabase database = fixture.open()) {
      database.execute(fixture.setTimeZone(ZONE));
      String first = "";
      List<Long> failed = new ArrayList<>();
      for (long seed : seeds) {
        ModelCase given = RandomCases.of(seed);
        ModelJudge judge = new ModelJudge(database, form(fixture, given), ENGINES);
        Optional<ModelJudge.Difference> difference = judge.difference(given);
        if (difference.isPresent()) {
          failed.add(seed);
          first = first.isEmpty() ? judge.shrunk(difference.get()) : first;
        }
      }
      if (!failed.isEmpty()) {
        fail("Replay with -Dmodel.seed=…, one of " + failed + "; the first is " + first);
      }
    }
  }

  private static TableForm form(DatabaseFixture fixture, ModelCase given) {
    Random random = new Random(given.seed());
    TableForm form = TableForm.of(one(random, fixture.byFieldForms()));
    TableForm zoned = chance(random, 30) ? form.withoutZone() : form;
    return given.peerMade() ? zoned.asThePeerMakesIt() : zoned;
  }
}
