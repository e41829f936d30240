package io.metaxy.jooq.it.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.project.Metaxy;
import io.metaxy.jooq.store.MetadataStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A database that does not answer is named by its store, and no text ever has its secrets. */
class UnreachableStoresTest {

  /** A part of it is the same in every form. */
  private static final String MARK = "7hush7";

  private static final String SECRET = "pw " + MARK + "&@/+x";
  private static final String ENCODED = "pw%20" + MARK + "%26%40%2F%2Bx";

  @TempDir Path directory;

  /**
   * A store with a planted secret.
   *
   * @param place where the secret is
   * @param type its type
   * @param config its other keys
   * @param environment the environment
   */
  record Planted(String place, String type, String config, Map<String, String> environment) {

    static Planted in(String place, String type, String config) {
      return new Planted(place, type, config, Map.of());
    }

    @Override
    public String toString() {
      return place;
    }
  }

  static Stream<Planted> planted() {
    return Stream.concat(encoded().stream(), unencoded());
  }

  /** Passwords that a URL cannot have without percent signs, but that are written all the same. */
  private static Stream<Planted> unencoded() {
    return Stream.of("#", "/", "?", " ", "@", ";", "&", ":")
        .flatMap(
            each -> {
              String login = "//u:pw" + each + MARK + each + "x@localhost:1/db";
              return Stream.of(
                  Planted.in(each + " in a MariaDB URL", "mariadb", url("jdbc:mariadb:" + login)),
                  Planted.in(
                      each + " in a PostgreSQL URL", "postgresql", url("jdbc:postgresql:" + login)),
                  Planted.in(each + " in a URL of jdbc", "jdbc", url("jdbc:mariadb:" + login)),
                  Planted.in(each + " in an unknown URL", "jdbc", url("jdbc:nobody:" + login)),
                  Planted.in(
                      each + " in a parameter",
                      "mariadb",
                      url("jdbc:mariadb://localhost:1/db?password=pw" + each + MARK)),
                  Planted.in(
                      each + " in a connection_string",
                      "metaxy.ext.postgresql.PostgreSQLMetadataStore",
                      "connection_string = \"postgresql:" + login + "\""));
            });
  }

  private static String url(String url) {
    return "url = \"" + url + "\"";
  }

  private static List<Planted> encoded() {
    String postgresql = "metaxy.ext.postgresql.PostgreSQLMetadataStore";
    String duckdb = "metaxy.ext.duckdb.DuckDBMetadataStore";
    String refused = "url = \"jdbc:postgresql://localhost:1/db\"\nusername = \"u\"\n";
    return List.of(
        Planted.in("password", "postgresql", refused + "password = \"" + SECRET + "\""),
        new Planted(
            "expanded password",
            "postgresql",
            refused + "password = \"${PLANTED}\"",
            Map.of("PLANTED", SECRET)),
        new Planted(
            "environment",
            "postgresql",
            refused,
            Map.of("METAXY_STORES__DEV__CONFIG__PASSWORD", SECRET)),
        new Planted(
            "url of the environment",
            "postgresql",
            "",
            Map.of(
                "METAXY_STORES__DEV__CONFIG__URL",
                "jdbc:postgresql://h:port/db?password=" + ENCODED)),
        Planted.in(
            "parameter of a PostgreSQL URL",
            "postgresql",
            "url = \"jdbc:postgresql://localhost:1/db?user=u&password=" + ENCODED + "\""),
        Planted.in(
            "PostgreSQL URL that cannot be parsed",
            "postgresql",
            "url = \"jdbc:postgresql://h:port/db?user=u&password=" + ENCODED + "\""),
        Planted.in(
            "URL of type jdbc",
            "jdbc",
            "url = \"jdbc:postgresql://h:port/db?user=u&password=" + ENCODED + "\""),
        Planted.in(
            "URL without a driver", "jdbc", "url = \"jdbc:nobody://u:" + ENCODED + "@h/db\""),
        Planted.in(
            "login of a MariaDB URL",
            "mariadb",
            "url = \"jdbc:mariadb://u:" + ENCODED + "@localhost:1/db\""),
        Planted.in(
            "parameter of a MariaDB URL",
            "mariadb",
            "url = \"jdbc:mariadb://localhost:1/db?user=u&password=" + ENCODED + "\""),
        Planted.in(
            "MariaDB URL that cannot be parsed",
            "mariadb",
            "url = \"jdbc:mariadb://address=(host=h)(port=x)/db?password=" + ENCODED + "\""),
        Planted.in(
            "setting of an H2 URL",
            "h2",
            "url = \"jdbc:h2:mem:x;USER=u;PASSWORD=" + MARK + ";NO_SUCH_SETTING=1\""),
        Planted.in(
            "H2 URL that cannot be parsed",
            "h2",
            "url = \"jdbc:h2:mem:x;PASSWORD=" + MARK + ";;x\""),
        Planted.in(
            "connection_string",
            postgresql,
            "connection_string = \"postgresql://u:" + ENCODED + "@localhost:1/db\""),
        Planted.in(
            "connection_string that cannot be parsed",
            postgresql,
            "connection_string = \"postgresql://u:" + SECRET + "@localhost:1:2/db\""),
        Planted.in(
            "connection_string with a parameter of no driver",
            postgresql,
            "connection_string = \"postgresql://h/db?" + MARK + "token=" + MARK + "\""),
        Planted.in(
            "connection_params",
            postgresql,
            "connection_params = {host = \"localhost\", port = 1, user = \"u\", password = \""
                + SECRET
                + "\"}"),
        new Planted(
            "connection_params of the environment",
            postgresql,
            "connection_params = {host = \"localhost\", port = 1}",
            Map.of("METAXY_STORES__DEV__CONFIG__CONNECTION_PARAMS__PASSWORD", SECRET)),
        Planted.in(
            "settings of DuckDB",
            duckdb,
            "database = \":memory:\"\nconfig = {motherduck_token = \"" + SECRET + "\"}"),
        Planted.in(
            "URL of MotherDuck", duckdb, "database = \"md:db?motherduck_token=" + MARK + "\""),
        Planted.in(
            "URL of DuckDB",
            "duckdb",
            "url = \"jdbc:duckdb:;secret_directory=" + MARK + ";no_such_setting=1\""));
  }

