package io.metaxy.jooq.context;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.EnginePolicy.Hint;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.value.ColumnLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.ConnectionCallable;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DefaultConnectionProvider;
import org.jspecify.annotations.Nullable;

/**
 * The live tables of the database, each checked once and remembered until its columns change.
 * Thread-safe.
 */
public final class LiveTables {

  private final Map<String, Inspected> known = new ConcurrentHashMap<>();
  private final Set<Hashed> hashed = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Hint> merges = new AtomicReference<>();

  /**
   * An inspected table.
   *
   * @param signature the signature of its columns before they were inspected
   */
  private record Inspected(LiveTable table, List<String> signature) {}

  /** The rows of a feature version in a table, hashed by an algorithm. */
  private record Hashed(String table, String featureVersion, HashAlgorithm algorithm) {}

  /**
   * Creates missing tables.
   *
   * @param plans the features whose tables are created
   */
  record Creation(List<FeaturePlan> plans, Runnable create) {}

  /** Remembers that the table of a feature has rows of an algorithm. */
  void hashed(FeaturePlan plan, @Nullable String schema, HashAlgorithm algorithm) {
    hashed.add(new Hashed(qualified(plan, schema), plan.versions().feature(), algorithm));
  }

  /** Whether the table of a feature is known to have rows of an algorithm. */
  boolean isHashed(FeaturePlan plan, @Nullable String schema, HashAlgorithm algorithm) {
    return hashed.contains(
        new Hashed(qualified(plan, schema), plan.versions().feature(), algorithm));
  }

  /** Whether the JVM resolves by default; measured once. */
  public Hint mergesByDefault(DSLContext dsl) {
    Hint measured = merges.get();
    if (measured == null) {
      measured = Dialects.of(dsl.dialect()).policy().mergesByDefault(dsl);
      merges.set(measured);
    }
    return measured;
  }

  /**
   * The table of a feature, which has every column of its plan with a matching type.
   *
   * @param creation creates the table if it is missing; null if nothing does
   * @throws StoreException if it does not; names the table, the column, and the actual and expected
   *     state
   */
  LiveTable look(
      DSLContext dsl, FeaturePlan plan, @Nullable String schema, @Nullable Creation creation) {
    String name = qualified(plan, schema);
    Inspected seen = known.get(name);
    if (seen != null) {
      return seen.table();
    }
    String what = "table " + name + " of feature " + plan.key();
    checkDialect(dsl, what);
    if (creation != null && read(dsl, plan, schema, what).columns().isEmpty()) {
      checkShared(dsl, plan);
      if (schema == null) {
        checkOnce(dsl, creation.plans());
      }
      creation.create().run();
      if (read(dsl, plan, schema, what).columns().isEmpty()) {
        throw new StoreException(
            "Cannot see "
                + what
                + ", which was created after this transaction began; roll back and begin"
                + " again");
      }
    }
    // Columns that change during the inspection then have another signature.
    List<String> signature =
        new Guard(dialect(dsl)).sql(Operation.LOOK_AT, what, () -> signature(dsl, plan, schema));
    LiveTable found =
        read(dsl, plan, schema, what).nesting(dialect(dsl).types(), plan.definition().columns());
    if (schema == null && found.columns().isEmpty()) {
      checkSchemas(dsl, plan);
    }
    if (found.columns().isEmpty()) {
      checkShared(dsl, plan);
    }
    check(dialect(dsl), plan, schema, found);
    LiveTable complete = withOthers(dsl, plan, schema, found, what);
    known.put(name, new Inspected(complete, signature));
    return complete;
  }

  /** The columns of a table; none if it does not exist. */
  private static LiveTable read(
      DSLContext dsl, FeaturePlan plan, @Nullable String schema, String what) {
    return onConnection(
        dsl,
        Operation.LOOK_AT,
        what,
        c -> dialect(dsl).tables().table(dialect(dsl).types(), c, schema, plan.tableName()));
  }

