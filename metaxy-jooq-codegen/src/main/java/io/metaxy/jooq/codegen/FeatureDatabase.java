package io.metaxy.jooq.codegen;

import io.metaxy.jooq.codegen.definition.CodegenOptions;
import io.metaxy.jooq.codegen.definition.FeatureModel;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.meta.DefaultRelations;
import org.jooq.meta.extensions.ddl.DDLDatabase;
import org.jspecify.annotations.Nullable;

/**
 * jOOQ's meta model of feature definitions: their tables (see {@code docs/semantics.md} 4), created
 * in memory. Needs no JDBC connection; {@link CodegenOptions} lists its properties.
 */
public class FeatureDatabase extends DDLDatabase {

  private @Nullable FeatureModel model;

  FeatureModel model() {
    FeatureModel known = model;
    if (known == null) {
      known = FeatureModel.of(this);
      model = known;
    }
    return known;
  }

  /** jOOQ requests the connection first and does not wrap exceptions thrown here. */
  @Override
  protected Connection connection() {
    model();
    return super.connection();
  }

  /** Runs when jOOQ first reads the meta model. */
  @Override
  protected void export() throws Exception {
    getProperties().setProperty("sql", FeatureDdl.of(model()));
    getProperties().setProperty("logExecutedQueries", "false");
    super.export();
  }

  /** Skipped for feature tables, which have no foreign keys: H2 takes 40 s for 1,000 tables. */
  @Override
  protected void loadForeignKeys(DefaultRelations relations) throws SQLException {
    if (getProperties().containsKey("scripts")) {
      super.loadForeignKeys(relations);
    }
  }
}
