package io.metaxy.jooq.migration.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.config.KnownSecrets;
import io.metaxy.jooq.config.UrlSecrets;
import io.metaxy.jooq.migration.LiveDatabase;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.MigrationOptions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No message contains a password. */
class SecretsTest {

  @Test
  void urlsAreShownWithoutWhatTheyCarry() {
    assertEquals(
        "jdbc:postgresql://host:5432/db",
        UrlSecrets.shown("jdbc:postgresql://anna:pass@host:5432/db?password=pass&ssl=true"));
    assertEquals("jdbc:h2:mem:x", UrlSecrets.shown("jdbc:h2:mem:x;USER=sa;PASSWORD=pass"));
  }

  @Test
  void parametersThatAreNoSecretsStayInACommand() {
    assertEquals(
        "jdbc:postgresql://host:5432/db?currentSchema=media&ssl=true",
        UrlSecrets.withoutSecrets(
            "jdbc:postgresql://anna:pass@host:5432/db?currentSchema=media&password=pass&ssl=true"));
    assertEquals(
        "jdbc:h2:mem:x;MODE=DB2",
        UrlSecrets.withoutSecrets("jdbc:h2:mem:x;USER=sa;MODE=DB2;PASSWORD=pass"));
  }

  @Test
  void unencodedPasswordsAreNotShown() {
    for (String each : List.of("#", "/", "?", " ", "@", ";", "&", ":")) {
      String password = "pa" + each + "hidden";
      String login = "jdbc:x://anna:" + password + "@host/db";
      for (String url :
          List.of(login, login + "?email=a@b", "jdbc:x://h/db?password=p@" + password)) {
        String texts = UrlSecrets.shown(url) + " " + UrlSecrets.withoutSecrets(url);
        assertFalse(texts.contains("hidden"), texts);
      }
      for (String url : List.of(login, login + "?email=a@b")) {
        String text = KnownSecrets.of(url, null).hide("refused " + url + " with " + password);
        assertFalse(text.contains("hidden"), text);
      }
    }
    assertEquals("jdbc:x://host/db", UrlSecrets.shown("jdbc:x://anna:pa#ss@host/db?a=b"));
    assertEquals("jdbc:x://", UrlSecrets.shown("jdbc:x://anna:pa?ss@host/db"));
  }

  @Test
  void passwordsAreHiddenWhereverTheyCameFrom() {
    KnownSecrets secrets =
        KnownSecrets.of("jdbc:x://anna:secret1@h/d?sslpassword=secret2&a=b", "secret3");

    assertEquals("*** *** *** b", secrets.hide("secret1 secret2 secret3 b"));
  }

  @Test
  void aDatabaseThatCannotBeReachedIsTold() {
    String url = "jdbc:h2:tcp://localhost:1/x;TRACE_LEVEL_FILE=0";
    ClassLoader loader = SecretsTest.class.getClassLoader();
    String message =
        assertThrows(
                MigrationException.class,
                () -> Connections.open(LiveDatabase.at(url, "sa", "hunter3"), loader))
            .getMessage();

    assertTrue(
        message.startsWith("Cannot connect to jdbc:h2:tcp://localhost:1/x: Connection is broken"),
        message);
    assertTrue(
        message.endsWith("; start the database, or correct url, user and password"), message);
    assertEquals(-1, message.indexOf("hunter"));
  }

  @Test
  void aDatabaseWithoutDriverIsTold() {
    assertEquals(
        "Cannot connect to jdbc:nope://h/d: no driver on the class path accepts this URL; add the"
            + " driver to the project's dependencies, or correct the URL",
        assertThrows(
                MigrationException.class,
                () -> Connections.open("jdbc:nope://u:p@h/d", SecretsTest.class.getClassLoader()))
            .getMessage());
  }

  @Test
  void aScratchDatabaseThatDoesNotCloseIsTold() {
    String url = "jdbc:h2:mem:open;PASSWORD=hunter4";
    ScratchDatabase scratch =
        ScratchDatabase.on(
            url,
            () -> {
              throw new SQLException("Cannot stop " + url + "\nat once");
            },
            SecretsTest.class.getClassLoader());
    assertEquals(
        "Cannot close the database jdbc:h2:mem:open: Cannot stop jdbc:h2:mem:open?***; end its"
            + " process, or set metaxy.scratchUrl to an empty database",
        assertThrows(MigrationException.class, scratch::close).getMessage());
  }

  @Test
  void optionsPrintWithoutThem() {
    MigrationOptions options =
        MigrationOptions.builder(Map.of())
            .databases(MigrationDatabase.POSTGRESQL)
            .connection("jdbc:postgresql://me:hidden@host/db?password=hidden", "me", "hidden")
            .scratch("jdbc:postgresql://host/scratch?password=hidden")
            .build();
    assertEquals(
        "LiveDatabase[url=jdbc:postgresql://host/db, scratchUrl=jdbc:postgresql://host/scratch]",
        options.connection().toString());
    assertFalse(options.toString().contains("hidden"), options::toString);
  }
}
