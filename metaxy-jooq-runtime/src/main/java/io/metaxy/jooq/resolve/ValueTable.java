package io.metaxy.jooq.resolve;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.JdbcValues;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.sql.RowCursor;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * Samples that were resolved in the JVM, as a jOOQ table that sends their ids and hashes to the
 * database.
 */
public final class ValueTable {

  private final ResolveRequest request;
  private final FeatureDialect dialect;
  private final List<Field<?>> columns = new ArrayList<>();
  private final List<Field<String>> hashes = new ArrayList<>();
  private final List<List<@Nullable Object>> values = new ArrayList<>();

  public ValueTable(ResolveRequest request) {
    this.request = request;
    this.dialect = request.dialect();
    for (String id : request.plan().inputIdColumns()) {
      columns.add(field(name(id), request.target().column(id).getDataType()));
    }
    for (int i = 0; i < request.plan().fields().size(); i++) {
      hashes.add(Provenance.hashColumn(i));
    }
    columns.addAll(hashes);
    columns.add(ResolveStatement.SAMPLE_HASH);
    columns.forEach(column -> values.add(new ArrayList<>()));
  }

  /** The table of all rows of a cursor, which it closes. */
  public Table<?> of(RowCursor<ResolvedRow> rows) {
    try (rows) {
      for (ResolvedRow row = rows.next(); row != null; row = rows.next()) {
        add(row);
      }
    }
    List<Field<?>> selected =
        new ArrayList<>(columns.subList(0, request.plan().inputIdColumns().size()));
    List<String> structKeys =
        request.plan().fields().stream().map(f -> f.key().structKey()).toList();
    selected.add(dialect.byField().of(structKeys, hashes).as(SystemColumns.PROVENANCE_BY_FIELD));
    selected.add(ResolveStatement.SAMPLE_HASH.as(SystemColumns.PROVENANCE));
    return select(selected)
        .from(dialect.expressions().rows(columns, values))
        .asTable(request.target().table().getName());
  }

  private void add(ResolvedRow row) {
    List<@Nullable Object> cells = new ArrayList<>();
    row.ids().forEach(id -> cells.add(JdbcValues.micros(id)));
    for (int i = 0; i < hashes.size(); i++) {
      cells.add(row.fieldHash(i));
    }
    cells.add(row.sampleHash());
    for (int i = 0; i < columns.size(); i++) {
      values.get(i).add(cells.get(i));
    }
  }
}