  /**
   * The same, inspected again if its columns have changed since.
   *
   * @param dsl the connection that uses the table, in its transaction
   * @param creation creates the table if it is missing; null if nothing does
   */
  LiveTable lookNow(
      DSLContext dsl, FeaturePlan plan, @Nullable String schema, @Nullable Creation creation) {
    Inspected seen = known.get(qualified(plan, schema));
    if (seen != null && !seen.signature().equals(signature(dsl, plan, schema))) {
      forget(plan, schema);
    }
    return look(dsl, plan, schema, creation);
  }

  private static List<String> signature(DSLContext dsl, FeaturePlan plan, @Nullable String schema) {
    return dsl.connectionResult(c -> dialect(dsl).tables().signature(c, schema, plan.tableName()));
  }

  private static LiveTable withOthers(
      DSLContext dsl, FeaturePlan plan, @Nullable String schema, LiveTable found, String what) {
    List<String> others = new ArrayList<>(found.columns().keySet());
    others.removeAll(expected(plan));
    return others.isEmpty()
        ? found
        : onConnection(
            dsl,
            Operation.LOOK_AT,
            what,
            c ->
                found.withOthers(
                    others, dialect(dsl).tables().defaults(c, schema, plan.tableName())));
  }

  /** The names of the columns that a feature's table must have. */
  private static List<String> expected(FeaturePlan plan) {
    List<String> names =
        new ArrayList<>(plan.definition().columns().stream().map(ColumnSpec::name).toList());
    names.addAll(SystemColumns.ALL);
    return names;
  }

  /** The table of a feature as it was last inspected; null if it was not. */
  @Nullable LiveTable known(FeaturePlan plan, @Nullable String schema) {
    Inspected seen = known.get(qualified(plan, schema));
    return seen == null ? null : seen.table();
  }

  /** Inspects the table of a feature again when it is next used. */
  void forget(FeaturePlan plan, @Nullable String schema) {
    known.remove(qualified(plan, schema));
  }

  /**
   * Checks again after a failed statement, because the tables may have changed. Without one, the
   * failure is the reason already, such as that a table cannot be created.
   *
   * @return what is wrong with them now, or the failure
   */
  StoreException reason(
      DSLContext dsl, List<FeaturePlan> plans, @Nullable String schema, StoreException failure) {
    if (!(failure.getCause() instanceof RuntimeException)) {
      plans.forEach(plan -> forget(plan, schema));
      return failure;
    }
    try {
      for (FeaturePlan plan : plans) {
        forget(plan, schema);
        look(dsl, plan, schema, null);
      }
      return failure;
    } catch (StoreException changed) {
      // In a failed transaction this check fails too, and says nothing about the tables.
      boolean found = changed.getCause() == null;
      StoreException reason = found ? changed : failure;
      reason.addSuppressed(found ? failure : changed);
      return reason;
    }
  }

  /**
   * A wrong dialect would otherwise surface only in the first statement that the database rejects.
   */
  private static void checkDialect(DSLContext dsl, String what) {
    Optional<SQLDialect> there =
        onConnection(dsl, Operation.LOOK_AT, what, c -> Dialects.another(c, dsl.dialect()));
    if (there.isPresent()) {
      Dialects.check(there.get());
      throw new StoreException(
          "Cannot use a DSLContext of SQLDialect."
              + dsl.dialect()
              + " with a connection to "
              + there.get().getName()
              + "; create it with DSL.using(…, SQLDialect."
              + there.get()
              + ")");
    }
  }

  /** A database may find tables in several schemas, but only one is checked. */
  private static void checkSchemas(DSLContext dsl, FeaturePlan plan) {
    List<String> schemas =
        onConnection(
            dsl,
            Operation.LOOK_FOR,
            "table " + plan.tableName() + " of feature " + plan.key(),
            c -> dialect(dsl).tables().schemas(c, plan.tableName()));
    if (!schemas.isEmpty()) {
      throw new StoreException(
          "Cannot find table "
              + plan.tableName()
              + " of feature "
              + plan.key()
              + " in the connection's schema, only in "
              + String.join(", ", schemas)
              + "; let Flyway run the scripts in the connection's schema, or, if the store is in the"
              + " other one, use store.withSchema(\""
              + schemas.get(0)
              + "\")");
    }
  }

