package io.metaxy.jooq.migration.diff;

import io.metaxy.jooq.migration.change.AppliedState;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Collects the changes of one table, and the table after them. */
final class TableEdit {

  private final TableState desired;
  private final List<Function<TableState, Change>> changes = new ArrayList<>();
  private TableState state;

  TableEdit(TableState desired, TableState current) {
    this.desired = desired;
    this.state = current;
  }

  /** Adds a change, built later with the table after all changes. */
  void add(Function<TableState, Change> change) {
    changes.add(change);
    state = Objects.requireNonNull(AppliedState.of(state, change.apply(desired)));
  }

  /** The table after the changes so far. */
  TableState state() {
    return state;
  }

  /** The changes, in order. */
  List<Change> changes() {
    return changes.stream().map(change -> change.apply(state)).toList();
  }
}
