package io.metaxy.jooq.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration is shown with the source of each value, and without secrets. */
class ConfigTextTest {

  @TempDir Path temporary;

  private MetaxyConfig read(String toml, Map<String, String> environment) throws IOException {
    Path directory = temporary.toRealPath();
    Files.writeString(directory.resolve("metaxy.toml"), toml);
    return MetaxyConfig.read(ConfigInput.of(directory, environment));
  }

  @Test
  void everyValueHasItsSource() throws IOException {
    MetaxyConfig config =
        read(
            """
            project = "p-${A:-u}"
            hash_truncation_length = "12"
            [stores."my dev"]
            type = "duckdb"
            [stores."my dev".config]
            database = "x.duckdb"
            connection_params = {host = "h", port = 5432, password = "marked"}
            [ext.sqlmodel]
            inject_index = "yes"
            [ext.other]
            day = 2026-01-01
            time = 2026-01-01T10:30:00Z
            """,
            Map.of("METAXY_SYNC", "off", "METAXY_PROJCT", "x"));
    Path file = temporary.toRealPath().resolve("metaxy.toml");
    assertEquals(
        """
        # FILE
        # Warning: The environment variable METAXY_PROJCT is ignored; if you mean METAXY_PROJECT, correct its name

        project = "p-u"  # FILE, line 1
        store = "dev"  # default
        hash_truncation_length = 12  # FILE, line 2
        auto_create_tables = false  # default
        entrypoints = []  # default
        theme = "default"  # default
        enable_map_datatype = false  # default
        sync = false  # METAXY_SYNC
        extra_features = []  # default

        [stores."my dev"]
        type = "duckdb"  # FILE, line 4

        [stores."my dev".config]
        database = "x.duckdb"  # FILE, line 6
        connection_params = {host = "h", port = 5432, password = "***"}  # FILE, line 7

        [ext.jooq]
        inject_index = true  # ext.sqlmodel.inject_index in FILE, line 9

        [ext.sqlmodel]
        inject_index = "yes"  # FILE, line 9

        [ext.other]
        day = "2026-01-01"  # FILE, line 11
        time = "2026-01-01T10:30:00Z"  # FILE, line 12
        """
            .replace("FILE", file.toString()),
        config.toml());
    JsonNode json = new ObjectMapper().readTree(config.json());
    assertEquals("p-u", json.get("project").asText());
    assertEquals(12, json.get("hash_truncation_length").asInt());
    assertEquals("***", json.at("/stores/my dev/config/connection_params/password").asText());
    assertEquals(
        file + ", line 6", json.get("sources").get("stores.my dev.config.database").asText());
    assertEquals("METAXY_SYNC", json.get("sources").get("sync").asText());
    assertEquals(file.toString(), json.get("files").get(0).asText());
    assertEquals(1, json.get("warnings").size());
  }

  @Test
  void theTextIsAConfigurationThatMeansTheSame() throws IOException {
    MetaxyConfig config =
        read(
            """
            project = "p"
            entrypoints = ["a\\"b", "c\\\\d\\u007f"]
            extra_features = [{keys = ["x"]}]
            [stores.dev]
            type = "other"
            config = {url = "jdbc:h2:mem:x", t = {"a b" = [1, 2.5, true]}}
            [ext."x.y"]
            z = 1
            """,
            Map.of());
    Path other = Files.createDirectories(temporary.toRealPath().resolve("other"));
    Files.writeString(other.resolve("metaxy.toml"), config.toml());
    MetaxyConfig again = MetaxyConfig.read(ConfigInput.of(other, Map.of()));
    assertEquals(config.get(Options.ENTRYPOINTS), again.get(Options.ENTRYPOINTS));
    assertEquals(config.store().config().plain(), again.store().config().plain());
    assertEquals(config.integrations().get("x.y").plain(), again.integrations().get("x.y").plain());
  }