  @ParameterizedTest
  @MethodSource("planted")
  @ResourceLock(Resources.SYSTEM_ERR)
  void noTextHasTheSecret(Planted planted) {
    PrintStream err = System.err;
    ByteArrayOutputStream logged = new ByteArrayOutputStream();
    StringWriter all = new StringWriter();
    System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    try (Metaxy metaxy =
        new ProjectFile(directory, Features.GRAPH)
            .open(
                "[stores.dev]\ntype = \""
                    + planted.type()
                    + "\"\n[stores.dev.config]\n"
                    + planted.config(),
                planted.environment())) {
      RuntimeException failure = assertThrows(RuntimeException.class, metaxy::store);
      failure.printStackTrace(new PrintWriter(all, true));
      MetaxyConfig config = metaxy.config();
      for (Object each :
          List.of(metaxy, config, config.toml(), config.json(), config.store("dev"))) {
        all.append(each.toString()).append('\n');
      }
    } finally {
      System.setErr(err);
    }
    all.append(logged.toString(StandardCharsets.UTF_8));
    assertFalse(all.toString().contains(MARK), all.toString());
    assertFalse(all.toString().contains(SECRET), all.toString());
    assertTrue(all.toString().contains("store dev"), all.toString());
  }

  /** Nor do stores on the user's own connections. */
  @Test
  void noTextOfAStoreHasTheSecret() {
    String toml =
        "[stores.dev]\ntype = \"h2\"\n[stores.dev.config]\nurl = \"jdbc:h2:mem:x;PASSWORD="
            + MARK
            + "\"\npassword = \""
            + SECRET
            + "\"";
    try (Metaxy metaxy = new ProjectFile(directory, Features.GRAPH).open(toml)) {
      MetadataStore store = metaxy.store("dev", DSL.using(SQLDialect.H2));
      assertEquals(
          "dev (h2, url = \"jdbc:h2:mem:x?***\", password = \"***\"), hash algorithm md5",
          store.toString());
    }
  }

  @Test
  @ResourceLock(ProxyDriver.START)
  void whatADriverThrowsIsTheCause() throws SQLException {
    for (String behind : List.of("nothing", "//u:" + MARK + "@h")) {
      String toml = ProjectFile.store("dev", "jdbc", ProxyDriver.START + behind);
      try (ProxyDriver proxy = new ProxyDriver();
          Metaxy metaxy = new ProjectFile(directory, Features.GRAPH).open(toml)) {
        String shown = behind.replace("u:" + MARK, "***");
        StoreException failure = assertThrows(StoreException.class, metaxy::store);
        assertEquals(
            "Cannot connect to the store dev: the database says: no database is behind "
                + shown
                + "; check that the database is running, and stores.dev.config",
            failure.getMessage());
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all, true));
        assertTrue(
            all.toString()
                .contains(IllegalArgumentException.class.getName() + ": no database is behind "),
            all.toString());
        assertTrue(all.toString().contains(ProxyDriver.class.getName()), all.toString());
        assertFalse(all.toString().contains(MARK), all.toString());
        assertEquals(0, proxy.open());
      }
    }
  }

  static Stream<List<String>> silent() {
    return Stream.of(
        List.of("postgresql", "jdbc:postgresql://localhost:1/db", "Connection to localhost:1"),
        List.of("mariadb", "jdbc:mariadb://localhost:1/db", "Socket fail to connect to"),
        List.of("h2", "jdbc:h2:tcp://localhost:1/db", "Connection is broken"),
        List.of("duckdb", "jdbc:duckdb:/no/such/directory/db", "IO Error: Cannot open file"),
        List.of("duckdb", "jdbc:duckdb:;no_such=1", "Invalid Input Error: "),
        List.of(
            "jdbc",
            ProxyDriver.LOST,
            "The connection attempt failed: unknown host no.such.invalid;"),
        List.of("jdbc", "jdbc:postgresql://localhost:1/db", "Connection to localhost:1"));
  }

  @ParameterizedTest
  @MethodSource("silent")
  @ResourceLock(ProxyDriver.START)
  void theStoreIsNamedAndTheDatabaseQuoted(List<String> store) throws SQLException {
    String toml = ProjectFile.store("dev", store.get(0), store.get(1));
    try (ProxyDriver driver = new ProxyDriver();
        Metaxy metaxy = new ProjectFile(directory, Features.GRAPH).open(toml)) {
      String message = assertThrows(StoreException.class, metaxy::store).getMessage();
      assertTrue(
          message.startsWith("Cannot connect to the store dev: the database says: " + store.get(2)),
          message);
      assertTrue(
          message.endsWith(
              store.get(0).equals("duckdb")
                  ? "; check stores.dev.config"
                  : "; check that the database is running, and stores.dev.config"),
          message);
      assertFalse(message.contains(".;"), message);
      assertEquals(1, message.lines().count());
      assertEquals(0, driver.open());
    }
  }
}
