package io.metaxy.jooq.it.model;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.TableForm;
import io.metaxy.jooq.it.database.TableText;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.spec.FeatureKey;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;

/** A case in a database: its tables exist, in some form, from {@link #set} to {@link #clear}. */
public final class ModelStage {

  private final TestDatabase database;
  private final TableForm form;
  private final ModelCase given;
  private final Map<FeatureKey, LiveTable> live = new HashMap<>();

  public ModelStage(TestDatabase database, TableForm form, ModelCase given) {
    this.database = database;
    this.form = form;
    this.given = given;
  }

  public DSLContext dsl() {
    return database.dsl();
  }

  public DatabaseFixture fixture() {
    return database.fixture();
  }

  public TableForm form() {
    return form;
  }

  public ModelCase given() {
    return given;
  }

  /** The column types in the database, read once for all engines. */
  public LiveTable live(FeaturePlan plan) {
    return live.computeIfAbsent(
        plan.key(),
        key -> {
          FeatureDialect dialect = Dialects.of(fixture().dialect());
          return dsl()
              .connectionResult(
                  c -> dialect.tables().table(dialect.types(), c, null, plan.tableName()));
        });
  }

  /** Creates and fills the tables in one round trip. */
  public void set() throws SQLException {
    StringBuilder script = new StringBuilder();
    for (FeaturePlan plan : given.graph().plans()) {
      TableText text = database.text(form, plan);
      script.append(text.create()).append(";\n");
      if (!given.rows(plan.key()).isEmpty()) {
        script.append(text.insert(given.rows(plan.key()))).append(";\n");
      }
    }
    database.execute(script.toString());
  }

  /** Drops the tables. */
  public void clear() throws SQLException {
    StringBuilder script = new StringBuilder();
    for (FeaturePlan plan : given.graph().plans()) {
      script.append(database.text(form, plan).drop()).append(";\n");
    }
    database.execute(script.toString());
  }
}
