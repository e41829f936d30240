package io.metaxy.jooq.it.model;

import static io.metaxy.jooq.graph.SystemColumns.CREATED_AT;
import static io.metaxy.jooq.graph.SystemColumns.DATA_VERSION;
import static io.metaxy.jooq.graph.SystemColumns.DATA_VERSION_BY_FIELD;
import static io.metaxy.jooq.graph.SystemColumns.DELETED_AT;
import static io.metaxy.jooq.graph.SystemColumns.FEATURE_VERSION;
import static io.metaxy.jooq.graph.SystemColumns.MATERIALIZATION_ID;
import static io.metaxy.jooq.graph.SystemColumns.PROJECT_VERSION;
import static io.metaxy.jooq.graph.SystemColumns.PROVENANCE;
import static io.metaxy.jooq.graph.SystemColumns.PROVENANCE_BY_FIELD;
import static io.metaxy.jooq.graph.SystemColumns.UPDATED_AT;
import static io.metaxy.jooq.it.model.RandomValues.chance;
import static io.metaxy.jooq.it.model.RandomValues.one;
import static io.metaxy.jooq.it.model.RandomValues.shuffled;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.spec.ColumnSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Generates the rows of one table: ids that are written, updated, soft-deleted and written again,
 * with the current and an older feature version, sometimes twice at the same instant.
 */
public final class RandomHistory {

  /** Just before clocks change, so that the wall clock of another zone would skip an hour. */
  private static final Instant BEGINNING = Instant.parse("2026-03-08T06:59:59.999998Z");

  private static final int MOST_EVENTS = 3;

  private final Random random;
  private final FeaturePlan plan;
  private final String algorithm;
  private final int hashLength;
  private final boolean peerMade;
  private final List<ColumnSpec> userColumns;
  private final List<Map<String, Object>> rows = new ArrayList<>();

  /** Generates rows for the table of a plan; tables of the peer can contain more nulls. */
  public RandomHistory(
      Random random, FeaturePlan plan, String algorithm, int hashLength, boolean peerMade) {
    this.random = random;
    this.plan = plan;
    this.algorithm = algorithm;
    this.hashLength = hashLength;
    this.peerMade = peerMade;
    this.userColumns =
        plan.definition().columns().stream()
            .filter(c -> !plan.idColumns().contains(c.name()))
            .toList();
  }

  /** Returns all rows in random order. */
  public List<Map<String, Object>> rows() {
    return shuffled(random, rows);
  }

  /**
   * Adds the history of one id.
   *
   * @param ids the values that all its rows have
   * @param last further values of the last row, unless it is a deletion
   */
  public void add(Map<String, Object> ids, Map<String, Object> last) {
    int moment = random.nextInt(3);
    int events = 1 + random.nextInt(MOST_EVENTS);
    Map<String, Object> row = null;
    for (int event = 0; event < events; event++) {
      Instant instant = BEGINNING.plus(1L << (3 * moment), ChronoUnit.MICROS);
      if (row != null && chance(random, 20)) {
        row = deleted(row, instant);
      } else {
        row = written(ids, instant);
        row.putAll(event == events - 1 ? last : Map.of());
      }
      if (chance(random, 10)) {
        row.put(FEATURE_VERSION, "0ldf3a7e");
      }
      rows.add(row);
      moment += 1 + random.nextInt(2);
    }
    if (chance(random, 30)) {
      rows.add(twin(row));
    }
  }

  private Map<String, Object> written(Map<String, Object> ids, Instant instant) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (ColumnSpec column : userColumns) {
      row.put(column.name(), value(column));
    }
    Map<String, String> provenance = hashes();
    row.put(PROVENANCE_BY_FIELD, provenance);
    row.put(PROVENANCE, hash(provenance.toString()));
    row.put(DATA_VERSION_BY_FIELD, dataVersions());
    row.put(DATA_VERSION, hash("data version"));
    row.put(FEATURE_VERSION, plan.versions().feature());
    row.put(PROJECT_VERSION, "c0ffee00");
    row.put(CREATED_AT, instant);
    row.put(UPDATED_AT, instant);
    row.put(DELETED_AT, null);
    row.put(MATERIALIZATION_ID, chance(random, 50) ? null : "a run");
    row.putAll(ids);
    return row;
  }

  private Object value(ColumnSpec column) {
    return column.nullable() && chance(random, 25)
        ? null
        : one(random, RandomValues.of(column.kind()));
  }

  /** Deletes like we do, or like the peer, which keeps the time of the update. */
  private Map<String, Object> deleted(Map<String, Object> row, Instant instant) {
    Map<String, Object> deleted = new LinkedHashMap<>(row);
    deleted.put(FEATURE_VERSION, plan.versions().feature());
    deleted.put(DELETED_AT, instant);
    if (chance(random, 50)) {
      deleted.put(UPDATED_AT, instant);
    }
    return deleted;
  }

  private Map<String, String> hashes() {
    Map<String, String> hashes = new LinkedHashMap<>();
    for (String key : shuffled(random, plan.structKeys())) {
      hashes.put(key, hash(key + random.nextInt(4)));
    }
    return hashes;
  }

  /** Few different maps, sometimes without a value, needed or not. */
  private Map<String, String> dataVersions() {
    if (peerMade && chance(random, 3)) {
      return null;
    }
    Map<String, String> versions = new LinkedHashMap<>();
    for (String key : shuffled(random, plan.structKeys())) {
      switch (random.nextInt(40)) {
        case 0 -> versions.put(key, null);
        case 1 -> versions.remove(key);
        default -> versions.put(key, one(random, RandomValues.VERSIONS));
      }
    }
    if (chance(random, 5)) {
      versions.put("no_such_field", "unread");
    }
    return versions;
  }

  public String hash(String text) {
    return NaiveHash.of(algorithm, hashLength, text);
  }

  /**
   * A row with the same id and instant. The values of the first column that differs have the same
   * order in every database that orders text by bytes: in a by-field column, only one value
   * differs, in its last character.
   */
  private Map<String, Object> twin(Map<String, Object> row) {
    Map<String, Object> twin = new HashMap<>(row);
    int kind = random.nextInt(6);
    if (kind == 0) {
      return twin;
    }
    if (kind == 1 || (kind == 2 && userColumns.isEmpty())) {
      String key = one(random, plan.structKeys());
      row.put(DATA_VERSION_BY_FIELD, replaced(row, key, "twin1"));
      twin.put(DATA_VERSION_BY_FIELD, replaced(row, key, "twin2"));
      return twin;
    }
    twin.put(DATA_VERSION_BY_FIELD, dataVersions());
    if (kind == 2) {
      ColumnSpec column = one(random, userColumns);
      twin.put(column.name(), value(column));
      // If that is the same value, something else must distinguish them.
      twin.put(MATERIALIZATION_ID, "twin");
      return twin;
    }
    if (kind == 3) {
      Object deleted = row.get(DELETED_AT);
      twin.put(DELETED_AT, deleted == null ? row.get(UPDATED_AT) : null);
      twin.put(UPDATED_AT, deleted == null ? row.get(UPDATED_AT) : deleted);
    }
    twin.put(kind == 4 ? DATA_VERSION : PROVENANCE, hash("twin " + random.nextInt()));
    return twin;
  }

  private static Map<String, String> replaced(Map<String, Object> row, String key, String value) {
    Map<String, String> versions = new LinkedHashMap<>();
    if (row.get(DATA_VERSION_BY_FIELD) instanceof Map<?, ?> held) {
      held.forEach((k, v) -> versions.put((String) k, (String) v));
    }
    versions.put(key, value);
    return versions;
  }
}
