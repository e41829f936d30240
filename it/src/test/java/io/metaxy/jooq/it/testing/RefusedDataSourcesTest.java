package io.metaxy.jooq.it.testing;

import static io.metaxy.jooq.example.Pipeline.recording;
import static io.metaxy.jooq.example.db.tables.Recording.RECORDING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.DatabasePlace;
import io.metaxy.jooq.it.database.Fixtures;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.test.MetaxyExtension;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The DataSources in which a test cannot have a store of its own. */
@Execution(ExecutionMode.SAME_THREAD)
class RefusedDataSourcesTest {

  private static DataSource dataSource;

  /** One row. */
  static class Writing {
    @RegisterExtension
    static final MetaxyExtension METAXY =
        MetaxyExtension.of(Features.GRAPH).withDataSource(() -> dataSource);

    @Test
    void writes(MetadataStore store) {
      store.write(RECORDING, List.of(recording("other", "a", "f")));
    }
  }

  @Test
  void aDatabaseWithoutRightsIsNamed() throws Exception {
    for (DatabaseFixture durable : Fixtures.durable()) {
      DatabasePlace place = durable.place();
      DriverManager.getConnection(place.url()).close();
      try (Connection connection = durable.readOnly(place)) {
        dataSource = new SingleConnectionDataSource(connection, true);
        matches(
            "Cannot create schema metaxy_test_[0-9a-f]{32} for a test: the database says: .+;"
                + " grant the user the right to create schemas");
      } finally {
        place.end().run();
      }
    }
  }

  @Test
  void connectionsWithoutACommonDatabaseAreRefused() {
    List<String> urls =
        Fixtures.every().stream().flatMap(each -> each.privateUrl().stream()).distinct().toList();
    assertTrue(urls.size() > 1);
    for (String url : urls) {
      dataSource = new DriverManagerDataSource(url);
      matches(
          "Cannot use schema metaxy_test_[0-9a-f]{32} of a test: the next connection of the"
              + " DataSource does not find it: (?s:.+); provide a DataSource whose connections"
              + " share one database, such as one with a name or a file");
    }
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsNamed() {
    dataSource = new DriverManagerDataSource("jdbc:h2:tcp://127.0.0.1:1/none");
    matches("Cannot create the store of a test: the database does not answer: .+; start it, or.+");
  }

  @Test
  void aDataSourceThatDoesNotExistYetIsNamed() {
    dataSource = null;
    matches(
        "Cannot create the store of a test: the DataSource is null; create it before the first"
            + " test");
  }

  private static void matches(String pattern) {
    List<String> failures = Launched.run(Writing.class).failures();
    assertEquals(1, failures.size());
    assertTrue(failures.get(0).matches(pattern), failures.get(0));
  }
}
