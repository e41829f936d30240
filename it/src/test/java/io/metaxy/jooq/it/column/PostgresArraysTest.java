package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.column.ClipTable.CLIP;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.it.column.ClipTable.Clip;
import io.metaxy.jooq.it.database.PostgresFixture;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTables;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only arrays of PostgreSQL hold, and how a session writes it. */
class PostgresArraysTest {

  private TestDatabase own;

  @BeforeEach
  void create() throws Exception {
    own = PostgresFixture.POSTGRESQL.open();
    own.create(CLIP);
  }

  @AfterEach
  void close() throws Exception {
    own.close();
  }

  private static MetadataStore storeOf(DSLContext dsl) {
    return MetadataStore.of(dsl, FeatureTables.graph(GraphOptions.DEFAULT, CLIP));
  }

  private static Clip clip() {
    Clip clip = ListRows.row(0);
    ListRows.lists(clip).keySet().forEach(each -> clip.set(each, null));
    return clip;
  }

  @Test
  void bytesAreTheSameInEverySession() throws SQLException {
    byte[] every = new byte[256];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) i;
    }
    byte[][] blobs = {every, {}, "abcdef".getBytes(StandardCharsets.UTF_8)};
    Clip clip = clip();
    clip.set(CLIP.blobs, blobs);
    storeOf(own.dsl()).write(CLIP, List.of(clip));
    try (Connection connection = DriverManager.getConnection(own.url())) {
      DSLContext dsl = DSL.using(connection, own.dsl().dialect());
      for (String output : List.of("hex", "escape")) {
        dsl.execute("set bytea_output = '" + output + "'");
        byte[][] read = storeOf(dsl).read(CLIP).fetch().get(0).get(CLIP.blobs);
        assertEquals(blobs.length, read.length);
        for (int i = 0; i < blobs.length; i++) {
          assertArrayEquals(blobs[i], read[i], output);
        }
      }
    }
  }

  @Test
  void valuesOutsideTheirTypeAreNamed() throws SQLException {
    Clip clip = clip();
    clip.set(CLIP.times, List.of(LocalTime.NOON));
    clip.set(CLIP.dates, List.of(LocalDate.EPOCH));
    storeOf(own.dsl()).write(CLIP, List.of(clip));
    Map<String, String> outside =
        Map.of(
            "times", "24:00:00",
            "dates", "infinity",
            "date_times", "-infinity");
    for (Map.Entry<String, String> each : outside.entrySet()) {
      own.execute("update clip set times = null, dates = null, date_times = null");
      own.execute("update clip set " + each.getKey() + " = '{" + each.getValue() + "}'");
      String says =
          assertThrows(StoreException.class, () -> storeOf(own.dsl()).read(CLIP).fetch())
              .getMessage();
      assertTrue(
          says.contains(each.getValue().replace("-", "")) && says.contains("correct the row"),
          says);
    }
  }

  /** The dimensions of an array are not part of its type. */
  @Test
  void anArrayOfTwoDimensionsIsNamed() throws SQLException {
    storeOf(own.dsl()).write(CLIP, List.of(clip()));
    Map<String, String> values =
        Map.of(
            "floats", "[1.0, 2.0] in a list as float",
            "float64", "[1.0, 2.0] in a list as java.lang.Double",
            "prices", "[1.000000, 2.000000] in a list as java.math.BigDecimal",
            "tags", "[1.0, 2.0] in a list as java.lang.String",
            "texts", "[1.0, 2.0] in a list as java.lang.String");
    for (Map.Entry<String, String> each : values.entrySet()) {
      own.execute(
          "update clip set floats = null, float64 = null, prices = null, tags = null, texts ="
              + " null");
      own.execute("update clip set " + each.getKey() + " = '{{1.0,2.0},{3.0,4.0}}'");
      assertEquals(
          "Cannot read the value "
              + each.getValue()
              + " (must not be a list); correct the row, or the type of the column",
          assertThrows(StoreException.class, () -> storeOf(own.dsl()).read(CLIP).fetch())
              .getMessage()
              .replaceFirst(
                  "Cannot read clip: cannot read the row \\(clip_id=[^)]*\\): its "
                      + each.getKey()
                      + " is \\{\\{[^}]*\\},\\{[^}]*\\}\\}: ",
                  ""));
    }
  }
}
