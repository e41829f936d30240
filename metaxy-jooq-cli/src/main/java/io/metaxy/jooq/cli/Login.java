package io.metaxy.jooq.cli;

import io.metaxy.jooq.config.ConfigSource;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.migration.LiveChoice;
import java.util.Map;
import java.util.Optional;

/** The password of a live database. */
final class Login {

  /** An environment variable. */
  static final String VARIABLE = "METAXY_PASSWORD";

  private Login() {}

  /**
   * The password: of the option in the environment, then of {@value #VARIABLE}, then of the option
   * in the file.
   */
  static Optional<String> password(
      MetaxyConfig config, LiveChoice live, Map<String, String> environment) {
    boolean isVariable = config.source(Options.PASSWORD) instanceof ConfigSource.Variable;
    Optional<String> variable =
        Optional.ofNullable(environment.get(VARIABLE))
            .filter(value -> !value.isEmpty() && live.usesPasswordVariable());
    return isVariable || variable.isEmpty() ? live.login(Options.PASSWORD) : variable;
  }
}