  @Test
  void markedSecretsAreNeverShown() throws IOException {
    String toml =
        """
        [stores.a]
        type = "metaxy.ext.postgresql.PostgreSQLMetadataStore"
        [stores.a.config]
        connection_string = "postgresql://user:marked@h/db"
        connection_params = {user = "u", password = "marked"}
        [stores.b]
        type = "postgresql"
        [stores.b.config]
        url = "jdbc:postgresql://user:marked@h/db?password=marked&ssl=true"
        Password = "marked"
        [stores.c]
        type = "duckdb"
        [stores.c.config]
        database = "md:db?motherduck_token=marked"
        [stores.d]
        type = "jdbc"
        [stores.d.config]
        url = "jdbc:sqlserver://h;user=u;pwd=marked"
        username = "${MARKED_TOKEN}"
        schema = "host=h password=marked"
        [stores.e]
        type = "other"
        [stores.e.config]
        api_key = "marked"
        aws_secret_access_key = "marked"
        credentials = {a = "marked", b = ["marked"]}
        session_tokens = ["marked"]
        private-key = "marked"
        authorization = "marked"
        myJwt = "marked"
        passwort = "marked"
        "pass word" = "marked"
        header = "Authorization: Bearer marked"
        headers = ["Accept: x\\nAuthorization: marked", "X-Api-Key: marked a", "Basic dTptYXJrZWQ="]
        proxy = "bearer marked"
        given = "eyJhbGci.marked.x_y-"
        [ext.jooq]
        url = "jdbc:mariadb://user:marked@h/db"
        password = "marked"
        scratch_url = "jdbc:h2:mem:x;PASSWORD=marked"
        [ext.other]
        token = "marked"
        nested = {auth = {x = "marked"}}
        """;
    MetaxyConfig config = read(toml, Map.of("MARKED_TOKEN", "marked"));
    List<String> texts = new ArrayList<>(List.of(config.toml(), config.json(), "" + config));
    config.stores().values().forEach(store -> texts.add("" + store + store.config()));
    config.integrations().values().forEach(table -> texts.add("" + table + table.entries()));
    texts.add(ConfigInput.of(temporary, Map.of("A", "marked")).toString());
    texts.forEach(
        text -> assertFalse(text.contains("marked") || text.contains("dTptYXJrZWQ="), text));
    assertEquals("jdbc:postgresql://***@h/db?***", shownUrl(config, "b"));
    assertEquals(
        "refused ***",
        config.stores().get("e").withoutSecrets("refused dTptYXJrZWQ="),
        "a token alone");
    for (String plain :
        List.of(
            "basic features",
            "basic DuckDB",
            "Basic marked1=",
            "the basic DuckDB1 files",
            "author: x",
            "a tokenless text",
            "bearer")) {
      assertEquals(plain, Secrets.shown(plain));
      assertEquals(plain, Secrets.withoutLogins(plain));
    }
    assertEquals("authorization=*** and", Secrets.withoutLogins("authorization=basic dTpw and"));
    assertEquals(
        "authorization: basic *** and", Secrets.withoutLogins("authorization: basic dTpw and"));
    assertEquals("basic ***", Secrets.shown("basic dTpw"));
    assertEquals("jdbc:sqlserver://h?***", shownUrl(config, "d"));
  }

  @Test
  void unencodedPasswordsOfUrlsAreNeverShown() throws IOException {
    for (String password :
        List.of(
            "x#marked", "x/marked", "x?marked", "x marked", "x@marked", "x;marked", "x&marked")) {
      for (String end :
          List.of("", "@h/db", "\\n@h/db", "@h/db?a=b@c", "@h/db?password=" + password)) {
        for (String start :
            List.of("jdbc:mariadb://u:", " jdbc:x://u:", "jdbc:h2:mem:x;PASSWORD=")) {
          String url = start + password + end;
          if (end.isEmpty() && start.contains("//")) {
            url = start + "y@h/db?password=" + password;
          }
          MetaxyConfig config =
              read("[stores.a]\ntype = \"jdbc\"\nconfig = {url = \"" + url + "\"}", Map.of());
          for (String text :
              List.of(config.toml(), config.json(), config.stores().get("a").toString())) {
            assertFalse(text.contains("marked"), text);
          }
          assertFalse(
              config
                  .stores()
                  .get("a")
                  .withoutSecrets("refused " + url.replace("\\n", "\n"))
                  .contains("marked"),
              url);
        }
      }
    }
    assertEquals("jdbc:mariadb://***@h/db", Secrets.shown("jdbc:mariadb://u:pa#ss@h/db"));
    assertEquals("jdbc:mariadb://***", Secrets.shown("jdbc:mariadb://u:pa?ss@h/db"));
    assertEquals("jdbc:mariadb://h/db?***", Secrets.shown("jdbc:mariadb://h/db?a=b"));
  }

  private static String shownUrl(MetaxyConfig config, String store) throws IOException {
    return new ObjectMapper()
        .readTree(config.json())
        .at("/stores/" + store + "/config/url")
        .asText();
  }

  @Test
  void errorsDoNotQuoteSecrets() throws IOException {
    for (String toml :
        List.of(
            "password = marked\n",
            "password = 12marked\n",
            "password = \"marked\n",
            "password = \"\"\"marked\n",
            "password = 'x' marked\n",
            "marked-secret\n",
            "[ext.jooq]\npassword = {x = \"marked\"}\n",
            "[ext.jooq]\ndatabases = \"//u:marked@h/\"\n",
            "[ext]\njooq = \"marked\"\n",
            "[stores.a]\ntype = \"h2\"\nconfig = \"marked\"\n",
            "[stores.a]\ntype = \"h2\"\npassword = \"marked\"\n")) {
      String message =
          assertThrows(ConfigException.class, () -> read(toml, Map.of()), toml).getMessage();
      assertFalse(message.contains("marked"), message);
    }
    for (Map<String, String> environment :
        List.of(
            Map.of("METAXY_STORES", "{marked"),
            Map.of("METAXY_EXT__JOOQ", "marked"),
            Map.of("METAXY_ENTRYPOINTS", "marked"))) {
      String message =
          assertThrows(ConfigException.class, () -> read("", environment)).getMessage();
      assertFalse(message.contains("marked"), message);
    }
  }
}
