package io.metaxy.jooq.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.Test;

/** Databases are found by name. */
class DialectsTest {

  @Test
  void aNameThatThisJooqDoesNotKnowIsNone() {
    assertEquals(Optional.of(SQLDialect.MARIADB), Dialects.named("MARIADB"));
    assertEquals(Optional.empty(), Dialects.named("MARIADB_OF_TOMORROW"));
  }
}
