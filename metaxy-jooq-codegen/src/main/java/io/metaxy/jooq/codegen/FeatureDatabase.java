package io.metaxy.jooq.codegen;

import io.metaxy.jooq.codegen.definition.CodegenOptions;
import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.spec.SpecException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jooq.meta.DefaultRelations;
import org.jooq.meta.SchemaDefinition;
import org.jooq.meta.extensions.ddl.DDLDatabase;
import org.jspecify.annotations.Nullable;

/**
 * jOOQ's meta model of feature definitions: their tables (see {@code docs/semantics.md} 4), created
 * in memory. Needs no JDBC connection; {@link CodegenOptions} lists its properties and where else
 * they are read from.
 */
public class FeatureDatabase extends DDLDatabase {

  private @Nullable Generation generation;

  Generation generation() {
    Generation known = generation;
    if (known == null) {
      known = Generation.of(this, environment());
      generation = known;
    }
    return known;
  }

  /** The environment variables that a configuration is read from: by default, those of the JVM. */
  protected Map<String, String> environment() {
    return System.getenv();
  }

  private FeatureModel model() {
    return generation().model();
  }

  /** jOOQ requests the connection first and does not wrap exceptions thrown here. */
  @Override
  protected Connection connection() {
    if (generation().skipped().isEmpty()) {
      model();
    }
    return super.connection();
  }

  /**
   * jOOQ's own generators call this. They do not know that no code must be generated, and would
   * delete all files.
   */
  @Override
  protected List<SchemaDefinition> getSchemata0() throws SQLException {
    generation()
        .skipped()
        .ifPresent(
            reason -> {
              throw new SpecException(
                  "skip code generation",
                  List.of(
                      new Problem(
                          "bad-generator",
                          "generator",
                          "",
                          "Cannot keep the generated files with another generator than "
                              + FeatureGenerator.class.getName()
                              + ": "
                              + reason
                              + "; set <generator><name>, or jooq.codegen.skip")));
            });
    return super.getSchemata0();
  }

  /** Runs when jOOQ first reads the meta model. */
  @Override
  protected void export() throws Exception {
    if (generation().skipped().isEmpty()) {
      getProperties().setProperty("sql", FeatureDdl.of(model()));
      getProperties().setProperty("logExecutedQueries", "false");
      super.export();
    }
  }

  /** Skipped for feature tables, which have no foreign keys: H2 takes 40 s for 1,000 tables. */
  @Override
  protected void loadForeignKeys(DefaultRelations relations) throws SQLException {
    if (getProperties().containsKey("scripts")) {
      super.loadForeignKeys(relations);
    }
  }
}
