package io.metaxy.jooq.resolve;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;

import io.metaxy.jooq.dialect.ByFieldConverter;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.sql.FeatureRows;
import io.metaxy.jooq.sql.FeatureSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The algorithms that hashed the existing rows of a feature's current version, which a row shows:
 * it has a hash, and what was hashed ({@code docs/semantics.md} 5). A few rows are read, in any
 * order:
 *
 * <pre>{@code
 * select metaxy_provenance, metaxy_provenance_by_field from video
 * where metaxy_feature_version = 'b9359b89' and metaxy_deleted_at is null limit 32
 * }</pre>
 *
 * <p>If one has another algorithm than expected, the latest rows are determined, of which it may
 * not be one.
 */
public final class HashedRows {

  private static final int LOOKED_AT = 32;

  private final FeatureSource source;
  private final FeatureRows rows;
  private final int length;
  private final Field<@Nullable String> hash;
  private final Field<@Nullable JSON> byField;

  /**
   * The rows of a table.
   *
   * @param length the number of characters kept of a hash
   */
  public HashedRows(FeatureSource source, int length) {
    this.source = source;
    this.rows = FeatureRows.current(source);
    this.length = length;
    this.hash =
        source.column(SystemColumns.PROVENANCE).coerce(String.class).as(SystemColumns.PROVENANCE);
    this.byField =
        source
            .dialect()
            .byField()
            .json(source.column(SystemColumns.PROVENANCE_BY_FIELD))
            .as(SystemColumns.PROVENANCE_BY_FIELD);
  }

  /**
   * The algorithms, each with one of its hashes. Rows that no algorithm has hashed are ignored.
   *
   * @param expected the algorithm whose rows need not be the latest
   */
  public Map<HashAlgorithm, String> algorithms(DSLContext dsl, HashAlgorithm expected) {
    List<Hashed> found = fetch(dsl, some(), expected);
    List<String> others =
        found.stream().filter(row -> row.algorithm() != expected).map(Hashed::hash).toList();
    if (!others.isEmpty()) {
      Select<Record> latest =
          DSL.select(
                  List.of(
                      field(hash.getUnqualifiedName(), hash.getDataType()),
                      field(byField.getUnqualifiedName(), byField.getDataType())))
              .from(
                  rows.latest(
                          List.of(hash, byField),
                          source.column(SystemColumns.PROVENANCE).coerce(String.class).in(others))
                      .asTable(source.table().getName()))
              .limit(inline(LOOKED_AT));
      found = new ArrayList<>(found);
      found.removeIf(row -> row.algorithm() != expected);
      found.addAll(fetch(dsl, latest, expected));
    }
    return algorithms(found);
  }

  /** The same, although some of the rows may not be the latest. */
  public Map<HashAlgorithm, String> algorithms(DSLContext dsl) {
    return algorithms(fetch(dsl, some(), HashAlgorithm.MD5));
  }

  private static Map<HashAlgorithm, String> algorithms(List<Hashed> found) {
    Map<HashAlgorithm, String> algorithms = new EnumMap<>(HashAlgorithm.class);
    found.forEach(row -> algorithms.putIfAbsent(row.algorithm(), row.hash()));
    return algorithms;
  }

  private Select<Record> some() {
    return DSL.select(List.of(hash, byField))
        .from(source.from())
        .where(rows.version())
        .and(source.column(SystemColumns.DELETED_AT).isNull())
        .limit(inline(LOOKED_AT));
  }

  /** A hash and the algorithm that made it. */
  private record Hashed(String hash, HashAlgorithm algorithm) {}

  private List<Hashed> fetch(DSLContext dsl, Select<Record> query, HashAlgorithm expected) {
    List<Hashed> found = new ArrayList<>();
    for (Record row : source.dialect().policy().once(dsl, query).fetch(query)) {
      String made = row.get(0, String.class);
      List<String> parts = parts((JSON) row.get(1));
      if (made != null && parts != null) {
        HashAlgorithm.thatMade(made, parts, length, expected)
            .ifPresent(algorithm -> found.add(new Hashed(made, algorithm)));
      }
    }
    return found;
  }

  /** The hashed texts; null if the row has none, or others than the fields of the feature. */
  private @Nullable List<String> parts(@Nullable JSON json) {
    Map<String, String> values;
    try {
      values = ByFieldConverter.INSTANCE.from(json);
    } catch (IllegalStateException e) {
      return null;
    }
    if (values == null) {
      return null;
    }
    List<String> parts = new ArrayList<>();
    for (String key : source.plan().structKeys()) {
      String part = values.get(key);
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    return parts;
  }
}
