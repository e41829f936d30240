package io.metaxy.jooq.dialect.mariadb;

import io.metaxy.jooq.dialect.Capabilities;
import io.metaxy.jooq.dialect.Capabilities.Lack;
import io.metaxy.jooq.dialect.DialectProvider;
import io.metaxy.jooq.dialect.Failure;
import io.metaxy.jooq.dialect.Failures;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.join.UnionJoins;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The dialect of MariaDB. */
public final class MariaDbDialect implements DialectProvider {

  @Override
  public FeatureDialect dialect() {
    return new FeatureDialect(
        "MariaDB",
        List.of("MARIADB"),
        "MariaDB",
        MariaDbTypes.ALL,
        new MariaDbTables(),
        new MariaDbByFieldColumns(),
        new MariaDbHashFunctions(),
        new MariaDbExpressions(),
        new UnionJoins("max"),
        new MariaDbReading(),
        new MariaDbAppender(),
        new Capabilities(
            Capabilities.Transactions.SAVEPOINTS,
            false,
            false,
            false,
            Set.of(Lack.INSTANTS, Lack.NOT_FINITE)),
        new MariaDbEnginePolicy(),
        Failures.STANDARD.with(Map.of("70100", Failure.LOST_CONNECTION)).withCodes(codes()));
  }

  @Override
  public Map<String, String> refused() {
    return Map.of(
        "MYSQL", "no server is published as an artifact that tests can start, so it is untested");
  }

  /** The same state is used for invalid statements and for missing privileges. */
  private static Map<Integer, Failure> codes() {
    return Map.of(
        1044, Failure.NO_RIGHTS,
        1142, Failure.NO_RIGHTS,
        1143, Failure.NO_RIGHTS,
        1227, Failure.NO_RIGHTS,
        1062, Failure.DUPLICATE,
        1290, Failure.READ_ONLY,
        1792, Failure.READ_ONLY,
        1053, Failure.LOST_CONNECTION,
        1927, Failure.LOST_CONNECTION);
  }
}
