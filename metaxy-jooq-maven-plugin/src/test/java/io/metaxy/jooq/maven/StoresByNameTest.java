package io.metaxy.jooq.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.LiveDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

/** {@code -Dmetaxy.store=prod} in place of a URL. */
class StoresByNameTest {

  private static final String MASTER = "of this machine";
  private static final String SECRET = "hunter2";

  @TempDir Path temporary;
  private Path basedir = Path.of("");
  private final DefaultPlexusCipher cipher = new DefaultPlexusCipher();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void project() throws IOException {
    basedir = temporary.toRealPath();
    Files.writeString(
        basedir.resolve("clip.json"),
        """
        {"feature_spec": {"key": "clip", "id_columns": ["clip_id"], "deps": [],
           "fields": [{"key": "default", "code_version": "1", "deps": []}]},
         "feature_schema": {"type": "object", "title": "Clip", "required": ["clip_id"],
           "properties": {"clip_id": {"type": "string"}}}}
        """);
  }

  private String url() {
    return "jdbc:h2:mem:" + basedir.getFileName();
  }

  private void toml(String config, String jooq) throws IOException {
    Files.writeString(
        basedir.resolve("metaxy.toml"),
        "[stores.prod]\ntype = \"h2\"\n[stores.prod.config]\nurl = \""
            + url()
            + "\"\nusername = \"anna\"\n"
            + config
            + "\n[ext.jooq]\nenable = true\nfeatures = \"clip.json\"\n"
            + jooq);
  }

  private <M extends MetaxyMojo> M configured(M mojo) {
    mojo.mavenProject = UserProject.of(basedir, "");
    mojo.settings = new Settings();
    mojo.session = UserProject.session();
    mojo.store = "prod";
    mojo.out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    mojo.setDecrypter(
        new DefaultSettingsDecrypter(
            new DefaultSecDispatcher(
                cipher, Map.of(), basedir.resolve("settings-security.xml").toString())));
    return mojo;
  }

  private DriftMojo drift() {
    return configured(new DriftMojo());
  }

  private static void server(MetaxyMojo mojo, String user, String password) {
    Server server = new Server();
    server.setId("prod-db");
    server.setUsername(user);
    server.setPassword(password);
    Objects.requireNonNull(mojo.settings).addServer(server);
  }

  private static void set(MetaxyMojo mojo, String variable, String value) {
    Objects.requireNonNull(mojo.session)
        .getSystemProperties()
        .setProperty("env." + variable, value);
  }

  private String login(MetaxyMojo mojo) {
    LiveDatabase live =
        mojo.options(mojo.projectConfig().choose(), getClass().getClassLoader()).connection();
    return live.user() + ", " + live.password();
  }

  private static String failure(MetaxyMojo mojo) {
    return assertThrows(MojoFailureException.class, mojo::execute).getMessage();
  }

  @Test
  void theLoginIsThatOfTheStoreUnlessAnotherIsGiven() throws IOException {
    toml("password = \"${DB_PASSWORD}\"", "");
    DriftMojo mojo = drift();
    set(mojo, "DB_PASSWORD", "own");
    assertEquals("anna, own", login(mojo));

    set(mojo, "METAXY_PASSWORD", "environment");
    assertEquals("anna, environment", login(mojo));

    mojo.serverId = "prod-db";
    server(mojo, "", "server");
    assertEquals("anna, server", login(mojo));

    mojo.password = "parameter";
    mojo.user = "bob";
    assertEquals("bob, parameter", login(mojo));
  }

  /** The password of the configuration is then not read, and its variable need not be set. */
  @Test
  void anEncryptedPasswordOfAServerReplacesAVariable() throws Exception {
    toml("password = \"${UNSET}\"", "server_id = \"prod-db\"\n");
    DriftMojo mojo = drift();
    Files.writeString(
        basedir.resolve("settings-security.xml"),
        "<settingsSecurity><master>"
            + cipher.encryptAndDecorate(MASTER, DefaultSecDispatcher.SYSTEM_PROPERTY_SEC_LOCATION)
            + "</master></settingsSecurity>");
    server(mojo, "reader", cipher.encryptAndDecorate("secret", MASTER));

    assertEquals("reader, secret", login(mojo));
  }

  @Test
  void theLoginNextToAUrlIsNotTheStores() throws IOException {
    toml(
        "password = \"own\"",
        "url = \"jdbc:h2:mem:other\"\nuser = \"other\"\npassword = \"other\"\nserver_id = \"gone\"\n");

    assertEquals("anna, own", login(drift()));
  }

  @Test
  void thePasswordNextToAUrlOfTheEnvironmentIsNotTheStores() throws IOException {
    toml("password = \"own\"", "");
    DriftMojo mojo = drift();
    set(mojo, "METAXY_PASSWORD", "other");
    assertEquals("anna, other", login(mojo));

    set(mojo, "METAXY_EXT__JOOQ__URL", "jdbc:h2:mem:other");
    assertEquals("anna, own", login(mojo));
  }

  @Test
  void bothAreAnError() throws IOException {
    toml("", "");
    DriftMojo mojo = drift();
    mojo.url = url();
    assertEquals(
        "broken: Cannot choose the live database: a URL is set in argument metaxy.url, and a store"
            + " in argument metaxy.store; remove one of them",
        failure(mojo));
  }

  @Test
  void anUnknownStoreNamesTheNearest() throws IOException {
    toml("", "");
    DriftMojo mojo = drift();
    mojo.store = "prd";
    assertEquals(
        "broken: Cannot find the store prd in the configuration of "
            + basedir.resolve("metaxy.toml")
            + "; write prod",
        failure(mojo));
  }

  @Test
  void theGoalsReadItAndSayNothingSecret() throws Exception {
    toml("password = \"" + SECRET + "\"", "");
    try (Connection kept = DriverManager.getConnection(url());
        Statement statement = kept.createStatement()) {
      configured(new GenerateMojo()).execute();
      String message = failure(drift());
      assertTrue(
          message.startsWith(
              "broken: Cannot connect to the store prod: the database says: Wrong user name or"
                  + " password"),
          message);
      statement.execute("create user \"anna\" password '" + SECRET + "' admin");
      assertTrue(failure(drift()).startsWith("drift: "));
      String text = printed.toString(StandardCharsets.UTF_8);
      assertTrue(text.contains("h2, scripts <-> database: disagree"), text);
      configured(new AdoptMojo()).execute();
      assertTrue(printed.toString(StandardCharsets.UTF_8).contains("No table to adopt"));
    }
    assertFalse(printed.toString(StandardCharsets.UTF_8).contains(SECRET));
  }
}
