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
 * The user and password of a live database. Each is the first of these that exists: those of the
 * parameters, of environment variables, and of the configuration file. Of each source, first the
 * user and password themselves, then those of the server in Maven's settings that it names, and, in
 * the environment, the password in {@value #VARIABLE}. The text of a login does not contain the
 * password.
 *
 * @param user the user; null if the URL contains it or none is needed
 * @param password the password; null if the URL contains it or none is needed
 */
record Login(@Nullable String user, @Nullable String password) {

  /** An environment variable. */
  static final String VARIABLE = "METAXY_PASSWORD";

  /** This login, with other values in place of missing ones. */
  Login or(@Nullable String otherUser, @Nullable String otherPassword) {
    return new Login(user == null ? otherUser : user, password == null ? otherPassword : password);
  }

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
    return or(orNull(clear.getUsername()), orNull(clear.getPassword()));
  }

  private static @Nullable String orNull(@Nullable String value) {
    return value == null || value.isEmpty() ? null : value;
  }

  /** This login, with the environment's password in place of a missing one. */
  Login or(Properties systemProperties) {
    return or(null, orNull(systemProperties.getProperty("env." + VARIABLE)));
  }

  @Override
  public String toString() {
    return "Login[user=" + user + "]";
  }
}