  /** Tables of another schema are not created again where nobody has chosen a schema. */
  private static void checkOnce(DSLContext dsl, List<FeaturePlan> plans) {
    String chosenByNobody = dialect(dsl).tables().defaultSchema();
    if (chosenByNobody != null) {
      plans.forEach(plan -> checkOnce(dsl, plan, chosenByNobody));
    }
  }

  private static void checkOnce(DSLContext dsl, FeaturePlan plan, String chosenByNobody) {
    String what = "table " + plan.tableName() + " of feature " + plan.key();
    List<String> schemas =
        onConnection(
            dsl,
            Operation.LOOK_FOR,
            what,
            c ->
                chosenByNobody.equals(c.getSchema())
                    ? dialect(dsl).tables().schemas(c, plan.tableName())
                    : List.of());
    if (!schemas.isEmpty() && !schemas.contains(chosenByNobody)) {
      throw new StoreException(
          "Cannot create "
              + what
              + " in the connection's schema "
              + chosenByNobody
              + ", because it exists in "
              + String.join(", ", schemas)
              + "; use the store with this schema, schema = \""
              + schemas.get(0)
              + "\" in the configuration, or create the table with schema = \""
              + chosenByNobody
              + "\"");
    }
  }

  /** Tables that another connection has created do not exist in a database of its own. */
  private static void checkShared(DSLContext dsl, FeaturePlan plan) {
    if (dsl.configuration().connectionProvider() instanceof DefaultConnectionProvider) {
      return;
    }
    String url =
        onConnection(
            dsl,
            Operation.LOOK_FOR,
            "table " + plan.tableName() + " of feature " + plan.key(),
            c -> String.valueOf(c.getMetaData().getURL()));
    if (dialect(dsl).tables().isPrivate(url)) {
      throw new StoreException(
          "Cannot find table "
              + plan.tableName()
              + " of feature "
              + plan.key()
              + ": each connection to "
              + url
              + " has an in-memory database of its own; name the database in the URL so that"
              + " connections share it, use a file, or use DSL.using(connection)");
    }
  }

  private static FeatureDialect dialect(DSLContext dsl) {
    return Dialects.of(dsl.dialect());
  }

  /** Runs work on a connection; a failure becomes one sentence about the object. */
  private static <T> T onConnection(
      DSLContext dsl, Operation operation, String object, ConnectionCallable<T> work) {
    return new Guard(dialect(dsl)).sql(operation, object, () -> dsl.connectionResult(work));
  }

  static String qualified(FeaturePlan plan, @Nullable String schema) {
    return schema == null ? plan.tableName() : schema + "." + plan.tableName();
  }

  private static void check(
      FeatureDialect dialect, FeaturePlan plan, @Nullable String schema, LiveTable found) {
    String table = "table " + qualified(plan, schema);
    if (found.columns().isEmpty()) {
      throw new StoreException(behind(table, plan, ""));
    }
    List<String> names = expected(plan);
    for (String name : names) {
      if (!found.columns().containsKey(name)) {
        throw new StoreException(
            behind(
                    "column " + name + " of " + table,
                    plan,
                    " (it has " + found.columns().keySet() + ")")
                + newer(found, names));
      }
    }
    checkWritable(plan, table, found);
    List<String> comparedColumns = plan.comparedColumns();
    for (ColumnSpec column : plan.definition().columns()) {
      LiveColumn live = found.column(column.name());
      boolean compared = comparedColumns.contains(column.name());
      if (!dialect.types().fits(column, live) || (compared && live.folds())) {
        String expected = dialect.types().expected(column);
        throw misfit(
            dialect,
            table,
            plan,
            live,
            live.folds() && compared
                ? expected + " with a collation in which only identical texts are equal"
                : expected);
      }
      if (compared) {
        checkExact(dialect, plan, table, column, live);
      }
    }
    for (String name : SystemColumns.ALL) {
      LiveColumn live = found.column(name);
      if (SystemColumns.isByField(name)) {
        checkByField(dialect, plan, table, live);
      } else if (!dialect.types().fitsSystem(live)) {
        throw misfit(
            dialect,
            table,
            plan,
            live,
            SystemColumns.isInstant(name) ? "a timestamp with microsecond precision" : "text");
      }
    }
  }

