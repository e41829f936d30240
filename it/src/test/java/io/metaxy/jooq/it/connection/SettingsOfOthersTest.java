package io.metaxy.jooq.it.connection;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.db.tables.SpeakerSummary.SPEAKER_SUMMARY;
import static io.metaxy.jooq.it.db.tables.Utterance.UTTERANCE;
import static io.metaxy.jooq.it.resolve.Shots.note;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static io.metaxy.jooq.it.story.Speech.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.db.tables.records.SpeakerSummaryRecord;
import io.metaxy.jooq.it.db.tables.records.UtteranceRecord;
import io.metaxy.jooq.it.resolve.Shots;
import io.metaxy.jooq.it.story.Speech;
import io.metaxy.jooq.store.MetadataStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Configuration;
import org.jooq.Converter;
import org.jooq.ConverterProvider;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.RecordContext;
import org.jooq.RecordListener;
import org.jooq.RecordMapper;
import org.jooq.RecordMapperProvider;
import org.jooq.RecordType;
import org.jooq.VisitContext;
import org.jooq.VisitListener;
import org.jooq.conf.ParamType;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.conf.SettingsTools;
import org.jooq.conf.StatementType;
import org.jooq.conf.ThrowExceptions;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of the caller's configuration and session do not change what the store does. */
class SettingsOfOthersTest extends ByEveryEngine {

  SettingsOfOthersTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2, UTTERANCE, SPEAKER_SUMMARY);
  }

  private static List<ShotRecord> shots(int from, int count, String version) {
    return IntStream.range(from, count)
        .mapToObj(i -> shot(i, "p" + version + i, "s" + i).setPath("/shots\\" + i))
        .toList();
  }

  /** Their speakers differ only in case. */
  private static List<UtteranceRecord> utterances(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> said("r" + i % 3, i, i % 2 == 0 ? "speaker" : "Speaker", "v" + i))
        .toList();
  }

  /** Writes, resolves, computes, deletes and reads; returns all results as text. */
  private List<String> story(MetadataStore in, int rows) {
    List<String> results = new ArrayList<>();
    for (String version : List.of("1", "2")) {
      try (Increment<ShotRecord> increment = in.resolve(SHOT, shots(0, rows, version))) {
        results.add("given " + increment.counts());
        results.add("wrote " + increment.pending(sample -> sample.record()));
      }
      in.write(SHOT_NOTE_2, List.of(note(0, "n" + version)));
      results.add("grades " + in.resolve(SHOT_GRADE).counts());
      results.add("wrote " + in.resolve(SHOT_GRADE).pending(Shots::grade));
    }
    in.write(UTTERANCE, utterances(rows));
    results.add("summaries " + in.resolve(SPEAKER_SUMMARY).counts());
    results.add("wrote " + in.resolve(SPEAKER_SUMMARY).pending(SettingsOfOthersTest::summary));
    results.add("again " + in.resolve(SPEAKER_SUMMARY).counts());
    for (SpeakerSummaryRecord row : in.read(SPEAKER_SUMMARY).fetch()) {
      results.add(row.getText() + row.getMetaxyProvenanceByField());
    }
    results.subList(results.size() - (rows > 1 ? 2 : 1), results.size()).sort(null);
    results.add("deleted " + in.delete(SHOT, SHOT.PATH.eq("/shots\\0")));
    results.add("left " + in.resolve(SHOT_GRADE).counts());
    in.resolve(SHOT_GRADE).orphaned().fetch().forEach(row -> results.add(row.getGrade()));
    results.add(
        "filtered "
            + in
                .resolve(SHOT, r -> r.samples(shots(0, rows, "3")).whereTarget(SHOT.TAKE.lt(3)))
                .newSamples()
                .fetch()
                .stream()
                .map(sample -> sample.record().getTake())
                .toList());
    results.add("read " + in.read(SHOT).history().fetch().size());
    return results;
  }

  private final Map<String, List<String>> plain = new HashMap<>();

  /** The results without hostile settings, once for each database and engine. */
  private List<String> plain(int rows) {
    return plain.computeIfAbsent(
        fixture + " " + engine + " " + rows,
        key -> {
          List<String> results = story(store, rows);
          emptyTables();
          return results;
        });
  }

  /** Contains the order of the utterances. */
  private static SpeakerSummaryRecord summary(Sample<SpeakerSummaryRecord> sample) {
    SpeakerSummaryRecord whole = Speech.summary(sample);
    return whole.setText("text " + whole.getText().hashCode());
  }

  /** What an application may have configured. */
  @SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
  enum Hostile {
    LIMITED_ROWS(with(s -> s.withMaxRows(1).withFetchSize(1).withBatchSize(1))),
    UNQUOTED_NAMES(
        with(
            s ->
                s.withRenderQuotedNames(RenderQuotedNames.NEVER)
                    .withRenderNameCase(RenderNameCase.UPPER)
                    .withRenderFormatted(true))),
    INLINED(
        with(
            s ->
                s.withStatementType(StatementType.STATIC_STATEMENT)
                    .withParamType(ParamType.INLINED)
                    .withInListPadding(true))),
    NAMED_PARAMETERS(with(s -> s.withParamType(ParamType.NAMED))),
    NO_EXCEPTIONS(with(s -> s.withThrowExceptions(ThrowExceptions.THROW_NONE))),
    DETACHED_RECORDS(with(s -> s.withAttachRecords(false).withReturnAllOnUpdatableRecord(true))),
    LISTENERS(
        configuration -> configuration.deriveAppending(new Vandal()).derive(vandalOfRecords())),
    MAPPERS(configuration -> configuration.derive(new NoRecords()).derive(new NoConverters()));

    private final UnaryOperator<Configuration> change;

    Hostile(UnaryOperator<Configuration> change) {
      this.change = change;
    }

    private static UnaryOperator<Configuration> with(UnaryOperator<Settings> change) {
      return configuration ->
          configuration.derive(change.apply(SettingsTools.clone(configuration.settings())));
    }

    /** Returns all of them in groups that do not contradict each other. */
    static Stream<List<Hostile>> together() {
      return Stream.of(
          List.of(LIMITED_ROWS, UNQUOTED_NAMES, INLINED, DETACHED_RECORDS),
          List.of(NAMED_PARAMETERS, NO_EXCEPTIONS),
          List.of(LISTENERS, MAPPERS));
    }
  }

  /** Breaks every statement. */
  private static final class Vandal implements VisitListener {
    @Override
    public void visitStart(VisitContext context) {
      if (context.queryPart() instanceof Field) {
        context.context().sql("broken ");
      }
    }
  }

  private static RecordListener vandalOfRecords() {
    return new RecordListener() {
      @Override
      public void loadEnd(RecordContext context) {
        throw new IllegalStateException("a record is loaded");
      }
    };
  }

  private static final class NoRecords implements RecordMapperProvider {
    @Override
    public <R extends Record, E> RecordMapper<R, E> provide(
        RecordType<R> type, Class<? extends E> into) {
      throw new IllegalStateException("a record is mapped");
    }
  }

  private static final class NoConverters implements ConverterProvider {
    @Override
    public <T, U> Converter<T, U> provide(Class<T> from, Class<U> to) {
      throw new IllegalStateException("a value is converted");
    }
  }

  @Test
  void everyHostileSettingIsInAGroup() {
    assertEquals(
        List.of(Hostile.values()), Hostile.together().flatMap(List::stream).sorted().toList());
  }

  @ParameterizedTest
  @EnumSource
  @Tag("exhaustive")
  void ofTheConfigurationAlone(Hostile hostile) {
    assertUnchanged(List.of(hostile));
  }

  @ParameterizedTest
  @MethodSource("io.metaxy.jooq.it.connection.SettingsOfOthersTest$Hostile#together")
  void ofTheConfiguration(List<Hostile> hostile) {
    assertUnchanged(hostile);
  }

  private void assertUnchanged(List<Hostile> hostile) {
    Configuration changed = dsl.configuration();
    for (Hostile each : hostile) {
      changed = each.change.apply(changed);
    }
    DSLContext with = DSL.using(changed);
    for (int rows : List.of(1, 100)) {
      List<String> plain = plain(rows);
      assertEquals(plain, story(storeOf(with, Features.GRAPH), rows), hostile + " " + rows);
      emptyTables();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void ofTheSession(int rows) throws SQLException {
    List<String> plain = plain(rows);
    try (Connection connection = DriverManager.getConnection(database.url())) {
      for (String setting : fixture.hostileSettings().keySet()) {
        fixture.execute(connection, setting);
      }
      try {
        DSLContext with = DSL.using(connection, fixture.dialect());
        MetadataStore in = storeOf(with, Features.GRAPH);
        assertEquals(plain, story(in, rows));
        assertEquals(
            in.read(SHOT).fetch().size(),
            with.select(SHOT.PATH).from(in.current(SHOT)).fetch().size());
        assertEquals(
            rows - 1,
            with.select(SHOT_GRADE.TAKE)
                .from(in.current(SHOT_GRADE))
                .where(SHOT_GRADE.TAKE.gt(0))
                .fetch()
                .size());
      } finally {
        for (String reset : fixture.hostileSettings().values()) {
          fixture.execute(connection, reset);
        }
      }
    }
  }

  @Test
  void whatIsTheCallersIsKept() {
    List<Integer> timeouts = new ArrayList<>();
    ExecuteListener listener =
        new ExecuteListener() {
          @Override
          public void executeStart(ExecuteContext context) {
            timeouts.add(context.settings().getQueryTimeout());
          }
        };
    Configuration watched =
        dsl.configuration()
            .derive(new Settings().withQueryTimeout(77).withMaxRows(1))
            .deriveAppending(listener);
    MetadataStore in = storeOf(DSL.using(watched), Features.GRAPH);
    in.write(SHOT, shots(0, 2, "1"));
    ShotRecord read = in.read(SHOT).fetch().get(0);
    assertSame(watched, read.configuration());
    assertTrue(timeouts.size() >= 1, "statements");
    assertEquals(List.of(77), timeouts.stream().distinct().toList());
    Configuration detaching = watched.derive(new Settings().withAttachRecords(false));
    assertNull(
        storeOf(DSL.using(detaching), Features.GRAPH).read(SHOT).fetch().get(0).configuration());
  }
}
