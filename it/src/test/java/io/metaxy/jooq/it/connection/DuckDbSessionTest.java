package io.metaxy.jooq.it.connection;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.it.database.DuckDbFixture;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.store.MetadataStore;
import java.sql.Connection;
import java.sql.DriverManager;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** A session in which different texts are equal. */
class DuckDbSessionTest {

  @Test
  void aDefaultCollationIsRefused() throws Exception {
    try (TestDatabase database = DuckDbFixture.DUCKDB_MEMORY.open();
        Connection connection = DriverManager.getConnection(database.url())) {
      database.create(SHOT);
      DuckDbFixture kind = DuckDbFixture.DUCKDB_MEMORY;
      kind.execute(connection, "set default_collation = 'NOCASE'");
      MetadataStore store = MetadataStore.of(DSL.using(connection, kind.dialect()), Features.GRAPH);
      UnsupportedOperationException refused =
          assertThrows(UnsupportedOperationException.class, () -> store.read(SHOT));
      assertEquals(
          "Cannot use a session whose default_collation is nocase, because different ids would be"
              + " equal; reset default_collation",
          refused.getMessage().replace("NOCASE", "nocase"));
      kind.execute(connection, "reset default_collation");
      assertEquals(0, store.read(SHOT).fetch().size());
    }
  }
}
