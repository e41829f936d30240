package io.metaxy.jooq.row;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Repeated ids are found exactly, in any order. */
class SeenIdsTest {

  private static final int ROWS = 5_000;

  private static final List<IntFunction<Object>> KINDS =
      List.of(
          i -> i,
          i -> (long) i << 32,
          i -> "id " + i,
          i -> new UUID(i, -i),
          i -> (short) i,
          i -> i / 3.0,
          i -> List.of(i, "x"),
          i -> i % 2 == 0 ? i : "text " + i);

  private static void assertSame(List<Object> ids) {
    SeenIds<Object> seen = new SeenIds<>(ids, id -> id);
    Map<Object, Integer> expected = new HashMap<>();
    int position = 0;
    for (Object id : ids) {
      position++;
      Integer other = expected.putIfAbsent(id, position);
      assertEquals(other == null ? 0 : other, seen.add(id, position), "row " + position);
    }
  }

  @Test
  void ascendingIds() {
    KINDS.forEach(kind -> assertSame(IntStream.range(0, ROWS).mapToObj(kind).toList()));
  }

  @Test
  void descendingIds() {
    KINDS.forEach(
        kind -> assertSame(IntStream.range(0, ROWS).map(i -> -i).mapToObj(kind).toList()));
  }

  @Test
  void anIdTwiceInARow() {
    KINDS.forEach(
        kind -> assertSame(IntStream.range(0, ROWS).map(i -> i / 2).mapToObj(kind).toList()));
  }

  @Test
  void theFirstIdAgainAtTheEnd() {
    KINDS.forEach(
        kind -> assertSame(IntStream.range(0, ROWS).map(i -> i % 4_999).mapToObj(kind).toList()));
  }

  @Test
  void idsInNoOrder() {
    Random random = new Random(1);
    KINDS.forEach(
        kind ->
            assertSame(
                IntStream.range(0, ROWS).map(i -> random.nextInt(4_000)).mapToObj(kind).toList()));
  }

  @Test
  void oneIdAndNone() {
    assertSame(List.of("a"));
    assertSame(List.of());
  }

  @Test
  void rowsWithoutIdAreNotThere() {
    List<Optional<Integer>> rows = List.of(Optional.of(1), Optional.empty(), Optional.of(2));
    SeenIds<Optional<Integer>> seen = new SeenIds<>(rows, row -> row.orElse(null));
    assertEquals(0, seen.add(1, 1));
    assertEquals(0, seen.add(2, 3));
    assertEquals(1, seen.add(1, 4));
    assertEquals(3, seen.add(2, 5));
  }
}
