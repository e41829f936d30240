package io.metaxy.jooq.dialect.mariadb;

import io.metaxy.jooq.dialect.Capabilities;
import io.metaxy.jooq.dialect.Capabilities.Lack;
import io.metaxy.jooq.dialect.DialectProvider;
import io.metaxy.jooq.dialect.Failure;
import io.metaxy.jooq.dialect.Failures;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.join.UnionJoins;
import io.metaxy.jooq.dialect.list.NoLists;
import io.metaxy.jooq.value.TimeLimits;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The dialect of MariaDB. */
public final class MariaDbDialect implements DialectProvider {

  @Override
  public FeatureDialect dialect() {
    return new FeatureDialect(
        "MariaDB",
        List.of("MARIADB"),
        "MariaDB",
        new MariaDbAccess(),
        MariaDbTypes.ALL,
        new MariaDbTables(),
        new MariaDbByFieldColumns(),
        new NoLists(),
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
            Set.of(Lack.INSTANTS, Lack.NOT_FINITE),
            TimeLimits.of("0001-01-01", "9999-12-31")),
        new MariaDbEnginePolicy(),
        Failures.STANDARD
            .with(Map.of("45", Failure.REJECTED))
            .withCodes(codes())
            .withDriver(MariaDbDialect::notConnected));
  }

  @Override
  public Map<String, String> refused() {
    return Map.of(
        "MYSQL",
        "no server is available as a Maven artifact that tests can start, so it is untested");
  }

  /** A server that does not answer has the state of a connection that is lost. */
  private static Optional<Failure> notConnected(SQLException error) {
    return String.valueOf(error.getMessage()).startsWith("Socket fail to connect")
        ? Optional.of(Failure.NO_CONNECTION)
        : Optional.empty();
  }

  /** The same state is used for invalid statements and for missing privileges. */
  private static Map<Integer, Failure> codes() {
    return Map.ofEntries(
        Map.entry(1040, Failure.NO_CONNECTION),
        Map.entry(1049, Failure.NO_CONNECTION),
        Map.entry(1044, Failure.NO_RIGHTS),
        Map.entry(1142, Failure.NO_RIGHTS),
        Map.entry(1143, Failure.NO_RIGHTS),
        Map.entry(1227, Failure.NO_RIGHTS),
        Map.entry(1370, Failure.NO_RIGHTS),
        Map.entry(1062, Failure.DUPLICATE),
        Map.entry(1586, Failure.DUPLICATE),
        Map.entry(1020, Failure.CONFLICT),
        Map.entry(1205, Failure.CONFLICT),
        Map.entry(1213, Failure.CONFLICT),
        Map.entry(1290, Failure.READ_ONLY),
        Map.entry(1792, Failure.READ_ONLY),
        Map.entry(1836, Failure.READ_ONLY),
        // A row that exceeds a packet; an invalid text; no partition for a value; no default.
        Map.entry(1153, Failure.REJECTED),
        Map.entry(1366, Failure.REJECTED),
        Map.entry(1526, Failure.REJECTED),
        Map.entry(1364, Failure.REJECTED),
        Map.entry(1053, Failure.LOST_CONNECTION),
        Map.entry(1927, Failure.LOST_CONNECTION));
  }
}
