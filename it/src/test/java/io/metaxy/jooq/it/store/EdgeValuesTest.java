package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.it.db.Tables.SHOT;
import static io.metaxy.jooq.it.resolve.Shots.ID;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.JdbcValues;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.it.database.OnFastestKinds;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.resolve.EdgeValues;
import io.metaxy.jooq.it.resolve.EdgeValues.Edge;
import io.metaxy.jooq.value.TimeLimits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.junit.jupiter.api.Test;

/** The edge values of each column type come back equal, as one row and among many. */
class EdgeValuesTest extends OnFastestKinds {

  private static final int MANY = 100;

  EdgeValuesTest() {
    super(Features.GRAPH, SHOT);
  }

  private TimeLimits times() {
    return Dialects.of(fixture.dialect()).capabilities().times();
  }

  /** A row with an edge value, which its provenance identifies. */
  private static ShotRecord row(int number, Edge<?> edge) {
    ShotRecord row = shot(number, "p", "edge" + number);
    edge.set(row);
    return row;
  }

  /** Returns the reason for which a row is refused, or an empty text if it is written. */
  private String refusal(List<ShotRecord> rows) {
    try {
      store.write(SHOT, rows);
      return "";
    } catch (InvalidRowException e) {
      return e.getMessage().substring(e.getMessage().indexOf("): its "));
    }
  }

  /** Returns the stored value, as far as the spec defines it. */
  private static Object meant(Object value) {
    if (value instanceof OffsetDateTime time) {
      return JdbcValues.micros(time.toInstant());
    }
    if (value instanceof BigDecimal number) {
      return number.setScale(2, RoundingMode.HALF_UP);
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof Double || value instanceof Float) {
      return ((Number) value).doubleValue() + 0.0;
    }
    return JdbcValues.micros(value);
  }

  private void assertRead(Map<Integer, Edge<?>> edges) {
    Map<String, ShotRecord> read = new HashMap<>();
    for (ShotRecord row : store.read(SHOT).fetch()) {
      read.put(row.getMetaxyProvenanceByField().get("sound"), row);
    }
    List<String> changed = new ArrayList<>();
    edges.forEach(
        (number, edge) -> {
          Object found = Objects.requireNonNull(read.get("edge" + number)).get(edge.column());
          if (!Objects.equals(meant(edge.value()), meant(found))) {
            changed.add(edge + " became " + found);
          }
        });
    assertEquals(List.of(), changed);
  }

  @Test
  void comeBackOrAreRefusedAlikeInBothWays() {
    List<Edge<?>> edges = EdgeValues.ofColumns(times());
    Map<Integer, Edge<?>> written = new HashMap<>();
    List<ShotRecord> many = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      ShotRecord row = row(i + 1_000, edges.get(i));
      String alone = refusal(List.of(row));
      if (alone.isEmpty()) {
        written.put(i + 1_000, edges.get(i));
        many.add(row);
      } else {
        List<ShotRecord> among = new ArrayList<>(fillers());
        among.add(MANY / 2, row);
        assertEquals(alone, refusal(among));
      }
    }
    assertTrue(many.size() > MANY, "too few edge values: " + many.size());
    assertRead(written);
    emptyTables();
    assertEquals("", refusal(many));
    assertRead(written);
    for (Edge<?> edge : edges) {
      if (written.containsValue(edge) && isComparable(edge.column())) {
        assertTrue(isFound(edge), () -> "no row has the " + edge);
      }
    }
  }

  private static boolean isComparable(Field<?> column) {
    return Stream.of(SHOT.DAY, SHOT.SLATE, SHOT.SHOT_AT, SHOT.SCANNED_AT, SHOT.SUNSET)
        .anyMatch(column::equals);
  }

  private <T> boolean isFound(Edge<T> edge) {
    Field<T> column = edge.column();
    T stored = column.getType().cast(JdbcValues.micros(edge.value()));
    return dsl.fetchExists(dsl.selectOne().from(store.current(SHOT)).where(column.eq(stored)));
  }

  private static List<ShotRecord> fillers() {
    return Stream.iterate(0, i -> i + 1).limit(MANY).map(i -> shot(i, "p", "s" + i)).toList();
  }

  @Test
  void timesOutsideWhatTheDatabaseStoresAreRefusedWithTheLimits() {
    for (Edge<?> edge : EdgeValues.outside(times())) {
      String range = times().exceeded(edge.value()).orElseThrow();
      List<ShotRecord> many = new ArrayList<>(fillers());
      many.set(70, shot(70, "p", "s"));
      edge.set(many.get(70));
      for (List<ShotRecord> rows : List.of(many.subList(70, 71), many)) {
        assertEquals(
            "Cannot write row "
                + (rows.indexOf(many.get(70)) + 1)
                + " of shot (shot_id="
                + ID
                + ", take=70): its "
                + edge.column().getName()
                + " is "
                + edge.value()
                + "; set a value from "
                + range
                + ", because this database cannot store other values",
            refused(InvalidRowException.class, () -> store.write(SHOT, rows)));
      }
    }
    assertEquals(0, dsl.fetchCount(SHOT));
  }

  @Test
  void aSampleThatCannotBeStoredIsRefusedBeforeItIsResolved() {
    ShotRecord row = shot(1, "p", "s").setShotAt(Instant.MAX);
    String says = refused(InvalidRowException.class, () -> store.resolve(SHOT, List.of(row)));
    assertTrue(says.startsWith("Cannot resolve row 1 of shot (shot_id=" + ID), says);
    assertTrue(says.contains("its shot_at is +1000000000-12-31T23:59:59.999999999Z; set"), says);
  }

  @Test
  void aConditionBeyondTheLimitsIsRefused() {
    Instant end = Instant.MAX;
    Condition condition = SHOT.METAXY_CREATED_AT.lt(end);
    String says =
        "Cannot use a condition on shot: it contains "
            + end
            + "; use a value from "
            + times().exceeded(end).orElseThrow()
            + ", because this database cannot store other values";
    assertEquals(
        says,
        refused(IllegalArgumentException.class, () -> store.read(SHOT).where(condition).fetch()));
    assertEquals(
        says, refused(IllegalArgumentException.class, () -> store.delete(SHOT, condition)));
    assertEquals(
        says,
        refused(
            IllegalArgumentException.class,
            () -> store.resolve(SHOT, r -> r.samples(List.of()).staleIf(condition))));
  }
}
