package io.metaxy.jooq.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.JSON;
import org.junit.jupiter.api.Test;

/** JSON columns as the types of record components. */
class JsonConverterTest {

  /** A type that a user's column can have. */
  public record Box(int left, Optional<LocalDate> day) {}

  private static final class Boxes extends JsonConverter<List<Box>> {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void recordsAreBoundBothWays() {
    List<Box> boxes = List.of(new Box(1, Optional.of(LocalDate.of(2026, 1, 31))));
    JSON json = JSON.valueOf("[{\"left\":1,\"day\":\"2026-01-31\"}]");
    assertEquals(json, new Boxes().to(boxes));
    assertEquals(boxes, new Boxes().from(json));
  }

  @Test
  void whatDoesNotFitIsNamedWithItsPlace() {
    String type = "java.util.List<" + Box.class.getName() + ">";
    assertEquals(
        "Cannot read a JSON column as "
            + type
            + ": Unexpected end-of-input within/between Object entries at line 1, column 12",
        refused("[{\"left\":1,"));
  }

  /** Reads what a database holds, even if another program wrote it. */
  @Test
  void ofAKeyThatIsThereTwiceTheLastValueIsRead() {
    JSON json = JSON.valueOf("[{\"left\":1,\"left\":2,\"day\":null}]");
    assertEquals(List.of(new Box(2, Optional.empty())), new Boxes().from(json));
  }

  private static String refused(String json) {
    return String.valueOf(
        assertThrows(IllegalStateException.class, () -> new Boxes().from(JSON.valueOf(json)))
            .getMessage());
  }
}
