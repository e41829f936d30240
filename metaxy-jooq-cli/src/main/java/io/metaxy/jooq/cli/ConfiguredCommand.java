package io.metaxy.jooq.cli;

import io.metaxy.jooq.config.OptionUse;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that reads the configuration. */
@Command
abstract class ConfiguredCommand implements Callable<Integer> {

  @Spec @Nullable CommandSpec spec;

  /** The uses of the options that this command also takes as arguments. */
  Set<OptionUse> uses() {
    return Set.of();
  }

  /**
   * Whether {@code ext.jooq.enable} is true unless a source says otherwise; then the command does
   * nothing if it is false.
   */
  boolean isEnabledByDefault() {
    return false;
  }

  @Override
  public final Integer call() {
    CommandSpec given = Objects.requireNonNull(spec);
    RootCommand root = RootCommand.of(given.commandLine());
    Session session = Session.read(root, ConfigArguments.given(given), isEnabledByDefault());
    root.session = session;
    if (isEnabledByDefault()) {
      session.warn();
      if (session.isDisabled()) {
        return ExitCode.DONE.number();
      }
    }
    return run(session).number();
  }

  /** Does the work. */
  abstract ExitCode run(Session session);
}
