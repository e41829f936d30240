package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.database.NameLimits;
import io.metaxy.jooq.migration.diff.DesiredSchema;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.diff.RenamesReader;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.project.StoreDatabase;
import io.metaxy.jooq.spec.FeatureSettings;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The user's records, read once for all databases.
 *
 * @param model the features
 * @param renames their declared former names
 * @param tables reads the existing tables
 */
public record Sources(FeatureModel model, Renames renames, TableSource tables) {

  /**
   * Reads the records.
   *
   * @throws MigrationException with every problem of every spec
   */
  public static Sources read(MigrationOptions options) {
    try {
      FeatureModel model =
          FeatureModel.of(options.config(), options.basedir(), options.loader(), List.of());
      Renames renames = RenamesReader.read(model, options.loader());
      return new Sources(model, renames, new TableSource(options, livePrefix(options, model)));
    } catch (SpecException e) {
      throw new MigrationException("read the features", e.problems());
    }
  }

  /** The prefix of live tables: that of the store, or else that of the features. */
  private static String livePrefix(MigrationOptions options, FeatureModel model) {
    String own = model.options().graph().tablePrefix();
    StoreDatabase store = options.connection().store();
    String prefix = store == null ? own : store.tablePrefix().orElse(own);
    boolean isInferred = model.features().stream().anyMatch(plan -> plan.spec().table() == null);
    if (store != null && own.isEmpty() && !prefix.isEmpty() && isInferred) {
      throw new MigrationException(
          "Cannot compare the tables of the store "
              + store.store().name()
              + " with the scripts: its table_prefix is "
              + prefix
              + ", but the scripts have no placeholder for a prefix; set metaxy.tablePrefix, too");
    }
    return prefix;
  }

  /**
   * The tables that the specs require.
   *
   * @throws MigrationException if the database cannot have them, also with the table prefix of the
   *     live database
   */
  public SchemaState desired(Target target) {
    if (target.system()) {
      return DesiredSchema.system(target.database());
    }
    SchemaState desired;
    try {
      desired = DesiredSchema.of(model, target.database(), tables.flyway());
    } catch (SpecException e) {
      throw new MigrationException("write the scripts for " + target.title(), e.problems());
    }
    for (String prefix : tables.prefixes(target)) {
      List<Problem> problems =
          NameLimits.withPrefix(desired, prefix, Databases.of(target.database()));
      if (!problems.isEmpty()) {
        throw new MigrationException(
            "use the table prefix " + prefix + " on " + target.title(), problems);
      }
    }
    return desired;
  }

  /** The version of a feature; empty for a system table. */
  Optional<String> version(String feature) {
    return plan(feature).map(plan -> plan.versions().feature());
  }

  /** The settings of a feature; none for a system table. */
  FeatureSettings settings(String feature) {
    return plan(feature).map(plan -> plan.definition().settings()).orElse(FeatureSettings.NONE);
  }

  /** The plan of a feature; empty for a system table. */
  Optional<FeaturePlan> plan(String feature) {
    return model.features().stream()
        .filter(plan -> plan.key().toString().equals(feature))
        .findFirst();
  }

  /** The targets of the options: those of features, then those of the system tables. */
  public static List<Target> targets(MigrationOptions options) {
    List<Target> targets = new ArrayList<>();
    for (MigrationDatabase database : options.databases()) {
      targets.add(new Target(database, false, options.directory(database)));
    }
    for (MigrationDatabase database : options.databases()) {
      if (options.folders().systemTables()) {
        targets.add(new Target(database, true, options.systemDirectory(database)));
      }
    }
    return targets;
  }
}
