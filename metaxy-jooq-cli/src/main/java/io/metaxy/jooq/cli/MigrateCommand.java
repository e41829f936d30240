package io.metaxy.jooq.cli;

import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.config.OptionUse;
import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.migration.FlywaySettings;
import io.metaxy.jooq.migration.LiveChoice;
import io.metaxy.jooq.migration.Login;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.migration.report.CheckReport;
import io.metaxy.jooq.migration.report.DriftReport;
import io.metaxy.jooq.migration.report.Report;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands of migrations. */
@Command(
    name = "migrate",
    description = "Writes Flyway scripts, and compares them with specs and databases.",
    subcommands = {
      MigrateCommand.Diff.class,
      MigrateCommand.Generate.class,
      MigrateCommand.Check.class,
      MigrateCommand.Drift.class,
      MigrateCommand.Adopt.class
    })
final class MigrateCommand extends CommandGroup {

  /** A command that calls one method of {@link Migrations}. */
  @Command
  abstract static class Migration extends ConfiguredCommand {

    @Mixin FormatOption format = new FormatOption();

    @Override
    Set<OptionUse> uses() {
      return Set.of(OptionUse.GENERATION, OptionUse.MIGRATION);
    }

    @Override
    boolean isEnabledByDefault() {
      return true;
    }

    @Override
    ExitCode run(Session session) {
      try (UserClasses classes = session.classes()) {
        session.refuseGenerated(classes);
        return run(session, Migrations.of(options(session, classes)));
      }
    }

    abstract ExitCode run(Session session, Migrations migrations);

    void print(Session session, Report report) {
      session.print(format.isJson(), () -> ConfigArguments.inReport(report.text()), report::json);
    }

    private static MigrationOptions options(Session session, UserClasses classes) {
      MetaxyConfig config = session.config();
      MigrationOptions.Builder options =
          MigrationOptions.builder(config)
              .basedir(session.directory())
              .loader(classes.loader())
              .flyway(
                  FlywaySettings.read(session.directory(), Map.of(), config.get(Options.FLYWAY)));
      LiveChoice live = LiveChoice.of(config);
      Login login = live.login(session.environment(), server -> Login.NONE);
      live.url().ifPresent(url -> options.connection(url, login.user(), login.password()));
      live.store()
          .ifPresent(
              name -> {
                options.store(name, login.user(), login.password());
                config.store(name).warnings().forEach(session::warn);
              });
      return options.build();
    }
  }

  /** Shows what the next scripts would be. */
  @Command(
      name = "diff",
      description =
          "Shows what the specs require but the scripts do not create yet: each statement with its"
              + " risk and code.")
  static final class Diff extends Migration {

    @Override
    ExitCode run(Session session, Migrations migrations) {
      print(session, migrations.diff());
      return ExitCode.DONE;
    }
  }

  /** Writes the next scripts. */
  @Command(
      name = "generate",
      description =
          "Writes the next Flyway scripts and their snapshots, for all databases or none.")
  static final class Generate extends Migration {

    @Override
    ExitCode run(Session session, Migrations migrations) {
      print(session, migrations.generate());
      return ExitCode.DONE;
    }
  }

  /** Fails when the scripts do not match the specs. */
  @Command(
      name = "check",
      description = "Fails with pending, unsafe or broken when the scripts do not match the specs.")
  static final class Check extends Migration {

    @Override
    ExitCode run(Session session, Migrations migrations) {
      CheckReport report = migrations.check();
      if (report.status() == Status.BROKEN && report.broken() != null) {
        throw new MigrationException(report.broken());
      }
      print(session, report);
      return switch (report.status()) {
        case CLEAN -> ExitCode.DONE;
        case PENDING -> ExitCode.PENDING;
        case UNSAFE -> ExitCode.UNSAFE;
        case BROKEN -> ExitCode.FAILED;
      };
    }
  }

  /** Fails when a live database, scripts, snapshots and specs disagree. */
  @Command(
      name = "drift",
      description =
          "Compares specs, snapshots, scripts and, if one is named, a live database; if any two"
              + " disagree, names them and fails with drift. The password of the live database is"
              + " in METAXY_PASSWORD.")
  static final class Drift extends Migration {

    @Override
    ExitCode run(Session session, Migrations migrations) {
      DriftReport report = migrations.drift();
      print(session, report);
      return report.isClean() ? ExitCode.DONE : ExitCode.DRIFT;
    }
  }

  /** Adopts live tables. */
  @Command(
      name = "adopt",
      description =
          "Adopts live tables unchanged: writes snapshots and scripts for new databases, and prints"
              + " the command that baselines the live one. The password of the live database is in"
              + " METAXY_PASSWORD.")
  static final class Adopt extends Migration {

    @Override
    ExitCode run(Session session, Migrations migrations) {
      print(session, migrations.adopt());
      return ExitCode.DONE;
    }
  }
}
