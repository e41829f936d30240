package io.metaxy.jooq.maven;

import io.metaxy.jooq.migration.MigrationException;
import java.util.List;
import java.util.Properties;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.jspecify.annotations.Nullable;

/**
 * The user and password of a live database. Each is the first of these that exists: the parameter,
 * that of a server in Maven's settings and, for the password, the value of {@value #VARIABLE}. The
 * text of a login does not contain the password.
 *
 * @param user the user; null if the URL contains it or none is needed
 * @param password the password; null if the URL contains it or none is needed
 */
record Login(@Nullable String user, @Nullable String password) {

  /** An environment variable. */
  static final String VARIABLE = "METAXY_PASSWORD";

  /** This login, with the values of a server of the settings in place of missing ones. */
  Login or(String serverId, Settings settings, SettingsDecrypter decrypter) {
    Server server = settings.getServer(serverId);
    if (server == null) {
      throw new MigrationException(
          "Cannot find the server "
              + serverId
              + " of metaxy.serverId in Maven's settings.xml; add <server><id>"
              + serverId
              + "</id> with its username and password, or correct the id");
    }
    SettingsDecryptionResult decrypted =
        decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
    List<SettingsProblem> problems = decrypted.getProblems();
    if (!problems.isEmpty()) {
      throw new MigrationException(
          "Cannot decrypt the password of the server "
              + serverId
              + " in Maven's settings.xml with the master password in settings-security.xml;"
              + " encrypt it again with mvn --encrypt-password",
          problems.get(0).getException());
    }
    Server clear = decrypted.getServer();
    return new Login(
        user == null ? orNull(clear.getUsername()) : user,
        password == null ? orNull(clear.getPassword()) : password);
  }

  private static @Nullable String orNull(@Nullable String value) {
    return value == null || value.isEmpty() ? null : value;
  }

  /** This login, with the environment's password in place of a missing one. */
  Login or(Properties systemProperties) {
    String value = systemProperties.getProperty("env." + VARIABLE, "");
    return password != null || value.isEmpty() ? this : new Login(user, value);
  }

  @Override
  public String toString() {
    return "Login[user=" + user + "]";
  }
}
