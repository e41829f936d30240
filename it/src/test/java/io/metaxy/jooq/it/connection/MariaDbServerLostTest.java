package io.metaxy.jooq.it.connection;

import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.MariaDbFixture;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that MariaDB kills. */
@ParameterizedClass(name = "{0}")
@EnumSource(names = "MERGE")
class MariaDbServerLostTest extends ServerLost {

  @Override
  public DatabaseFixture fixture() {
    return MariaDbFixture.MARIADB_11;
  }

  /** More rows than a socket buffers. */
  @Override
  int doublings() {
    return 16;
  }

  /** They send a result or are in a transaction. */
  @Override
  int endOthers() {
    List<Long> others =
        dsl.fetch(
                "select p.id from information_schema.processlist p where p.db = database()"
                    + " and p.id <> connection_id() and (p.command = 'Query' or p.id in"
                    + " (select trx_mysql_thread_id from information_schema.innodb_trx))")
            .getValues(0, Long.class);
    others.forEach(id -> dsl.execute("kill connection " + id));
    return others.size();
  }

  @Override
  String ended() {
    return "Error while streaming resultSet data";
  }

  @Override
  String endedBeforeWriting() {
    return "Socket error";
  }
}
