package io.metaxy.jooq.dialect.postgresql;

import io.metaxy.jooq.dialect.connect.ConnectionAddress;
import io.metaxy.jooq.dialect.connect.UnknownParameterException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The parameters of a PostgreSQL server, by libpq's names, as an address for JDBC. */
final class LibpqParameters {

  private static final String PORT = "5432";

  /** The properties of the driver by the names of libpq, with the same values. */
  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          Map.entry("user", "user"),
          Map.entry("password", "password"),
          Map.entry("application_name", "ApplicationName"),
          Map.entry("connect_timeout", "connectTimeout"),
          Map.entry("options", "options"),
          Map.entry("sslmode", "sslmode"),
          Map.entry("sslcert", "sslcert"),
          Map.entry("sslkey", "sslkey"),
          Map.entry("sslrootcert", "sslrootcert"),
          Map.entry("sslpassword", "sslpassword"),
          Map.entry("channel_binding", "channelBinding"),
          Map.entry("gssencmode", "gssEncMode"),
          Map.entry("krbsrvname", "kerberosServerName"));

  /** The parameters that are the client's own matter. */
  private static final Set<String> IGNORED =
      Set.of("autocommit", "client_encoding", "fallback_application_name");

  private static final Set<String> PLACE = Set.of("host", "port", "database", "dbname", "schema");

  private final Map<String, String> parameters;

  LibpqParameters(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /** {@code jdbc:postgresql://host:5432/database}. */
  ConnectionAddress address() {
    Map<String, String> properties = new LinkedHashMap<>();
    parameters.forEach(
        (name, value) -> {
          String property = PROPERTIES.get(name);
          if (property != null) {
            properties.put(property, value);
          } else if (!PLACE.contains(name) && !IGNORED.contains(name)) {
            throw new UnknownParameterException(
                name,
                "(must be one of "
                    + String.join(", ", known())
                    + "); remove it, or use a store of the type postgresql with a url");
          }
        });
    String schema = parameters.get("schema");
    String database = parameters.getOrDefault("database", parameters.getOrDefault("dbname", ""));
    return new ConnectionAddress(
        "jdbc:postgresql://"
            + hosts()
            + "/"
            + URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20"),
        properties,
        schema == null || schema.isBlank() ? null : schema);
  }

  private static Set<String> known() {
    Set<String> names = new TreeSet<>(PROPERTIES.keySet());
    names.addAll(PLACE);
    return names;
  }

  private String hosts() {
    String[] hosts = parameters.getOrDefault("host", "").split(",", -1);
    String[] ports = parameters.getOrDefault("port", "").split(",", -1);
    if (ports.length != 1 && ports.length != hosts.length) {
      throw new IllegalArgumentException(
          "it has " + hosts.length + " hosts and " + ports.length + " ports; write one port each");
    }
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < hosts.length; i++) {
      String port = ports[ports.length == 1 ? 0 : i];
      all.append(i == 0 ? "" : ",").append(host(hosts[i])).append(':').append(port(port));
    }
    return all.toString();
  }

  private static String host(String host) {
    if (host.startsWith("/") || host.startsWith("@")) {
      throw new IllegalArgumentException(
          "Java's driver has no Unix-domain sockets; write the name of the host");
    }
    if (host.isEmpty()) {
      return "localhost";
    }
    if (!host.matches("[\\w.:%\\[\\]-]+")) {
      throw new IllegalArgumentException("the host is not a name or an address; correct it");
    }
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  private static String port(String port) {
    if (port.isEmpty()) {
      return PORT;
    }
    if (!port.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("the port is not a number; correct it");
    }
    return port;
  }
}
