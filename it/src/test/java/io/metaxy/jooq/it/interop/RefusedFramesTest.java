package io.metaxy.jooq.it.interop;

import static io.metaxy.jooq.it.frame.db.tables.FrameTimes.FRAME_TIMES;
import static io.metaxy.jooq.it.interop.Frames.assertSame;
import static io.metaxy.jooq.it.interop.Frames.encoded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaxy.jooq.it.frame.FrameTimes;
import io.metaxy.jooq.it.frame.db.tables.records.FrameTimesRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns of frames that the peer itself refuses, so that they are never shared. */
@Tag("interop")
@Execution(ExecutionMode.CONCURRENT)
class RefusedFramesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static List<FrameColumn> withOdd(String type, String value)
      throws JsonProcessingException {
    List<FrameColumn> columns = new ArrayList<>(FrameColumns.MILLIS);
    columns.add(FrameColumn.of("odd", type, JSON.readValue(value, Object.class)));
    return columns;
  }

  /** The next frame without such a column is written as if nothing had happened. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DUCKDB_MADE_BY_PEER     | Int128                    | "5"                | _pli128
          DUCKDB_MADE_BY_PEER     | Float16                   | "0"                | Unsupported Internal Arrow Type
          DUCKDB_MADE_BY_PEER     | Null                      | null               | does not support creating tables with NULL
          POSTGRESQL_MADE_BY_PEER | Int128                    | "5"                | KeyError: Int128
          POSTGRESQL_MADE_BY_PEER | Float16                   | "0"                | KeyError: Float16
          POSTGRESQL_MADE_BY_PEER | Null                      | null               | syntax error at or near "NULL"
          POSTGRESQL_MADE_BY_PEER | Duration('us')            | "5"                | syntax error at or near "MICROSECOND"
          POSTGRESQL_MADE_BY_PEER | Duration('ms')            | "5"                | syntax error at or near "MILLISECOND"
          POSTGRESQL_MADE_BY_PEER | UInt8                     | "5"                | does not exist
          POSTGRESQL_MADE_BY_PEER | UInt16                    | "5"                | does not exist
          POSTGRESQL_MADE_BY_PEER | UInt32                    | "5"                | does not exist
          POSTGRESQL_MADE_BY_PEER | UInt64                    | "5"                | does not exist
          POSTGRESQL_MADE_BY_PEER | List(UInt8)               | ["5"]              | does not exist
          POSTGRESQL_MADE_BY_PEER | Map(String, Int64)        | {"a": "5"}         | KeyError: Map
          POSTGRESQL_MADE_BY_PEER | List(Struct({'x': Int8})) | [{"x": "5"}]       | syntax error at or near "<"
          POSTGRESQL_MADE_BY_PEER | Struct({'x': Binary})     | {"x": "00"}        | Writing BinaryView to JSON
          POSTGRESQL_MADE_BY_PEER | List(List(Int64))         | [["5"], []]        | Multidimensional arrays must have sub-arrays
          """)
  void cannotBeWritten(FrameStore kind, String type, String value, String says) throws Exception {
    List<FrameColumn> columns = withOdd(type, value);
    try (Place place = kind.empty(List.of(FrameTimes.class))) {
      Frames frames = new Frames(kind, kind.peer(), place, Frames.graph(FRAME_TIMES));
      String refused =
          assertThrows(
                  IllegalStateException.class,
                  () -> frames.write(FRAME_TIMES, columns, Frames.rows(columns)))
              .getMessage();
      assertTrue(refused.contains(says), refused);
      Map<String, Map<String, Object>> rows = Frames.rows(FrameColumns.MILLIS);
      frames.write(FRAME_TIMES, FrameColumns.MILLIS, rows);
      assertSame(rows, encoded(frames.read(FRAME_TIMES), FrameColumns.MILLIS), "Java reads");
      assertSame(rows, encoded(frames.peers(FRAME_TIMES), FrameColumns.MILLIS), "Python reads");
    }
  }

  /** Java leaves the column alone, as no spec names it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DUCKDB_MADE_BY_PEER     | Duration('us')         | "5"          | Unsupported cast from month_day_nano_interval
          DUCKDB_MADE_BY_PEER     | Duration('ms')         | "5"          | Unsupported cast from month_day_nano_interval
          DUCKDB_MADE_BY_PEER     | List(Duration('us'))   | ["5"]        | Unsupported cast from month_day_nano_interval
          POSTGRESQL_MADE_BY_PEER | List(List(Int64))      | [["5","6"]]  | Could not convert [5, 6] with type list
          POSTGRESQL_MADE_BY_PEER | Array(Int64, (1, 2))   | [["5","6"]]  | Could not convert [5, 6] with type list
          """)
  void cannotBeReadBack(FrameStore kind, String type, String value, String says) throws Exception {
    List<FrameColumn> columns = withOdd(type, value);
    try (Place place = kind.empty(List.of(FrameTimes.class))) {
      Frames frames = new Frames(kind, kind.peer(), place, Frames.graph(FRAME_TIMES));
      frames.write(FRAME_TIMES, columns, Frames.rows(columns));
      String refused =
          assertThrows(IllegalStateException.class, () -> frames.peers(FRAME_TIMES)).getMessage();
      assertTrue(refused.contains(says), refused);
      Map<String, Map<String, Object>> rows = Frames.rows(FrameColumns.MILLIS);
      List<FrameTimesRecord> read = frames.read(FRAME_TIMES);
      assertSame(rows, encoded(read, FrameColumns.MILLIS), "Java reads");
      frames.write(FRAME_TIMES, read, "by Java");
      assertSame(rows, encoded(frames.read(FRAME_TIMES), FrameColumns.MILLIS), "Java reads again");
      assertEquals(1, frames.delete(FRAME_TIMES, "s1000"));
      assertEquals(Frames.ROWS - 1, frames.read(FRAME_TIMES).size());
    }
  }
}
