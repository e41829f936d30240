package io.metaxy.jooq.example;

import static io.metaxy.jooq.example.basic.db.Tables.EXAMPLES_CHILD;
import static io.metaxy.jooq.example.basic.db.Tables.EXAMPLES_PARENT;

import io.metaxy.jooq.example.basic.db.Features;
import io.metaxy.jooq.example.basic.db.tables.records.ExamplesParentRecord;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.store.MetadataStore;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** The example {@code basic} of Metaxy for Python: a parent and its child. */
public final class Basic {

  private Basic() {}

  /** Writes embeddings and predicts from them, and returns what was pending by feature key. */
  public static Map<String, Found> run(MetadataStore store, List<ExamplesParentRecord> parents) {
    return new Steps(Features.GRAPH)
        .compute(EXAMPLES_PARENT, store.resolve(EXAMPLES_PARENT, parents), Sample::record)
        .compute(EXAMPLES_CHILD, store.resolve(EXAMPLES_CHILD), Sample::record)
        .found();
  }

  /** Three embeddings. */
  public static List<ExamplesParentRecord> parents() {
    return LongStream.rangeClosed(1, 3).mapToObj(Basic::parent).toList();
  }

  private static ExamplesParentRecord parent(long number) {
    return new ExamplesParentRecord()
        .setSampleUid(number)
        .setRawData("sample_" + number + "_data")
        .setMetaxyProvenanceByField(Map.of("embeddings", "v" + number));
  }
}
