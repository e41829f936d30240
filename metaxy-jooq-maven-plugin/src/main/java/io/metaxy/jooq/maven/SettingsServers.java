package io.metaxy.jooq.maven;

import io.metaxy.jooq.migration.Login;
import io.metaxy.jooq.migration.MigrationException;
import java.util.List;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.jspecify.annotations.Nullable;

/** The logins of servers in Maven's settings. */
final class SettingsServers {

  private SettingsServers() {}

  /**
   * The login of a server.
   *
   * @throws MigrationException if the settings do not have it, or its password cannot be decrypted
   */
  static Login login(String serverId, Settings settings, SettingsDecrypter decrypter) {
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
    return new Login(orNull(clear.getUsername()), orNull(clear.getPassword()));
  }

  private static @Nullable String orNull(@Nullable String value) {
    return value == null || value.isEmpty() ? null : value;
  }
}
