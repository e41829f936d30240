package io.metaxy.jooq.it.story;

import static io.metaxy.jooq.example.Aggregation.recording;

import io.metaxy.jooq.config.ConfigInput;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.example.Aggregation;
import io.metaxy.jooq.example.Basic;
import io.metaxy.jooq.example.Expansion;
import io.metaxy.jooq.example.Found;
import io.metaxy.jooq.example.Quickstart;
import io.metaxy.jooq.example.aggregation.db.tables.records.AudioRecord;
import io.metaxy.jooq.example.basic.db.tables.records.ExamplesParentRecord;
import io.metaxy.jooq.example.expansion.db.tables.records.VideoRawRecord;
import io.metaxy.jooq.example.quickstart.db.tables.records.VideoRecord;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.project.Metaxy;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An example of Metaxy for Python, with the runs that it shows.
 *
 * @param <R> the records of its root
 * @param name its name
 * @param graph its features
 * @param changed its features with the code version 2 in one field of the root
 * @param tables its tables, in the order of their computation
 * @param pipeline one run on a store
 * @param runs the runs that it shows
 */
public record PeerExample<R extends FeatureRecord<R>>(
    String name,
    FeatureGraph graph,
    FeatureGraph changed,
    List<FeatureTable<?>> tables,
    BiFunction<MetadataStore, List<R>, Map<String, Found>> pipeline,
    List<Run<R>> runs) {

  /**
   * One run.
   *
   * @param codeVersion the code version that {@link #changed} changes
   * @param rows the rows of the root
   * @param counts what must be pending, by feature key
   */
  public record Run<R>(String codeVersion, List<R> rows, String counts) {}

  /** The four runnable examples. */
  public static Stream<PeerExample<?>> all() {
    return Stream.of(quickstart(), basic(), expansion(), aggregation());
  }

  public static PeerExample<VideoRecord> quickstart() {
    FeatureGraph graph = io.metaxy.jooq.example.quickstart.db.Features.GRAPH;
    String nothing = "{video=0 new, 0 stale, audio=0 new, 0 stale}";
    return new PeerExample<>(
        "quickstart",
        graph,
        graph,
        io.metaxy.jooq.example.quickstart.db.Features.TABLES,
        Quickstart::run,
        List.of(
            new Run<>("1", Quickstart.videos(), "{video=3 new, 0 stale, audio=3 new, 0 stale}"),
            new Run<>("1", Quickstart.videos(), nothing)));
  }

  public static PeerExample<ExamplesParentRecord> basic() {
    FeatureGraph graph = io.metaxy.jooq.example.basic.db.Features.GRAPH;
    FeatureSpec parent =
        FeatureSpec.of("examples/parent")
            .id("sample_uid")
            .field("embeddings", f -> f.codeVersion("2"))
            .build();
    String three = "{examples/parent=3 new, 0 stale, examples/child=3 new, 0 stale}";
    String nothing = "{examples/parent=0 new, 0 stale, examples/child=0 new, 0 stale}";
    return new PeerExample<>(
        "basic",
        graph,
        with(graph, parent),
        io.metaxy.jooq.example.basic.db.Features.TABLES,
        Basic::run,
        List.of(
            new Run<>("1", Basic.parents(), three),
            new Run<>("1", Basic.parents(), nothing),
            new Run<>("2", Basic.parents(), three),
            new Run<>("2", Basic.parents(), nothing)));
  }

  public static PeerExample<VideoRawRecord> expansion() {
    FeatureGraph graph = io.metaxy.jooq.example.expansion.db.Features.GRAPH;
    FeatureSpec video =
        FeatureSpec.of("video/raw")
            .id("video_id")
            .field("audio", f -> f.codeVersion("2"))
            .fields("frames")
            .build();
    String videos = "{video/raw=3 new, 0 stale, video/chunk=3 new, 0 stale, video/faces=";
    String nothing = "{video/raw=0 new, 0 stale, video/chunk=0 new, 0 stale, video/faces=";
    return new PeerExample<>(
        "expansion",
        graph,
        with(graph, video),
        io.metaxy.jooq.example.expansion.db.Features.TABLES,
        Expansion::run,
        List.of(
            new Run<>("1", Expansion.videos(), videos + "12 new, 0 stale}"),
            new Run<>("1", Expansion.videos(), nothing + "0 new, 0 stale}"),
            new Run<>("2", Expansion.videos(), videos + "0 new, 0 stale}"),
            new Run<>("2", Expansion.videos(), nothing + "0 new, 0 stale}")));
  }

  public static PeerExample<AudioRecord> aggregation() {
    FeatureGraph graph = io.metaxy.jooq.example.aggregation.db.Features.GRAPH;
    List<AudioRecord> four =
        List.of(
            recording("a1", "s1", 30.5, "v1"),
            recording("a2", "s1", 45.2, "v1"),
            recording("a3", "s2", 60.0, "v1"),
            recording("a4", "s2", 35.8, "v1"));
    List<AudioRecord> changed = new ArrayList<>(four);
    changed.set(0, recording("a1", "s1", 30.5, "v2"));
    List<AudioRecord> five = new ArrayList<>(changed);
    five.add(recording("a5", "s1", 25.0, "v1"));
    String nothing = "{audio=0 new, 0 stale, speaker/embedding=0 new, 0 stale}";
    return new PeerExample<>(
        "aggregation",
        graph,
        graph,
        io.metaxy.jooq.example.aggregation.db.Features.TABLES,
        Aggregation::run,
        List.of(
            new Run<>("1", four, "{audio=4 new, 0 stale, speaker/embedding=2 new, 0 stale}"),
            new Run<>("1", four, nothing),
            new Run<>("1", changed, "{audio=0 new, 1 stale, speaker/embedding=0 new, 1 stale}"),
            new Run<>("1", five, "{audio=1 new, 0 stale, speaker/embedding=0 new, 1 stale}"),
            new Run<>("1", five, nothing)));
  }

  private static FeatureGraph with(FeatureGraph graph, FeatureSpec spec) {
    return graph.with(graph.plan(spec.key()).definition().withSpec(spec));
  }

  /** Returns the features of a run. */
  public FeatureGraph graph(Run<?> run) {
    return run.codeVersion().equals("1") ? graph : changed;
  }

  /** Returns the feature versions of a graph, such as {@code {video=4c78e5e2}}. */
  public static Map<String, String> versions(FeatureGraph graph) {
    return graph.plans().stream()
        .collect(
            Collectors.toMap(plan -> plan.key().toString(), plan -> plan.versions().feature()));
  }

  /** Returns the example's configuration. */
  public Path file() {
    return Path.of("../codegen-config/src/main/examples", name, "metaxy.toml").toAbsolutePath();
  }

  /** Returns the environment in which the example's store is another file. */
  public static Map<String, String> environment(Path database) {
    return Map.of("METAXY_STORES__DEV__CONFIG__DATABASE", database.toString());
  }

  /** Does one run on the configured store in the given file. */
  public Map<String, Found> run(Run<R> run, Path database) {
    return use(graph(run), database, store -> pipeline.apply(store, run.rows()));
  }

  /** Uses the configured store in the given file. */
  public <T> T use(FeatureGraph features, Path database, Function<MetadataStore, T> work) {
    ConfigInput input = ConfigInput.of(Path.of("").toAbsolutePath(), environment(database));
    try (Metaxy metaxy = Metaxy.of(MetaxyConfig.read(input.file(file())), features)) {
      return work.apply(metaxy.store());
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
