package io.metaxy.jooq.dialect.postgresql;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL of a PostgreSQL server as Python writes it. As in the Python original, the password ends at
 * the last {@code @}, a plus sign in it is a space, and the path is the database and a schema:
 *
 * <pre>{@code
 * postgresql://user:pass%40word@[::1]:5432/database/schema?sslmode=require
 * }</pre>
 */
final class LibpqUrl {

  private static final Pattern URL =
      Pattern.compile(
          "postgres(?:ql)?(?:[+]\\w+)?://"
              + "(?:(?<user>[^:/?#]*)(?::(?<password>[^/?#]*))?@)?"
              + "(?<hosts>[^@/?#]*)"
              + "(?:/(?<database>[^@/?#]*)(?:/(?<schema>[^@/?#]*))?)?"
              + "(?:[?](?<query>(?:[^=&@#]+=[^&@#]*&?)*))?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern HOST =
      Pattern.compile("(?<host>\\[[^\\[\\]]*]|[^:\\[\\]]*)(?::(?<port>[0-9]*))?");

  private LibpqUrl() {}

  /**
   * The parameters of a URL by libpq's names; {@code schema} is the original's.
   *
   * @throws IllegalArgumentException if it is not such a URL
   */
  static Map<String, String> parameters(String url) {
    Matcher parts = URL.matcher(url.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "it is not a URL such as postgresql://user:password@host:5432/database; write one, with"
              + " percent-encoded special characters");
    }
    Map<String, String> all = new LinkedHashMap<>();
    put(all, "user", decoded(parts.group("user")));
    String password = parts.group("password");
    put(all, "password", decoded(password == null ? null : password.replace("+", "%20")));
    hosts(all, parts.group("hosts"));
    put(all, "database", decoded(parts.group("database")));
    put(all, "schema", decoded(parts.group("schema")));
    String query = parts.group("query");
    if (query != null && !query.isEmpty()) {
      for (String pair : query.split("&", -1)) {
        if (pair.isEmpty()) {
          continue;
        }
        int equals = pair.indexOf('=');
        put(all, decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return all;
  }

  /**
   * The schema of a URL whose other parts may be missing or wrong: the empty text if its place is
   * there, but not its name.
   */
  static Optional<String> schema(String url) {
    String rest = url.substring(Math.max(url.indexOf("://"), 0));
    String place = rest.substring(rest.lastIndexOf('@') + 1).replaceFirst("^://", "").strip();
    String[] pathAndQuery = place.split("[?]", 2);
    Optional<String> schema = Optional.empty();
    String[] path = pathAndQuery[0].split("/", -1);
    if (path.length > 2) {
      schema = Optional.of(decoded(path[2]));
    }
    for (String pair : pathAndQuery.length < 2 ? new String[0] : pathAndQuery[1].split("&", -1)) {
      if (pair.startsWith("schema=")) {
        schema = Optional.of(decoded(pair.substring("schema=".length())));
      }
    }
    return schema;
  }

  private static void hosts(Map<String, String> all, String hosts) {
    List<String> names = new ArrayList<>();
    List<String> ports = new ArrayList<>();
    for (String each : hosts.split(",", -1)) {
      Matcher host = HOST.matcher(each);
      if (!host.matches()) {
        throw new IllegalArgumentException(
            "the host and port cannot be read; write host:port, and percent-encode special"
                + " characters of the password");
      }
      String port = host.group("port");
      names.add(decoded(host.group("host")));
      ports.add(port == null ? "" : port);
    }
    put(all, "host", String.join(",", names));
    put(all, "port", ports.stream().allMatch(String::isEmpty) ? "" : String.join(",", ports));
  }

  private static void put(Map<String, String> all, String name, String value) {
    if (!value.isEmpty()) {
      all.put(name, value);
    }
  }

  private static String decoded(@Nullable String text) {
    if (text == null) {
      return "";
    }
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a percent sign is not followed by two hexadecimal digits; write %25 for it");
    }
  }
}
