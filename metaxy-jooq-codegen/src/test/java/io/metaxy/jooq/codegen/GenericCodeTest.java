package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code that works on the tables of all features. */
class GenericCodeTest {

  private static final String FEATURES =
      """
      package acme;
      import io.metaxy.jooq.spec.FeatureSpec;
      public interface Declared {
        record Zebra(String id) {
          static final FeatureSpec SPEC = FeatureSpec.of("zebra").id("id").fields("stripes").build();
        }
        record Ant(String id) {
          static final FeatureSpec SPEC = FeatureSpec.of("ant").id("id").dependsOn(Zebra.SPEC).build();
        }
        record Bear(String id) {
          static final FeatureSpec SPEC = FeatureSpec.of("bear").id("id").dependsOn(Ant.SPEC).build();
        }
        record Cat(String id) {
          static final FeatureSpec SPEC = FeatureSpec.of("cat").id("id").build();
        }
      }
      """;

  private static final String PIPELINE =
      """
      package generated.code;
      import io.metaxy.jooq.increment.*;
      import io.metaxy.jooq.store.*;
      import io.metaxy.jooq.table.*;
      import java.util.*;
      import org.jooq.*;
      import org.jooq.impl.DSL;
      public class Pipeline {
        public static List<String> run(DSLContext dsl) {
          MetadataStore store = MetadataStore.of(dsl, Features.GRAPH);
          for (FeatureTable<?> table : Features.TABLES) {
            dsl.createTable(table).columns(table.fields()).execute();
          }
          store.write(tables.Zebra.ZEBRA, List.of(new tables.records.ZebraRecord().setId("z")
              .setMetaxyProvenanceByField(Map.of("stripes", "s"))));
          List<String> done = new ArrayList<>();
          for (FeatureTable<?> table : Features.TABLES) {
            if (!Features.GRAPH.plan(table.featureKey()).spec().isRoot()) {
              try (Increment<?> increment = store.resolve(table)) {
                done.add(table.featureKey() + ": " + increment.counts());
              }
              done.add(table.featureKey() + ": " + compute(store.resolve(table)));
            }
            done.add(store.read(table).fetch().size() + " of " + table.featureKey());
            done.add(store.delete(table, DSL.falseCondition()) + " deleted");
          }
          return done;
        }
        static <R extends FeatureRecord<R>> long compute(Increment<R> increment) {
          return increment.pending(Sample::record);
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void resolvesReadsAndDeletesInTheOrderOfTheGraph() throws Exception {
    Codegen.of(directory, "acme").loader(Compiled.of(directory, FEATURES).loader()).run();
    Path sources = directory.resolve("out");
    Files.writeString(
        sources.resolve("generated/code/Pipeline.java"),
        PIPELINE.replace("tables.", "generated.code.tables."));

    Compiled compiled = Compiled.of(sources);
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
      assertEquals(
          List.of(
              "1 of zebra",
              "0 deleted",
              "ant: new 1, stale 0, orphaned 0, pending 1",
              "ant: 1",
              "1 of ant",
              "0 deleted",
              "bear: new 1, stale 0, orphaned 0, pending 1",
              "bear: 1",
              "1 of bear",
              "0 deleted",
              "0 of cat",
              "0 deleted"),
          compiled
              .load("Pipeline")
              .getMethod("run", DSLContext.class)
              .invoke(null, DSL.using(connection)));
    }
  }
}