  /** An id or a parent that the database rounds, or that has several forms, is not found again. */
  private static void checkExact(
      FeatureDialect dialect, FeaturePlan plan, String table, ColumnSpec column, LiveColumn live) {
    if (live.hasOtherPrecision()) {
      String expected = dialect.types().expected(column);
      throw misfit(
          dialect,
          table,
          plan,
          live,
          column.kind() == ColumnType.LOCAL_TIME
              ? expected + " with microsecond precision"
              : expected);
    }
    if (column.kind() == ColumnType.FLOAT64 && live.kind() == ColumnType.FLOAT32) {
      throw misfit(dialect, table, plan, live, "a floating-point number of 64 bits");
    }
    if (column.kind() == ColumnType.UUID && live.kind() == ColumnType.STRING) {
      throw misfit(dialect, table, plan, live, "uuid, because different texts can be the same id");
    }
    if (column.type() instanceof LogicalType.Decimal decimal
        && scale(live) < decimal.stored().scale()) {
      throw misfit(
          dialect,
          table,
          plan,
          live,
          "a decimal with "
              + decimal.stored().scale()
              + " digits after the decimal point, not "
              + scale(live));
    }
  }

  /** The digits after the decimal point of the numbers in a column. */
  private static int scale(LiveColumn live) {
    return live.limit() instanceof ColumnLimit.Digits digits
        ? digits.scale()
        : live.exceedsLong() ? 0 : Integer.MAX_VALUE;
  }

  /**
   * The pipeline supplies ids, parents and system columns; the database may generate any other
   * column.
   */
  private static void checkWritable(FeaturePlan plan, String table, LiveTable found) {
    for (String name : found.generated()) {
      if (SystemColumns.ALL.contains(name) || plan.comparedColumns().contains(name)) {
        throw unusable(
            table,
            plan,
            found.column(name),
            " is always generated by the database (must be written by the store); write a"
                + " migration that replaces it with a plain column");
      }
    }
  }

  private static void checkByField(
      FeatureDialect dialect, FeaturePlan plan, String table, LiveColumn live) {
    if (dialect.byField().storage(live).isEmpty()) {
      throw misfit(dialect, table, plan, live, dialect.byField().types());
    }
    Optional<String> lack = dialect.byField().lack(live, plan.structKeys());
    if (lack.isPresent()) {
      throw unusable(table, plan, live, " lacks " + lack.get());
    }
  }

  private static StoreException misfit(
      FeatureDialect dialect, String table, FeaturePlan plan, LiveColumn live, String expected) {
    return unusable(
        table,
        plan,
        live,
        " is "
            + live.typeName()
            + dialect.types().flaw(live)
            + " (must be "
            + expected
            + "); write a migration that changes it, or correct the spec");
  }

  private static StoreException unusable(
      String table, FeaturePlan plan, LiveColumn live, String reason) {
    return new StoreException(
        "Cannot use "
            + table
            + " of feature "
            + plan.key()
            + ": its column "
            + live.name()
            + reason);
  }

  private static String behind(String place, FeaturePlan plan, String found) {
    return "Cannot find "
        + place
        + " of feature "
        + plan.key()
        + found
        + ": a script is missing or has not run; write it, or let Flyway run it";
  }

  /** After a rename, a column of the one side is missing and one of the other is extra. */
  private static String newer(LiveTable found, List<String> names) {
    List<String> extra = new ArrayList<>(found.columns().keySet());
    extra.removeAll(names);
    return extra.isEmpty()
        ? ""
        : "; or, if a newer version of the program renamed the column to one of "
            + extra
            + ", the database is newer than this program: deploy the newer version again";
  }
}
