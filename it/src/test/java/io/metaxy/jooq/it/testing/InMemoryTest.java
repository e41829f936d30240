package io.metaxy.jooq.it.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.test.MetaxyExtension;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** By default, tests of users have H2 databases of their own, which end with them. */
@ResourceLock("io.metaxy.jooq.it.testing")
class InMemoryTest {

  private static final int FORMS = 7;

  /** Every form of a test. */
  static class InMemory extends Lives {
    @RegisterExtension static final MetaxyExtension METAXY = MetaxyExtension.of(Features.GRAPH);
  }

  @Test
  void eachTestHasADatabaseOfItsOwn() {
    Lives.URLS.clear();

    Launched run = Launched.run(InMemory.class);

    assertEquals(List.of(), run.failures());
    assertEquals(FORMS, run.succeeded());
    assertEquals(FORMS, new HashSet<>(Lives.URLS).size());
    for (String url : Lives.URLS) {
      SQLException gone =
          assertThrows(
              SQLException.class, () -> DriverManager.getConnection(url + ";IFEXISTS=TRUE"));
      assertTrue(gone.getMessage().contains("not found"), gone.getMessage());
    }
  }
}
