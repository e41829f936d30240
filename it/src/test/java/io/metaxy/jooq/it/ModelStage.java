package io.metaxy.jooq.it;

import io.metaxy.jooq.graph.FeaturePlan;
import java.sql.SQLException;

/** The tables of a case in a database, for as long as it is looked at. */
final class ModelStage {

  private final TestDatabase database;
  private final TableForm form;
  private final ModelCase given;

  ModelStage(TestDatabase database, TableForm form, ModelCase given) {
    this.database = database;
    this.form = form;
    this.given = given;
  }

  /** Creates and fills the tables in one round trip. */
  void set() throws SQLException {
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
  void clear() throws SQLException {
    StringBuilder script = new StringBuilder();
    for (FeaturePlan plan : given.graph().plans()) {
      script.append(database.text(form, plan).drop()).append(";\n");
    }
    database.execute(script.toString());
  }
}
