package io.metaxy.jooq.row;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;

/**
 * The optional system columns that at least one row supplies; the store fills them in for the
 * others.
 */
public final class SuppliedColumns {

  private final int dataVersionPosition;
  private final int createdAtPosition;
  private final int runPosition;
  private boolean dataVersion;
  private boolean createdAt;
  private boolean run;

  /** None yet. */
  public SuppliedColumns(FeatureTable<?> table) {
    dataVersionPosition = table.indexOf(SystemColumns.DATA_VERSION_BY_FIELD);
    createdAtPosition = table.indexOf(SystemColumns.CREATED_AT);
    runPosition = table.indexOf(SystemColumns.MATERIALIZATION_ID);
  }

  /** Adds the columns that a row supplies. */
  public void look(FeatureRecord<?> row) {
    dataVersion |= row.get(dataVersionPosition) != null;
    createdAt |= row.get(createdAtPosition) != null;
    run |= row.get(runPosition) != null;
  }

  public boolean dataVersion() {
    return dataVersion;
  }

  public boolean createdAt() {
    return createdAt;
  }

  public boolean run() {
    return run;
  }
}
