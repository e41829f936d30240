package io.metaxy.jooq.dialect.connect;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is, and how to log in.
 *
 * @param url the JDBC URL
 * @param properties the driver's properties, such as {@code user} and {@code password}
 * @param schema the schema of the tables, or null for the connection's
 */
public record ConnectionAddress(
    String url, Map<String, String> properties, @Nullable String schema) {

  public ConnectionAddress {
    properties = Map.copyOf(properties);
  }

  /** An address without a schema. */
  public ConnectionAddress(String url, Map<String, String> properties) {
    this(url, properties, null);
  }

  /** Its text has no secrets. */
  @Override
  public String toString() {
    return "ConnectionAddress[properties=" + properties.keySet() + ", schema=" + schema + "]";
  }
}
