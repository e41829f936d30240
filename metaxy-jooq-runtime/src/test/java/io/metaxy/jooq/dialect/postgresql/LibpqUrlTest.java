package io.metaxy.jooq.dialect.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.dialect.connect.ConnectionAddress;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs and parameters of Python's drivers are those of Java's. */
class LibpqUrlTest {

  private static String shown(ConnectionAddress address) {
    return address.url()
        + " "
        + new TreeMap<>(address.properties())
        + (address.schema() == null ? "" : " " + address.schema());
  }

  private static ConnectionAddress ofUrl(String url) {
    return new PostgresAccess().atUrl(url).orElseThrow();
  }

  private static String refused(String url) {
    return assertThrows(IllegalArgumentException.class, () -> ofUrl(url)).getMessage();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql://localhost/db              | jdbc:postgresql://localhost:5432/db {}
          postgresql://u:p@h:6432/db             | jdbc:postgresql://h:6432/db {password=p, user=u}
          postgres://u@h                         | jdbc:postgresql://h:5432/ {user=u}
          postgresql+psycopg2://u:p@h/db         | jdbc:postgresql://h:5432/db {password=p, user=u}
          postgresql:///db                       | jdbc:postgresql://localhost:5432/db {}
          postgresql://u:a%40b%2Fc@h/db          | jdbc:postgresql://h:5432/db {password=a@b/c, user=u}
          postgresql://u:a@b:c@h/db              | jdbc:postgresql://h:5432/db {password=a@b:c, user=u}
          postgresql://u@corp:p@h/db             | jdbc:postgresql://h:5432/db {password=p, user=u@corp}
          postgresql://a+b:c+d@h/e+f             | jdbc:postgresql://h:5432/e%2Bf {password=c d, user=a+b}
          postgresql://u%40x:p@h/d%20b           | jdbc:postgresql://h:5432/d%20b {password=p, user=u@x}
          postgresql://u:p@[::1]:6432/db         | jdbc:postgresql://[::1]:6432/db {password=p, user=u}
          postgresql://[2001:db8::2]/db          | jdbc:postgresql://[2001:db8::2]:5432/db {}
          postgresql://a:1,b:2/db                | jdbc:postgresql://a:1,b:2/db {}
          postgresql://a,b/db                    | jdbc:postgresql://a:5432,b:5432/db {}
          postgresql://h/db/analytics            | jdbc:postgresql://h:5432/db {} analytics
          postgresql://h/db?schema=s             | jdbc:postgresql://h:5432/db {} s
          postgresql://h/db?sslmode=require&connect_timeout=10 | jdbc:postgresql://h:5432/db {connectTimeout=10, sslmode=require}
          postgresql://h/db?application_name=a%20b | jdbc:postgresql://h:5432/db {ApplicationName=a b}
          postgresql://h/db?user=u&password=p%26q  | jdbc:postgresql://h:5432/db {password=p&q, user=u}
          postgresql:///db?host=h&port=7           | jdbc:postgresql://h:7/db {}
          postgresql://h/db?autocommit=true&client_encoding=utf8 | jdbc:postgresql://h:5432/db {}
          POSTGRESQL://h/Db                        | jdbc:postgresql://h:5432/Db {}
          """)
  void urls(String url, String address) {
    assertEquals(address, shown(ofUrl(url)));
  }

  @Test
  void parameters() {
    assertEquals(
        "jdbc:postgresql://[::1]:6432/my%20db {password=p@/%, user=u} s",
        shown(
            new LibpqParameters(
                    Map.of(
                        "host",
                        "::1",
                        "port",
                        "6432",
                        "user",
                        "u",
                        "password",
                        "p@/%",
                        "database",
                        "my db",
                        "schema",
                        "s"))
                .address()));
    assertEquals(
        "jdbc:postgresql://localhost:5432/ {}", shown(new LibpqParameters(Map.of()).address()));
    assertEquals(
        "jdbc:postgresql://a:1,b:2/d {}",
        shown(new LibpqParameters(Map.of("host", "a,b", "port", "1,2", "dbname", "d")).address()));
  }

  /** Nor do they take a part of the password for another part of the URL. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://u:s3/cret@h/db",
        "postgresql://u:12/s3cret@h/db",
        "postgresql://u:12?s3cret@h/db",
        "postgresql://u:12?s3=cret@h/db",
        "postgresql://u:12#s3cret@h/db",
        "postgresql://u:s3#cret@h/db",
        "postgresql://u:s3cret@h:s3cret/db",
        "postgresql://u:s3cret@h:1:2/db",
        "postgresql://u:s3%cret@h/db",
        "postgresql://u:s3cret@h/db?sslmode",
        "mysql://u:s3cret@h/db",
        "s3cret"
      })
  void refusalsDoNotQuoteTheUrl(String url) {
    String message = refused(url);
    assertFalse(message.contains("s3") || message.contains("cret"), message);
  }

  @Test
  void refusalsSayWhatIsWrong() {
    assertEquals(
        "it is not a URL such as postgresql://user:password@host:5432/database; write one, with"
            + " percent-encoded special characters",
        refused("host=localhost dbname=db"));
    assertEquals(
        "the host and port cannot be read; write host:port, and percent-encode special characters"
            + " of the password",
        refused("postgresql://h:port/db"));
    assertEquals(
        "a percent sign is not followed by two hexadecimal digits; write %25 for it",
        refused("postgresql://u:50%@h/db"));
    assertEquals(
        "Java's driver has no parameter target_session_attrs (must be one of application_name,"
            + " channel_binding, connect_timeout, database, dbname, gssencmode, host, krbsrvname,"
            + " options, password, port, schema, sslcert, sslkey, sslmode, sslpassword,"
            + " sslrootcert, user); remove it, or use a store of the type postgresql with a url",
        refused("postgresql://h/db?target_session_attrs=any"));
    assertEquals(
        "Java's driver has no Unix-domain sockets; write the name of the host",
        refused("postgresql:///db?host=/var/run/postgresql"));
    assertEquals(
        "it has 2 hosts and 3 ports; write one port each",
        refused("postgresql:///db?host=a,b&port=1,2,3"));
    assertEquals("the port is not a number; correct it", refused("postgresql:///db?host=a&port=x"));
    assertEquals(
        "the host is not a name or an address; correct it", refused("postgresql:///db?host=a/b"));
  }
}
