package io.metaxy.jooq.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.migration.LiveDatabase;
import io.metaxy.jooq.migration.Login;
import io.metaxy.jooq.migration.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** A password need not be on the command line. */
class PasswordsTest {

  private static final String MASTER = "of this machine";

  @TempDir Path basedir;
  private final DefaultPlexusCipher cipher = new DefaultPlexusCipher();
  private final MetaxyMojo mojo =
      new MetaxyMojo() {
        @Override
        void run(Migrations migrations) {}
      };

  @BeforeEach
  void project() throws Exception {
    mojo.mavenProject = UserProject.of(basedir, "");
    mojo.features = "clip.json";
    mojo.databases = "h2";
    mojo.url = "jdbc:h2:mem:live";
    mojo.settings = new Settings();
    mojo.session = UserProject.session();
    DefaultSecDispatcher dispatcher =
        new DefaultSecDispatcher(
            cipher, Map.of(), basedir.resolve("settings-security.xml").toString());
    mojo.setDecrypter(new DefaultSettingsDecrypter(dispatcher));
  }

  private void server(String password) {
    Server server = new Server();
    server.setId("live");
    server.setUsername("reader");
    server.setPassword(password);
    Objects.requireNonNull(mojo.settings).addServer(server);
    mojo.serverId = "live";
  }

  private void environment(String password) {
    Objects.requireNonNull(mojo.session)
        .getSystemProperties()
        .setProperty("env.METAXY_PASSWORD", password);
  }

  private String encrypted() throws Exception {
    Files.writeString(
        basedir.resolve("settings-security.xml"),
        "<settingsSecurity><master>"
            + cipher.encryptAndDecorate(MASTER, DefaultSecDispatcher.SYSTEM_PROPERTY_SEC_LOCATION)
            + "</master></settingsSecurity>");
    return cipher.encryptAndDecorate("secret", MASTER);
  }

  private String login() {
    MetaxyConfig config = mojo.projectConfig().choose();
    LiveDatabase live = mojo.options(config, getClass().getClassLoader()).connection();
    return live.user() + ", " + live.password();
  }

  @Test
  void fromAServer() {
    server("secret");

    assertEquals("reader, secret", login());
  }

  @Test
  void fromAServerThatIsEncrypted() throws Exception {
    server(encrypted());

    assertEquals("reader, secret", login());
  }

  @Test
  void fromTheEnvironment() {
    mojo.user = "sa";
    environment("secret");

    assertEquals("sa, secret", login());
  }

  @Test
  void aParameterComesBeforeAServerAndTheServerBeforeTheEnvironment() {
    environment("environment");
    server("server");
    assertEquals("reader, server", login());

    mojo.user = "sa";
    assertEquals("sa, server", login());

    mojo.password = "parameter";
    assertEquals("sa, parameter", login());
  }

  @Test
  void whiteSpaceAtItsEndsIsKept() {
    mojo.url = "jdbc:h2:mem:live ";
    mojo.user = " sa ";
    mojo.password = " a\tb ";
    mojo.scratchUrl = " jdbc:h2:mem:scratch";
    mojo.databases = " h2 ";

    assertEquals(" sa ,  a\tb ", login());
    Map<String, String> arguments = mojo.arguments();
    assertEquals("jdbc:h2:mem:live ", arguments.get("metaxy.url"));
    assertEquals(" jdbc:h2:mem:scratch", arguments.get("metaxy.scratchUrl"));
    assertEquals("h2", arguments.get("metaxy.databases"));
  }

  @Test
  void aBlankOneIsNone() {
    mojo.user = "sa";
    mojo.password = " ";
    environment("secret");

    assertEquals("sa, secret", login());
  }

  @Test
  void aServerWithoutAPasswordLeavesItToTheEnvironment() {
    server("");
    environment("secret");

    assertEquals("reader, secret", login());
  }

  @Test
  void theSourceComesBeforeTheKind() throws Exception {
    Files.writeString(
        basedir.resolve("metaxy.toml"),
        "[ext.jooq]\nuser = \"file\"\npassword = \"file\"\nserver_id = \"live\"\n");
    server("server");
    mojo.serverId = null;
    assertEquals("file, file", login());

    Files.writeString(basedir.resolve("metaxy.toml"), "[ext.jooq]\nserver_id = \"live\"\n");
    assertEquals("reader, server", login());

    environment("environment");
    assertEquals("reader, environment", login());

    Objects.requireNonNull(mojo.session)
        .getSystemProperties()
        .setProperty("env.METAXY_EXT__JOOQ__PASSWORD", "own");
    assertEquals("reader, own", login());

    mojo.serverId = "live";
    assertEquals("reader, server", login());
  }

  @Test
  void noneIsNeededWithoutAUrl() {
    mojo.url = null;
    mojo.serverId = "missing";

    assertEquals("null, null", login());
  }

  @Test
  void aServerThatIsMissingIsNamed() {
    mojo.serverId = "live";

    assertEquals(
        "broken: Cannot find the server live of metaxy.serverId in Maven's settings.xml; add"
            + " <server><id>live</id> with its username and password, or correct the id",
        failure());
  }

  @Test
  void aPasswordOfAnotherMachineIsNamedAndNotPrinted() throws Exception {
    server(encrypted());
    Files.delete(basedir.resolve("settings-security.xml"));

    assertEquals(
        "broken: Cannot decrypt the password of the server live in Maven's settings.xml with the"
            + " master password in settings-security.xml; encrypt it again with mvn"
            + " --encrypt-password",
        failure());
  }

  @Test
  void itsTextHasNoPassword() {
    assertEquals("Login[user=sa]", new Login("sa", "secret").toString());
  }

  private String failure() {
    return assertThrows(MojoFailureException.class, mojo::execute).getMessage();
  }
}
