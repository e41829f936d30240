package io.metaxy.jooq.migration;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The user and password of a live database; see {@link LiveChoice#login}. The text of a login does
 * not contain the password.
 *
 * @param user the user; null if the URL contains it or none is needed
 * @param password the password; null if the URL contains it or none is needed
 */
public record Login(@Nullable String user, @Nullable String password) {

  /** An environment variable with a password. */
  public static final String VARIABLE = "METAXY_PASSWORD";

  /** Neither user nor password. */
  public static final Login NONE = new Login(null, null);

  /** This login, with the values of another in place of missing ones. */
  Login or(Login other) {
    return new Login(
        user == null ? other.user : user, password == null ? other.password : password);
  }

  /** The password of an environment. */
  static Login of(Map<String, String> environment) {
    String password = environment.get(VARIABLE);
    return password == null || password.isEmpty() ? NONE : new Login(null, password);
  }

  @Override
  public String toString() {
    return "Login[user=" + user + "]";
  }
}
