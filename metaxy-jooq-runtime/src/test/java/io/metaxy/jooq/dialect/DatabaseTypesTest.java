package io.metaxy.jooq.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.spec.ColumnType;
import org.junit.jupiter.api.Test;

/** A database has a type for every kind of column. */
class DatabaseTypesTest {

  @Test
  void aKindWithoutATypeIsNamed() {
    DatabaseTypes.Builder types = DatabaseTypes.withoutLengths().type(ColumnType.STRING, "varchar");
    assertEquals(
        "Cannot find a type for BOOLEAN; add it to the table",
        assertThrows(IllegalStateException.class, types::build).getMessage());
  }
}
