package io.metaxy.jooq.sql;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The samples that the caller gives for a root feature, column by column.
 *
 * @param columns the values of each id column, then the samples' positions, then the provenance of
 *     each field in the order of the plan
 */
public record Samples(List<List<@Nullable Object>> columns) {

  public Samples {
    columns = columns.stream().map(Collections::unmodifiableList).toList();
  }
}
