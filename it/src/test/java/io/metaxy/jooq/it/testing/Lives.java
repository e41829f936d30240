package io.metaxy.jooq.it.testing;

import static io.metaxy.jooq.example.Pipeline.recording;
import static io.metaxy.jooq.example.db.tables.Recording.RECORDING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.store.MetadataStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of a user, in every form: each sees its own rows only. {@link Launched} runs them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
abstract class Lives {

  /** The URL of each test. */
  static final List<String> URLS = Collections.synchronizedList(new ArrayList<>());

  /** Two tests that run at the same time. */
  private static final CyclicBarrier TWO = new CyclicBarrier(2);

  private static final long MINUTES = 2;

  private static List<String> ids(MetadataStore store) {
    return store.read(RECORDING).fetch().stream().map(row -> row.getRecordingId()).toList();
  }

  private static void write(MetadataStore store, String id) {
    assertEquals(1, store.write(RECORDING, List.of(recording(id, "a", "f"))));
  }

  private static void sees(MetadataStore store, DSLContext dsl, String... ids) {
    assertEquals(List.of(ids), ids(store).stream().sorted().toList());
    assertEquals(ids.length, dsl.fetchCount(RECORDING));
    assertEquals(ids.length, dsl.fetchCount(store.current(RECORDING)));
  }

  @BeforeEach
  void startsEmpty(MetadataStore store, DSLContext dsl) {
    sees(store, dsl);
    write(store, "before");
    URLS.add(dsl.connectionResult(c -> c.getMetaData().getURL()));
  }

  @AfterEach
  void hasItsRowsStill(MetadataStore store, DSLContext dsl) {
    sees(store, dsl, "before", "own");
  }

  @Test
  void one(MetadataStore store, DSLContext dsl) {
    write(store, "own");
    sees(store, dsl, "before", "own");
  }

  @Test
  void twoInATransaction(MetadataStore store, DSLContext dsl) {
    dsl.transaction(t -> write(store.using(t.dsl()), "own"));
    sees(store, dsl, "before", "own");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b"})
  void eachInvocation(String value, MetadataStore store) {
    write(store, "own");
    assertEquals(1, value.length());
  }

  @RepeatedTest(2)
  void bothAtOnce(RepetitionInfo repetition, MetadataStore store, DSLContext dsl) throws Exception {
    TWO.await(MINUTES, TimeUnit.MINUTES);
    write(store, "own");
    TWO.await(MINUTES, TimeUnit.MINUTES);
    sees(store, dsl, "before", "own");
    TWO.await(MINUTES, TimeUnit.MINUTES);
    assertEquals(2, repetition.getTotalRepetitions());
  }

  @Nested
  class Inside {

    @BeforeEach
    void seesThatOfTheOuterMethod(MetadataStore store, DSLContext dsl) {
      sees(store, dsl, "before");
    }

    @Test
    void another(MetadataStore store) {
      write(store, "own");
    }
  }
}
