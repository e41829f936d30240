package io.metaxy.jooq.dialect.postgresql;

import io.metaxy.jooq.dialect.connect.ConnectionAddress;
import io.metaxy.jooq.dialect.connect.DatabaseAccess;
import java.util.Map;
import java.util.Optional;

/** How PostgreSQL is opened. */
final class PostgresAccess implements DatabaseAccess {

  @Override
  public String type() {
    return "postgresql";
  }

  @Override
  public String urlStart() {
    return "jdbc:postgresql:";
  }

  @Override
  public String driver() {
    return "org.postgresql.Driver";
  }

  @Override
  public String artifact() {
    return "org.postgresql:postgresql";
  }

  @Override
  public Optional<String> peer() {
    return Optional.of("PostgreSQLMetadataStore");
  }

  @Override
  public Optional<ConnectionAddress> atUrl(String url) {
    return atParameters(LibpqUrl.parameters(url));
  }

  @Override
  public Optional<String> schema(String url) {
    return LibpqUrl.schema(url);
  }

  @Override
  public Optional<ConnectionAddress> atParameters(Map<String, String> parameters) {
    return Optional.of(new LibpqParameters(parameters).address());
  }
}
