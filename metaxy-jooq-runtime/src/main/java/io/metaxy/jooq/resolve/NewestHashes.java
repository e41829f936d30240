package io.metaxy.jooq.resolve;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.sql.FeatureRows;
import io.metaxy.jooq.sql.FeatureSource;
import io.metaxy.jooq.table.SystemFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The hashes of the newest of the latest rows. The rows that were written last are mostly latest
 * rows, which a single scan of the table shows:
 *
 * <pre>{@code
 * select video_id, metaxy_provenance, metaxy_deleted_at is not null as metaxy_deleted,
 *   coalesce(metaxy_deleted_at, metaxy_updated_at) as metaxy_written from video
 * where metaxy_feature_version = 'b9359b89'
 * order by coalesce(metaxy_deleted_at, metaxy_updated_at) desc limit 32
 * }</pre>
 *
 * <p>All latest rows are determined only if two of them share an id or one is deleted.
 */
public final class NewestHashes {

  private static final Field<Boolean> DELETED = field(name("metaxy_deleted"), SQLDataType.BOOLEAN);
  private static final String WRITTEN = "metaxy_written";
  private static final Field<Object> MOMENT = field(name("metaxy_moment"), SQLDataType.OTHER);

  private final FeatureSource source;
  private final FeatureRows rows;
  private final int count;
  private final Field<@Nullable String> hash;
  private final Field<Instant> writtenAt;

  /** Selects {@code count} hashes of a feature's current version. */
  public NewestHashes(FeatureSource source, int count) {
    this.source = source;
    this.rows = FeatureRows.current(source);
    this.count = count;
    this.writtenAt = SystemFields.instant(source.table(), SystemColumns.UPDATED_AT);
    this.hash = source.column(SystemColumns.PROVENANCE).coerce(String.class);
  }

  /**
   * The newest rows.
   *
   * @param hashes the hashes of the newest of the latest rows, the newest first
   * @param instant when the newest row was written or deleted, or null if there is no row
   */
  public record Newest(List<@Nullable String> hashes, @Nullable Instant instant) {

    public Newest {
      hashes = Collections.unmodifiableList(hashes);
    }
  }

  /** Reads the hashes and the instant. */
  public Newest fetch(DSLContext dsl) {
    Result<Record> written = written(dsl);
    return new Newest(areLatest(written) ? written.getValues(hash) : latest(dsl), instant(written));
  }

  /** When the newest row was written or deleted, or null if there is no row. */
  public static @Nullable Instant instant(DSLContext dsl, FeatureSource source) {
    return instant(new NewestHashes(source, 1).written(dsl));
  }

  private static @Nullable Instant instant(Result<Record> written) {
    return written.isEmpty() ? null : written.get(0).get(WRITTEN, Instant.class);
  }

  private Result<Record> written(DSLContext dsl) {
    List<Field<?>> columns = new ArrayList<>();
    source.plan().idColumns().forEach(id -> columns.add(source.read(id)));
    columns.add(hash);
    columns.add(field(source.column(SystemColumns.DELETED_AT).isNotNull()).as(DELETED));
    columns.add(rows.moment().coerce(writtenAt).as(WRITTEN));
    Select<Record> newest =
        DSL.select(columns)
            .from(source.from())
            .where(rows.version())
            .orderBy(rows.moment().desc())
            .limit(inline(count));
    return source.dialect().policy().once(dsl, newest).fetch(newest);
  }

  private boolean areLatest(Result<Record> written) {
    int ids = source.plan().idColumns().size();
    Set<List<@Nullable Object>> seen = new HashSet<>();
    for (Record row : written) {
      List<@Nullable Object> id = new ArrayList<>(row.intoList().subList(0, ids));
      if (!seen.add(id) || row.get(DELETED)) {
        return false;
      }
    }
    return true;
  }

  private List<@Nullable String> latest(DSLContext dsl) {
    List<Field<?>> columns = List.of(hash, rows.moment().as(MOMENT));
    Field<@Nullable String> found = field(hash.getUnqualifiedName(), hash.getDataType());
    return dsl.select(found)
        .from(
            rows.latest(columns, noCondition(), Set.of(SystemColumns.PROVENANCE))
                .asTable(source.table().getName()))
        .orderBy(MOMENT.desc())
        .limit(count)
        .fetch(found);
  }
}
